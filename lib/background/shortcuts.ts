/** Keyboard shortcuts of the browser: from one missing field of the shown record to the next, wherever the focus is. */
import { browser } from 'wxt/browser';
import { jumpTo } from './jump';
import { loadView } from './load-view';
import { currentState, getTabState } from './tab-state';

/** Names as in the manifest, and how far each goes along the list. */
const STEPS: Readonly<Record<string, 1 | -1>> = { 'next-missing-field': 1, 'previous-missing-field': -1 };

const placeKey = (tabId: number): string => `missing:${tabId}`;

/**
 * The field to go to.
 * @param last key of the field that was gone to before; a field that has left the list starts it anew
 */
export function nextKey(keys: readonly string[], last: string | null, step: 1 | -1): string | null {
  const at = last === null ? -1 : keys.indexOf(last);
  if (at < 0) return (step > 0 ? keys[0] : keys.at(-1)) ?? null;
  return keys[(at + step + keys.length) % keys.length] ?? null;
}

/** Brings the page of a tab to its next or previous missing field. */
export async function onShortcut(name: string, tab?: { id?: number; url?: string }): Promise<void> {
  const step = STEPS[name];
  if (!step || tab?.id === undefined) return;
  const state = currentState(await getTabState(tab.id), tab.url);
  if (!state) return;
  const keys = (await loadView(tab.id, state)).missing.map(({ key }) => key);
  const place = placeKey(tab.id);
  const last = (await browser.storage.session.get(place))[place] as string | undefined;
  const key = nextKey(keys, last ?? null, step);
  if (key === null) return;
  await browser.storage.session.set({ [place]: key });
  await jumpTo(tab.id, key);
}
