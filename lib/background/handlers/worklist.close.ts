import type { Handler } from '../../messaging/server';
import { changeSeen } from '../../store/seen';
import { announceChange } from '../changes';

export const handle: Handler<'worklist.close'> = async ({ keys, closed }) => {
  const at = closed ? new Date().toISOString() : null;
  for (const key of keys) await changeSeen(key, { closed: at });
  await announceChange();
  return null;
};
