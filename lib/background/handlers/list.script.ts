import { browser } from 'wxt/browser';
import type { Handler } from '../../messaging/server';
import { tabOf } from '../asker';
import { listsAllowed } from '../list-badges';
import { listFile } from '../readers';

/** Puts the script for lists into the asker's page; asked once a document. */
export const handle: Handler<'list.script'> = async (_input, asker) => {
  const url = await listsAllowed(asker);
  await browser.scripting.executeScript({
    target: { tabId: tabOf(asker), frameIds: [0] },
    files: [listFile(url) as never],
  });
  return null;
};
