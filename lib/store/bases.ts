import { database, type LensDatabase } from './db';
import type { StoredBasis } from './types';

/** Read together, so that many partners do not stand in memory at once. */
const BATCH = 200;

/** Calls back with what every scorecard was judged from, a batch at a time. */
export async function eachBasis(
  visit: (batch: readonly StoredBasis[]) => Promise<void>,
  db: LensDatabase = database(),
): Promise<void> {
  const ids = await db.bases.toCollection().primaryKeys();
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = await db.bases.bulkGet(ids.slice(at, at + BATCH));
    await visit(batch.filter((basis) => basis !== undefined));
  }
}

/** What a partner's scorecard was judged from. */
export function getBasis(partnerId: string, db: LensDatabase = database()): Promise<StoredBasis | undefined> {
  return db.bases.get(partnerId);
}

export async function putBases(bases: readonly StoredBasis[], db: LensDatabase = database()): Promise<void> {
  await db.bases.bulkPut(bases);
}
