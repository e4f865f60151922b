import { database, type LensDatabase } from './db';
import { eraseSecrets } from './secrets';

/** Deletes the whole database of this installation, settings included. It is made anew at the next use. */
export async function eraseEverything(db: LensDatabase = database()): Promise<void> {
  await eraseSecrets();
  await db.delete({ disableAutoOpen: false });
}
