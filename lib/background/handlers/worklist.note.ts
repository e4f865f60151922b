import type { Handler } from '../../messaging/server';
import { changeSeen } from '../../store/seen';
import { announceChange } from '../changes';

export const handle: Handler<'worklist.note'> = async ({ key, note }) => {
  const flag = note === null ? null : { note: note.trim(), at: new Date().toISOString() };
  await changeSeen(key, { flag });
  await announceChange();
  return null;
};
