import { browser } from 'wxt/browser';
import { RequestError } from '../messaging/errors';
import type { Asker } from '../messaging/server';
import { isGranted, webOrigin } from './sites';
import { currentState, getTabState, inFront, type TabState } from './tab-state';

/**
 * The tab that a content script or panel sits in.
 * @throws RequestError `no-tab` when the sender sits in none
 */
export function tabOf(asker: Asker): number {
  if (asker.tabId === null) throw new RequestError('no-tab', 'This can only be asked from within a tab.');
  return asker.tabId;
}

/**
 * Address of the page that asks.
 * @throws RequestError `refused` where its site is not enabled
 */
export async function enabledPage(asker: Asker): Promise<URL> {
  const url = webOrigin(asker.url);
  if (!url || !(await isGranted(url))) {
    throw new RequestError('refused', 'Partner Lens is not enabled on this site.');
  }
  return url;
}

/**
 * What the asker's tab shows. A panel speaks for the tab it sits in, whatever tab it names; a page must name one.
 * @throws RequestError when no tab is named or nothing is known of it
 */
export async function shownIn(
  asker: Asker,
  named: number | undefined,
): Promise<{ tabId: number; state: TabState }> {
  const tabId = asker.role === 'panel' ? asker.tabId : (named ?? null);
  if (tabId === null) throw new RequestError('no-tab', 'Say which tab shows the record.');
  const stored = await getTabState(tabId);
  const state = inFront(
    asker.role === 'panel'
      ? stored
      : currentState(stored, (await browser.tabs.get(tabId).catch(() => null))?.url),
  );
  if (!state)
    throw new RequestError('not-found', 'The page shows no record now. Open the record and try again.');
  return { tabId, state };
}
