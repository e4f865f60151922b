/**
 * How the panel tells the frame that we made from one that a page made of its own: ours has a name that only this
 * installation knows. A page can neither find our frame nor read its name; no address holds it, so that nothing that
 * browsers tell of requests does either.
 */
import { browser } from 'wxt/browser';

/** Key in local storage, the only area that Firefox gives a frame in a web page. */
const KEY = 'panel-frame';

/** What the frame of the panel is made with. */
export interface PanelFrame {
  src: string;
  name: string;
}

/** Name of our frame; none before the first panel. */
const storedName = async (): Promise<unknown> => (await browser.storage.local.get(KEY))[KEY];

let making: Promise<string> | undefined;

async function makeName(): Promise<string> {
  const stored = await storedName();
  if (typeof stored === 'string') return stored;
  const name = crypto.randomUUID();
  await browser.storage.local.set({ [KEY]: name });
  return name;
}

/** For the background alone, so that pages which ask at once get the same. */
export async function panelFrame(): Promise<PanelFrame> {
  making ??= makeName().finally(() => {
    making = undefined;
  });
  return { src: browser.runtime.getURL('/panel.html'), name: await making };
}

/** @param name that of the window which asks whether it is in our frame */
export async function isOurFrame(name: string): Promise<boolean> {
  // Most frames of pages have none, and need not be looked up.
  return name !== '' && name === (await storedName());
}
