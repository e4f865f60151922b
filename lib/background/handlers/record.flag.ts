import { browser } from 'wxt/browser';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { announceChange } from '../changes';
import { loadView } from '../load-view';
import { currentState, getTabState } from '../tab-state';
import { flagRecord } from '../visits';

/** A panel flags the record of the tab it sits in, whatever tab it names. */
export const handle: Handler<'record.flag'> = async ({ tabId: named, note }, asker) => {
  const tabId = asker.role === 'panel' ? asker.tabId : (named ?? null);
  if (tabId === null) throw new RequestError('no-tab', 'Say which tab shows the record.');
  const stored = await getTabState(tabId);
  const state =
    asker.role === 'panel'
      ? stored
      : currentState(stored, (await browser.tabs.get(tabId).catch(() => null))?.url);
  const now = Date.now();
  const flag = note === null ? null : { note: note.trim(), at: new Date(now).toISOString() };
  if (!state || !(await flagRecord(state, await loadView(tabId, state), flag, now))) {
    throw new RequestError('not-found', 'The page shows no record now. Open the record and flag it again.');
  }
  await announceChange();
  return null;
};
