/** Scripts that are put into a page's own world of the extension when they are needed. */
import { type Browser, browser } from 'wxt/browser';

/** The page of a tab, without the frames in it. */
export const pageOf = (tabId: number): Browser.scripting.InjectionTarget => ({ tabId, frameIds: [0] });

/** @param file of the built extension, from its root */
export async function putScript(tabId: number, file: string): Promise<void> {
  await browser.scripting.executeScript({ target: pageOf(tabId), files: [file as never] });
}
