import { database, type LensDatabase } from './db';
import type { ImportRecord, MappingVersion, StoredMapping } from './types';

/** @returns what a person confirmed for files with these headers, if anything */
export function getMapping(
  signature: string,
  db: LensDatabase = database(),
): Promise<StoredMapping | undefined> {
  return db.mappings.get(signature);
}

/**
 * Remembers how files with these headers are read. Another mapping than the last is the next version of it.
 * Call inside the transaction that writes the import.
 */
export async function rememberMapping(
  { headerSignature: signature, at }: Pick<ImportRecord, 'headerSignature' | 'at'>,
  mapping: unknown,
  db: LensDatabase = database(),
): Promise<MappingVersion> {
  const last = await db.mappings.get(signature);
  const same = last !== undefined && JSON.stringify(last.mapping) === JSON.stringify(mapping);
  const version = last ? (last.version ?? 1) + (same ? 0 : 1) : 1;
  await db.mappings.put({ signature, at, mapping, version });
  return { version, mapping };
}
