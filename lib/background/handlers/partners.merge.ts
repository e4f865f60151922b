import type { Handler } from '../../messaging/server';
import { mergePartners } from '../../store/verdicts';
import { dataChanged } from '../data-changed';

export const handle: Handler<'partners.merge'> = async (pair) => {
  await mergePartners({ ...pair, at: new Date().toISOString() });
  await dataChanged();
  return null;
};
