import { browser } from 'wxt/browser';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { isGranted, webOrigin } from '../sites';

/** Puts a part of what stands in the page into the asker's world; asked once a document. */
export const handle: Handler<'page.part'> = async ({ name }, asker) => {
  const url = webOrigin(asker.url);
  if (!url || !(await isGranted(url))) {
    throw new RequestError('refused', 'Partner Lens is not enabled on this site.');
  }
  await browser.scripting.executeScript({
    target: { tabId: tabOf(asker), frameIds: [0] },
    files: [`/parts/${name}.js` as never],
  });
  return null;
};
