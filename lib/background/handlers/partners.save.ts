import type { Handler } from '../../messaging/server';
import { savePartner } from '../../store/partners';
import { dataChanged } from '../data-changed';

export const handle: Handler<'partners.save'> = async (partner) => {
  await savePartner(partner);
  await dataChanged();
  return null;
};
