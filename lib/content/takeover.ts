/**
 * One overlay a page: when the extension was updated, the script of the new version is put into pages in which the
 * one of the old version still runs, cut off from the extension and in a world of its own. They meet through an event
 * of the document whose name only this installation knows, so that a page can neither hear nor send it.
 */
import { browser } from 'wxt/browser';

const KEY = 'takeover';

/**
 * Makes older scripts in this page leave, and leaves itself when a newer one comes.
 *
 * @param stored what storage holds under `takeoverKey`
 * @returns aborts when a newer script has taken over
 */
export function takeOver(doc: Document, stored: unknown): AbortSignal {
  const name = typeof stored === 'string' ? stored : crypto.randomUUID();
  if (name !== stored) browser.storage.local.set({ [KEY]: name }).catch(() => {});
  const life = new AbortController();
  doc.dispatchEvent(new Event(name));
  doc.addEventListener(name, () => life.abort(), { once: true });
  return life.signal;
}

export const takeoverKey = KEY;
