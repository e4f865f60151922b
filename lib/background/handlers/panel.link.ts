import { choiceKey } from '../../match/lookup';
import { matchRecord } from '../../match/match';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { addAlias, getPartner } from '../../store/partners';
import { putChoice } from '../../store/sites';
import { tabOf } from '../asker';
import { announceChange } from '../changes';
import { dataChanged } from '../data-changed';
import { lookupOn } from '../directory';
import { getTabState, inFront } from '../tab-state';
import { mentionedName } from '../view';

const changed = () =>
  new RequestError('not-found', 'The page names another partner now. Look at the name, then choose again.');

/**
 * The name is the one that the page was read as, and only where it is still the one that the person saw: a page could
 * show another while the press is on its way. A name that nobody had becomes an alias of the partner; one that several
 * have is remembered for this site alone.
 */
export const handle: Handler<'panel.link'> = async ({ partnerId, name: seen }, asker) => {
  const state = inFront(await getTabState(tabOf(asker)));
  if (state?.reading.state !== 'record') {
    throw new RequestError('not-found', 'This record no longer names a partner.');
  }
  if (!(await getPartner(partnerId))) {
    throw new RequestError('not-found', 'That partner is no longer in the directory. Search for it again.');
  }
  const { origin } = new URL(state.url);
  const { record } = state.reading;
  const match = await matchRecord(record, lookupOn(origin));
  if (match.state === 'ambiguous') {
    const written = match.text;
    if (written !== seen) throw changed();
    const at = new Date().toISOString();
    await putChoice({ origin, text: choiceKey(written), written, partnerId, at });
    await announceChange();
    return null;
  }
  const name = mentionedName(record);
  if (!name) throw new RequestError('not-found', 'This record no longer names a partner.');
  if ((match.state === 'unknown' ? match.name : name) !== seen) throw changed();
  await addAlias(partnerId, name);
  await dataChanged();
  return null;
};
