import type { Handler } from '../../messaging/server';
import { keepApart } from '../../store/verdicts';
import { dataChanged } from '../data-changed';

export const handle: Handler<'partners.apart'> = async (pair) => {
  await keepApart({ ...pair, at: new Date().toISOString() });
  await dataChanged();
  return null;
};
