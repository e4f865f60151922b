import type { Handler } from '../../messaging/server';
import { sourceViews } from '../sources';

export const handle: Handler<'sources.list'> = () => sourceViews();
