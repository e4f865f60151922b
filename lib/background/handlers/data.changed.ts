import type { Handler } from '../../messaging/server';
import { dataChanged } from '../data-changed';

export const handle: Handler<'data.changed'> = async () => {
  await dataChanged();
  return null;
};
