/** What a restore that was killed left behind: a second database, as large as the first. */
import { dropStaging } from '../backup/restore';
import { database } from '../store/db';
import { exclusively } from './exclusively';

/** Call at each start; a restore that is under way in a page is waited for, and leaves nothing. */
export async function dropLeftovers(): Promise<void> {
  try {
    await exclusively(() => dropStaging(database()));
  } catch (error) {
    console.error('Partner Lens could not delete what a restore left behind.', error);
  }
}
