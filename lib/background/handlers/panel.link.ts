import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { addAlias, getPartner } from '../../store/partners';
import { tabOf } from '../asker';
import { dataChanged } from '../data-changed';
import { getTabState } from '../tab-state';
import { mentionedName } from '../view';

/** The name comes from what the page was read as, not from the message. */
export const handle: Handler<'panel.link'> = async ({ partnerId }, asker) => {
  const reading = (await getTabState(tabOf(asker)))?.reading;
  const name = reading?.state === 'record' ? mentionedName(reading.record) : null;
  if (!name) throw new RequestError('not-found', 'This record no longer names a partner.');
  if (!(await getPartner(partnerId))) {
    throw new RequestError('not-found', 'That partner is no longer in the directory. Search for it again.');
  }
  await addAlias(partnerId, name);
  await dataChanged();
  return null;
};
