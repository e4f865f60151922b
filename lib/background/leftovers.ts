/** What a restore that was killed left behind: a second database, as large as the first. */
import { browser } from 'wxt/browser';
import { dropStaging, hasStaging } from '../backup/restore';
import { database } from '../store/db';
import { exclusively } from './exclusively';

/** Whether this session of the browser has looked; session storage ends with the browser. */
const LOOKED = 'leftovers';

/** Once after each start of the browser; a restore that is under way in a page is waited for, and leaves nothing. */
export async function dropLeftovers(): Promise<void> {
  try {
    if ((await browser.storage.session.get(LOOKED))[LOOKED]) return;
    await browser.storage.session.set({ [LOOKED]: true });
    // Without one nobody is made to wait.
    if (await hasStaging(database())) await exclusively(() => dropStaging(database()));
  } catch (error) {
    console.error('Partner Lens could not delete what a restore left behind.', error);
  }
}
