import type { ColumnArray, FactChunk } from '../facts/types';
import { database, type LensDatabase } from './db';
import { type Packed, pack, unpack } from './pack';
import { stagedChunkKeys } from './staged';
import type { StoredChunk } from './types';

/** A chunk as it lies in the database: each of its arrays in as few bytes as hold it. */
export interface ChunkRecord extends Omit<FactChunk, 'columns' | 'id' | 'hash' | 'sourceRow' | 'sourceFile'> {
  key?: number;
  columns: Record<string, Packed>;
  id: Packed<FactChunk['id']>;
  hash: Packed<FactChunk['hash']>;
  sourceRow: Packed<FactChunk['sourceRow']>;
  sourceFile: Packed<FactChunk['sourceFile']>;
}

/** Most records fetched at once, so that unwanted columns are dropped before the next ones arrive. */
const BATCH = 16;

/** @param chunks arrays must own their buffers: storing a view would store all of its buffer */
export async function appendChunks(
  chunks: readonly StoredChunk[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.chunks.bulkAdd(chunks.map(packChunk));
}

function packChunk(chunk: StoredChunk): ChunkRecord {
  const columns: Record<string, Packed> = {};
  for (const [id, values] of Object.entries(chunk.columns)) columns[id] = pack(values);
  return {
    ...chunk,
    columns,
    id: pack(chunk.id),
    hash: pack(chunk.hash),
    sourceRow: pack(chunk.sourceRow),
    sourceFile: pack(chunk.sourceFile),
  };
}

/** @param wanted columns to keep; undefined = all */
function unpackChunk(record: ChunkRecord, wanted: readonly string[] | undefined): StoredChunk {
  const { rows } = record;
  const columns: Record<string, ColumnArray> = {};
  for (const id of wanted ?? Object.keys(record.columns)) {
    const values = record.columns[id];
    if (values) columns[id] = unpack(values, rows);
  }
  return {
    ...record,
    columns,
    id: unpack(record.id, rows),
    hash: unpack(record.hash, rows),
    sourceRow: unpack(record.sourceRow, rows),
    sourceFile: unpack(record.sourceFile, rows),
  };
}

/**
 * Chunks of a table as imported, earlier imports first; `mergeChunks` makes them the current state.
 * @param columns columns to keep; undefined = all. Row identity, hash and source always come along.
 * @param wanted which chunks by their keys; undefined = all
 * @param seen called with the ids of every chunk's columns, those too that are not kept
 */
export async function readChunks(
  table: string,
  columns?: readonly string[],
  db: LensDatabase = database(),
  wanted?: (key: number) => boolean,
  seen?: (columns: readonly string[]) => void,
): Promise<StoredChunk[]> {
  const keys = await chunkKeys(table, db, wanted);
  return (await readByKey(keys, () => columns, db, seen)).sort(inOrder);
}

/**
 * The same of several tables, one after the other without a wait in between.
 * @param columns by table; of one that is not named all are kept
 * @returns chunks of each table, in the order of the tables
 */
export async function readTables(
  tables: readonly string[],
  columns: Readonly<Record<string, readonly string[]>>,
  db: LensDatabase = database(),
  wanted?: (key: number) => boolean,
): Promise<StoredChunk[][]> {
  const keys = await Promise.all(tables.map((table) => chunkKeys(table, db, wanted)));
  const read = await readByKey(
    keys.flat().sort((a, b) => a - b),
    (table) => columns[table],
    db,
  );
  const byTable = Map.groupBy(read, ({ table }) => table);
  return tables.map((table) => (byTable.get(table) ?? []).sort(inOrder));
}

/** Earlier imports first. */
const inOrder = (a: StoredChunk, b: StoredChunk): number => a.importId - b.importId || a.key! - b.key!;

/** What an unfinished import has stored, in the order stored. */
export async function readStagedChunks(
  importId: number,
  columns: readonly string[],
  db: LensDatabase,
): Promise<StoredChunk[]> {
  const keys = await db.chunks.where('importId').equals(importId).primaryKeys();
  return readByKey(
    keys.sort((a, b) => a - b),
    () => columns,
    db,
  );
}

/** @param columnsOf columns of a table to keep; undefined = all */
async function readByKey(
  keys: readonly number[],
  columnsOf: (table: string) => readonly string[] | undefined,
  db: LensDatabase,
  seen?: (columns: readonly string[]) => void,
): Promise<StoredChunk[]> {
  const out: StoredChunk[] = [];
  const runs = runsOf(keys);
  const recordsOf = (run: number): PromiseLike<ChunkRecord[]> => {
    const [first, last] = runs[run]!;
    return first === last
      ? db.chunks.bulkGet([first]).then((found) => found.filter((chunk) => chunk !== undefined))
      : db.chunks.where(':id').between(first, last, true, true).toArray();
  };
  // While one batch is unpacked the database hands over the next.
  let coming = runs.length > 0 ? recordsOf(0) : null;
  for (let run = 1; coming; run++) {
    const records = await coming;
    coming = run < runs.length ? recordsOf(run) : null;
    for (const chunk of records) {
      seen?.(Object.keys(chunk.columns));
      out.push(unpackChunk(chunk, columnsOf(chunk.table)));
    }
  }
  return out;
}

/** First and last of keys that follow each other, at most a batch: the database hands over a range in one go. */
function runsOf(keys: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (const key of keys) {
    const run = runs.at(-1);
    if (run && key === run[1] + 1 && key - run[0] < BATCH) run[1] = key;
    else runs.push([key, key]);
  }
  return runs;
}

/** Keys of a table's chunks, those of an import under way left out. @param table undefined = every table */
export async function chunkKeys(
  table: string | undefined,
  db: LensDatabase = database(),
  wanted: (key: number) => boolean = () => true,
): Promise<number[]> {
  const staged = await stagedChunkKeys(db);
  const chunks = table === undefined ? db.chunks.toCollection() : db.chunks.where('table').equals(table);
  return (await chunks.primaryKeys()).filter((key) => !staged.has(key) && wanted(key));
}

/** Ids of the tables that have facts. */
export async function tablesWithFacts(db: LensDatabase = database()): Promise<string[]> {
  const tables = (await db.chunks.orderBy('table').uniqueKeys()) as string[];
  if ((await stagedChunkKeys(db)).size === 0) return tables;
  const visible = await Promise.all(tables.map(async (table) => (await chunkKeys(table, db)).length > 0));
  return tables.filter((_, i) => visible[i]);
}

/** How many chunks there are. */
export async function chunkCount(db: LensDatabase = database()): Promise<number> {
  return (await chunkKeys(undefined, db)).length;
}
