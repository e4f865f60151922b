/**
 * How open panels, popups and pages learn that what they show has changed: the background writes a key in
 * session storage, which also works in a frame whose IndexedDB is blocked.
 */
import { browser } from 'wxt/browser';

/** Takes a new value with every change of partners, limits, rules, facts or scorecards. */
export const REVISION_KEY = 'revision';
/** What one tab shows. */
export const tabKey = (tabId: number): string => `tab:${tabId}`;

/**
 * Calls back after every change of shared data, and of the page in `tabId` when one is given. The callback
 * says nothing about what changed: ask the background again.
 *
 * @param tabId read at every change, so that a view can pass the tab it learnt about later
 * @returns stops watching
 */
export function watchChanges(callback: () => void, tabId: () => number | null = () => null): () => void {
  const listener = (changes: Record<string, unknown>, area: string): void => {
    if (area !== 'session') return;
    const tab = tabId();
    if (REVISION_KEY in changes || (tab !== null && tabKey(tab) in changes)) callback();
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}
