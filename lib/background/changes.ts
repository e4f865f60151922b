import { browser } from 'wxt/browser';
import { sendCommand } from '../messaging/commands';
import { REVISION_KEY } from '../messaging/watch';
import { tabsWithState } from './tab-state';
import { dropViews } from './views-at-hand';

/** Tells every CRM page to ask for its badge again. */
export async function rereadPages(): Promise<void> {
  await Promise.all((await tabsWithState()).map((tabId) => sendCommand(tabId, 'page.reread', {})));
}

/**
 * Tells every open panel, popup and page that shared data changed, and every CRM page to ask for its badge again.
 * Call after the change is stored.
 */
export async function announceChange(): Promise<void> {
  dropViews();
  await browser.storage.session.set({ [REVISION_KEY]: crypto.randomUUID() });
  await rereadPages();
}
