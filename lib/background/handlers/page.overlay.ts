import { browser } from 'wxt/browser';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { isGranted, webOrigin } from '../sites';

/** Puts what stands in the page for a record into the asker's world; asked once a document. */
export const handle: Handler<'page.overlay'> = async (_input, asker) => {
  const url = webOrigin(asker.url);
  if (!url || !(await isGranted(url))) {
    throw new RequestError('refused', 'Partner Lens is not enabled on this site.');
  }
  await browser.scripting.executeScript({
    target: { tabId: tabOf(asker), frameIds: [0] },
    files: ['/overlay.js' as never],
  });
  return null;
};
