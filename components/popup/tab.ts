import { browser } from 'wxt/browser';

/**
 * The tab that a page of the extension talks about: the active one of its window, or the one that the address
 * names as `?tab=<id>` (a popup opened in a tab of its own would otherwise talk about itself).
 * @throws Error when there is no such tab
 */
export async function currentTab(search: string): Promise<number> {
  const named = new URLSearchParams(search).get('tab');
  if (named !== null && /^\d+$/.test(named)) return Number(named);
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) throw new Error('No tab is open in this window. Open the page first.');
  return tab.id;
}
