import type { Handler } from '../../messaging/server';
import { announceChange } from '../changes';
import { takeInNow } from '../snapshots';

export const handle: Handler<'sites.take-in'> = async ({ origin }) => {
  if (!(await takeInNow(origin))) await announceChange();
  return null;
};
