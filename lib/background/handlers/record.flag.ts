import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { shownIn } from '../asker';
import { announceChange } from '../changes';
import { loadView } from '../load-view';
import { flagRecord, keyOf } from '../visits';

/**
 * A panel flags the record of the tab it sits in, whatever tab it names; and only the record that the person saw: the
 * page may show the next one while the note is written.
 */
export const handle: Handler<'record.flag'> = async ({ tabId: named, record, note }, asker) => {
  const { tabId, state } = await shownIn(asker, named);
  const shown = keyOf(state);
  if (shown !== null && shown !== record) {
    throw new RequestError(
      'not-found',
      'The page shows another record now. Open the one that the note is for, then flag it.',
    );
  }
  const now = Date.now();
  const flag = note === null ? null : { note: note.trim(), at: new Date(now).toISOString() };
  if (!(await flagRecord(state, await loadView(tabId, state), flag, now))) {
    throw new RequestError(
      'not-found',
      'The page shows no saved record now. Save or open the record, then flag it.',
    );
  }
  await announceChange();
  return null;
};
