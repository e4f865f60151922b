import type { Handler } from '../../messaging/server';
import { updateSource } from '../../store/sources';
import { announceChange } from '../changes';
import { startRun, unschedule } from '../sources';

export const handle: Handler<'sources.pause'> = async ({ id, paused }) => {
  await updateSource(id, { paused, nextAt: paused ? null : Date.now() });
  if (paused) await unschedule(id);
  else void startRun(id);
  await announceChange();
  return null;
};
