/** What each tab shows, in session storage: the worker may be stopped between two messages. */
import { browser } from 'wxt/browser';
import type { PageReading } from '../crm/types';
import { ringPanel, tabKey } from '../messaging/watch';

export interface TabState {
  /** Address of the page when it was read. */
  url: string;
  reading: PageReading;
  /** The row of the page's list that a person opened; it lasts until the page shows something else. */
  row?: TabState;
  /** What is set for its site could not be read, and is not in `reading`: `loadView` tries again. */
  untold?: true;
  /** View at hand: the one foreseen for a page that is pending, the one that the panel has of a page that is shown. */
  view?: string;
}

/** What the panel is about: the opened row of a list, else the page itself. */
export const inFront = (state: TabState | null): TabState | null => state?.row ?? state;

export async function getTabState(tabId: number): Promise<TabState | null> {
  const key = tabKey(tabId);
  const stored = await browser.storage.session.get(key);
  return (stored[key] as TabState | undefined) ?? null;
}

export async function setTabState(tabId: number, state: TabState): Promise<void> {
  await browser.storage.session.set({ [tabKey(tabId)]: state });
  void ringPanel(tabId);
}

export async function dropTabState(tabId: number): Promise<void> {
  await browser.storage.session.remove(tabKey(tabId));
  void ringPanel(tabId);
}

/** Tabs in which a content script has reported. */
export async function tabsWithState(): Promise<number[]> {
  const prefix = tabKey(0).slice(0, -1);
  const stored = await browser.storage.session.get(null);
  return Object.keys(stored)
    .filter((key) => key.startsWith(prefix))
    .map((key) => Number(key.slice(prefix.length)));
}

/** Address without its fragment. */
const page = (url: string): string => url.split('#', 1)[0]!;

/**
 * The state as it holds for the page that the tab shows now. A tab that moved on keeps no record of the page before:
 * on the same site its content script is about to report, elsewhere there is nothing to know.
 *
 * @param tabUrl address of the tab as the browser tells it; undefined where we have no access
 */
export function currentState(state: TabState | null, tabUrl: string | undefined): TabState | null {
  if (!state || tabUrl === undefined) return null;
  if (tabUrl === state.url) return state;
  const [now, then] = [URL.parse(tabUrl), URL.parse(state.url)];
  if (!now || !then || now.origin !== then.origin) return null;
  // The fragment alone may name the record: such an address must agree to the letter.
  if (page(tabUrl) === page(state.url) && !now.hash.startsWith('#/') && !then.hash.startsWith('#/')) {
    return state;
  }
  return { url: tabUrl, reading: { state: 'pending' } };
}
