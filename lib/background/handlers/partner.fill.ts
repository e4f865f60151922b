import { partnerFieldOf } from '../../match/partner-field';
import { sendCommand } from '../../messaging/commands';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { getPartner } from '../../store/partners';
import { shownIn } from '../asker';
import { settingOn } from '../site-fields';

/** Only the name of a partner of the directory is put in, and only into an empty partner field. */
export const handle: Handler<'partner.fill'> = async ({ partnerId, tabId: named }, asker) => {
  const { tabId, state } = await shownIn(asker, named);
  const record = state.reading.state === 'record' ? state.reading.record : null;
  const field = record && partnerFieldOf(record, await settingOn(state.url, record.kind));
  if (field?.state !== 'empty') {
    throw new RequestError('not-found', 'The page shows no empty partner field now.');
  }
  const partner = await getPartner(partnerId);
  if (!partner) throw new RequestError('not-found', 'That partner is no longer in the directory.');
  const value = partner.name;
  return (await sendCommand(tabId, 'field.fill', { key: field.key, value })) ?? { filled: false };
};
