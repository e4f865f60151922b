import { sendCommand } from '../../messaging/commands';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';

export const handle: Handler<'panel.jump'> = async ({ key }, asker) =>
  (await sendCommand(tabOf(asker), 'field.jump', { key })) ?? { found: false };
