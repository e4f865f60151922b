import type { Handler } from '../../messaging/server';
import { unmergePartner } from '../../store/verdicts';
import { dataChanged } from '../data-changed';

export const handle: Handler<'partners.unmerge'> = async ({ id }) => {
  await unmergePartner(id, new Date().toISOString());
  await dataChanged();
  return null;
};
