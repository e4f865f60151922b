import type { Handler } from '../../messaging/server';
import { listsAllowed, rowBadges } from '../list-badges';

export const handle: Handler<'list.badges'> = async ({ crm, rows }, asker) =>
  rowBadges(await listsAllowed(asker), crm, rows);
