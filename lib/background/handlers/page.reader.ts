import { browser } from 'wxt/browser';
import { RequestError } from '../../messaging/errors';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { resumeLessons } from '../lessons';
import { readerFile } from '../readers';
import { isGranted, webOrigin } from '../sites';

/** Puts the reader for the asker's page into its world; asked once a document. */
export const handle: Handler<'page.reader'> = async ({ hint }, asker) => {
  const url = webOrigin(asker.url);
  if (!url || !(await isGranted(url))) {
    throw new RequestError('refused', 'Partner Lens is not enabled on this site.');
  }
  await browser.scripting.executeScript({
    target: { tabId: tabOf(asker), frameIds: [0] },
    files: [readerFile(url, hint) as never],
  });
  await resumeLessons(tabOf(asker), url.origin);
  return null;
};
