/** Scripts that are put into a page's own world of the extension when they are needed. */
import { type Browser, browser } from 'wxt/browser';
import { type PanelFrame, panelFrame } from '../messaging/panel-frame';

/** The page of a tab, without the frames in it. */
export const pageOf = (tabId: number): Browser.scripting.InjectionTarget => ({ tabId, frameIds: [0] });

/** @param file of the built extension, from its root */
export async function putScript(tabId: number, file: string): Promise<void> {
  await browser.scripting.executeScript({ target: pageOf(tabId), files: [file as never] });
}

/**
 * A mask on what the panel stands in hides it and lets presses through, and the browser still takes it for seen. No
 * style of a page outdoes an important one of a user.
 */
const UNMASKED = 'html { mask: none !important; -webkit-mask-box-image: none !important }';

/** Keeps the page of a tab from masking the panel. */
export async function keepUnmasked(tabId: number): Promise<void> {
  await browser.scripting.insertCSS({ target: pageOf(tabId), css: UNMASKED, origin: 'USER' });
}

/** Tells our world of a page what the frame of the panel is made with; the page has no way into that world. */
export async function givePanelFrame(tabId: number): Promise<void> {
  await browser.scripting.executeScript({
    target: pageOf(tabId),
    func: (frame: PanelFrame) => {
      (globalThis as { partnerLensParts?: { frame?: PanelFrame } }).partnerLensParts!.frame = frame;
    },
    args: [await panelFrame()],
  });
}
