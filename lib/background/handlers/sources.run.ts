import type { Handler } from '../../messaging/server';
import { startRun } from '../sources';

export const handle: Handler<'sources.run'> = async ({ id }) => {
  void startRun(id);
  return null;
};
