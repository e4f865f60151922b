import { sendCommand } from '../../messaging/commands';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';

export const handle: Handler<'panel.collapse'> = async ({ collapsed }, asker) => {
  await sendCommand(tabOf(asker), 'panel.collapse', { collapsed });
  return null;
};
