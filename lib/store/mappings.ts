import { database, type LensDatabase } from './db';
import type { StoredMapping } from './types';

/** @returns what a person confirmed for files with these headers, if anything */
export function getMapping(
  signature: string,
  db: LensDatabase = database(),
): Promise<StoredMapping | undefined> {
  return db.mappings.get(signature);
}

export async function putMapping(row: StoredMapping, db: LensDatabase = database()): Promise<void> {
  await db.mappings.put(row);
}
