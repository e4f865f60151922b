import type { Handler } from '../../messaging/server';
import { setPartnerField } from '../../store/sites';
import { announceChange } from '../changes';

export const handle: Handler<'sites.partner-field'> = async ({ origin, kind, setting }) => {
  await setPartnerField(origin, kind, setting);
  await announceChange();
  return null;
};
