import type { ColumnArray } from '../facts/types';
import { database, type LensDatabase } from './db';
import type { StoredChunk } from './types';

/** Records fetched at once, so that unwanted columns are dropped before the next ones arrive. */
const BATCH = 16;

/** @param chunks arrays must own their buffers: storing a view would store all of its buffer */
export async function appendChunks(
  chunks: readonly StoredChunk[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.chunks.bulkAdd(chunks);
}

/**
 * Chunks of a table as imported, earlier imports first; `mergeChunks` makes them the current state.
 * @param columns columns to keep; undefined = all. Row identity, hash and source always come along.
 * @param wanted which chunks by their keys; undefined = all
 */
export async function readChunks(
  table: string,
  columns?: readonly string[],
  db: LensDatabase = database(),
  wanted?: (key: number) => boolean,
): Promise<StoredChunk[]> {
  const all = await db.chunks.where('table').equals(table).primaryKeys();
  const keys = wanted ? all.filter(wanted) : all;
  const out: StoredChunk[] = [];
  for (let at = 0; at < keys.length; at += BATCH) {
    for (const chunk of await db.chunks.bulkGet(keys.slice(at, at + BATCH))) {
      if (!chunk) continue;
      if (columns) {
        const kept: Record<string, ColumnArray> = {};
        for (const column of columns) {
          const values = chunk.columns[column];
          if (values) kept[column] = values;
        }
        chunk.columns = kept;
      }
      out.push(chunk);
    }
  }
  return out.sort((a, b) => a.importId - b.importId || a.key! - b.key!);
}

/** Ids of the tables that have facts. */
export async function tablesWithFacts(db: LensDatabase = database()): Promise<string[]> {
  return (await db.chunks.orderBy('table').uniqueKeys()) as string[];
}

/** How many chunks there are. */
export function chunkCount(db: LensDatabase = database()): Promise<number> {
  return db.chunks.count();
}
