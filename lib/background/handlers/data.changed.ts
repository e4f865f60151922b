import type { Handler } from '../../messaging/server';
import { dataChanged } from '../data-changed';
import { scheduleSources } from '../sources';

export const handle: Handler<'data.changed'> = async () => {
  await dataChanged();
  // A restored backup brings sources along.
  await scheduleSources();
  return null;
};
