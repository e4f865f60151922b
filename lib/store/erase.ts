import { database, type LensDatabase } from './db';
import { eraseSecrets } from './secrets';

/** Deletes all that this installation keeps, settings and credentials included. The database is made anew at the next use. */
export async function eraseEverything(db: LensDatabase = database()): Promise<void> {
  await eraseSecrets();
  await db.delete({ disableAutoOpen: false });
}
