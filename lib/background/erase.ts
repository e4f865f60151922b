/**
 * Erasing everything: several steps in several places, which the browser knows no transaction for. One that was cut off
 * is brought to its end at the next start, and never leaves a part behind.
 */
import { browser } from 'wxt/browser';
import { dropFiles } from '../backup/file';
import { dropStaging } from '../backup/restore';
import { database } from '../store/db';
import { eraseEverything } from '../store/erase';
import { announceChange } from './changes';
import { exclusively } from './exclusively';
import { forgetSites } from './sites';

/** Key in the extension's own storage area: an erasure has begun. It goes with the last step, or with its failure. */
const ERASING = 'erasing';

async function erase(): Promise<void> {
  try {
    await eraseEverything();
    await dropStaging(database());
    await dropFiles();
    await browser.storage.session.clear();
    await forgetSites();
    await browser.storage.local.clear();
  } catch (error) {
    // It failed and is told: what is imported from now on is not for a later start to erase.
    await browser.storage.local.remove(ERASING);
    throw error;
  }
}

/** Deletes all that this installation keeps, in databases, files, storage areas and access to sites. */
export function eraseAll(): Promise<void> {
  return exclusively(async () => {
    await browser.storage.local.set({ [ERASING]: true });
    await erase();
  });
}

/** Ends an erasure that was cut off; call at each start, before anything is told from what is stored. */
export async function endErasure(): Promise<void> {
  const begun = async () => (await browser.storage.local.get(ERASING))[ERASING] === true;
  if (!(await begun())) return;
  try {
    await exclusively(async () => {
      // It may be another context's, and be done by now.
      if (await begun()) await erase();
    });
    await announceChange();
  } catch (error) {
    console.error('Partner Lens could not end an erasure.', error);
  }
}
