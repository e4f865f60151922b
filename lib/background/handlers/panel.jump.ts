import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { jumpTo } from '../jump';

export const handle: Handler<'panel.jump'> = async ({ key }, asker) => jumpTo(tabOf(asker), key);
