import { type Browser, browser } from 'wxt/browser';
import { watchDocked } from '../messaging/dock';
import { serve } from '../messaging/server';
import { renewJournal } from '../store/journal';
import { getWorkspace } from '../store/settings';
import { MIDNIGHT, scheduleMidnight } from './alarms';
import { announceChange, rereadPages } from './changes';
import { dropDraft } from './drafts';
import { endErasure } from './erase';
import { handlers } from './handlers';
import { keepFresh } from './keep-fresh';
import { noteKept } from './kept';
import { dropLeftovers } from './leftovers';
import { setTeaching } from './lessons';
import { gated, watchPolicy } from './policy';
import { watchPermissions } from './registration';
import { onShortcut } from './shortcuts';
import { forgetOldVisits, forgetVisitsElsewhere, onTakeIn, scheduleTakeIn, TAKE_IN } from './snapshots';
import { onSourceAlarm, scheduleSources } from './sources';
import { dropTabState } from './tab-state';
import { dropViews } from './views-at-hand';
import { forgetOldRecords } from './visits';

async function newDay(): Promise<void> {
  const { timeZone } = await getWorkspace();
  await scheduleMidnight(Date.now(), timeZone);
  await forgetOldRecords(Date.now());
  await forgetOldVisits(Date.now(), timeZone);
}

/** Whether this session of the browser has done it; session storage ends with the browser. */
const RENEWED = 'journal';

/** Once after each start of the browser, before what it stores can be taken for damaged. */
async function renewJournalOnce(): Promise<void> {
  if (import.meta.env.BROWSER === 'firefox' || (await browser.storage.session.get(RENEWED))[RENEWED]) return;
  try {
    await renewJournal();
  } catch (error) {
    console.error('Partner Lens could not begin a new journal.', error);
  }
  await browser.storage.session.set({ [RENEWED]: true });
}

/**
 * Everything the background does, in the worker's first turn. The worker lives for half a minute after its last
 * event: nothing here is remembered in variables, and what a stopped run left undone is taken up here.
 */
export function startBackground(): void {
  const renewed = renewJournalOnce();
  serve(gated(handlers));
  watchPolicy();
  watchPermissions();
  watchDocked(() => void rereadPages());
  browser.permissions.onRemoved.addListener(() => void forgetVisitsElsewhere());
  // Firefox for Android has no keyboard to take shortcuts from.
  browser.commands?.onCommand.addListener(
    (name: string, tab?: Browser.tabs.Tab) => void onShortcut(name, tab),
  );
  browser.tabs.onRemoved.addListener((tabId: number) => {
    dropViews(tabId);
    void dropTabState(tabId);
    void dropDraft(tabId);
    void setTeaching(tabId, null);
  });
  browser.alarms.onAlarm.addListener((alarm: Browser.alarms.Alarm) => {
    if (alarm.name === TAKE_IN) void onTakeIn();
    if (onSourceAlarm(alarm.name) || alarm.name !== MIDNIGHT) return;
    // Until the new figures are there, the old ones are shown as of yesterday.
    void newDay()
      .then(announceChange)
      .then(() => keepFresh());
  });
  void endErasure().then(() => {
    void noteKept(Date.now());
    void newDay();
    void keepFresh();
    void scheduleSources();
    void scheduleTakeIn();
    // Not beside the writing that a new journal takes.
    void renewed.then(dropLeftovers);
  });
}
