import type { Handler } from '../../messaging/server';
import { enabledPage, tabOf } from '../asker';
import { resumeLessons } from '../lessons';
import { readerFile } from '../readers';
import { putScript } from '../scripts';

/** Puts the reader for the asker's page into its world; asked once a document. */
export const handle: Handler<'page.reader'> = async ({ hint }, asker) => {
  const url = await enabledPage(asker);
  await putScript(tabOf(asker), readerFile(url, hint));
  await resumeLessons(tabOf(asker), url.origin);
  return null;
};
