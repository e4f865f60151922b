/** What is open and typed in the panel of each tab, until the browser ends or the tab closes. */
import { browser } from 'wxt/browser';
import type { PanelDraft } from '../messaging/views';

const keyOf = (tabId: number): string => `draft:${tabId}`;

export const putDraft = (tabId: number, draft: PanelDraft): Promise<void> =>
  browser.storage.session.set({ [keyOf(tabId)]: draft });

export async function getDraft(tabId: number): Promise<PanelDraft | null> {
  const key = keyOf(tabId);
  return ((await browser.storage.session.get(key))[key] as PanelDraft | undefined) ?? null;
}

export const dropDraft = (tabId: number): Promise<void> => browser.storage.session.remove(keyOf(tabId));
