import type { Handler } from '../../messaging/server';
import { rememberedSites } from '../snapshots';

export const handle: Handler<'sites.remembered'> = () => rememberedSites();
