import type { IndexableType, Table } from 'dexie';
import { database, type LensDatabase } from './db';
import { packedBytes } from './pack';

export interface TableUsage {
  /** Fact table, or the name of a small table. */
  table: string;
  /** Stored rows; older versions of a row count too. */
  rows: number;
  /** Bytes of the columns or of the text; what the browser adds is not in it. */
  bytes: number;
  /** Worked out from some of its rows. */
  estimated?: true;
}

/** About what a stored value weighs: characters of texts, 8 for a number, bytes of arrays of numbers. */
function weight(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return 8;
  if (typeof value !== 'object' || value === null) return 1;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + weight(each), 0);
  return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + weight(each), 0);
}

/** Rows that are weighed of a table that has more: the figures of ten thousand partners are a gigabyte to read. */
const WEIGHED = 500;
/** Of these at a time in memory. */
const BATCH = 50;

/** Weighs rows spread evenly over a large table, and every row of a small one. */
async function weighed(table: Table<unknown, IndexableType>): Promise<Omit<TableUsage, 'table'>> {
  const keys = await table.toCollection().primaryKeys();
  const rows = keys.length;
  const some = rows > WEIGHED;
  let bytes = 0;
  if (some) {
    const sample = Array.from({ length: WEIGHED }, (_, i) => keys[Math.floor((i * rows) / WEIGHED)]!);
    for (let i = 0; i < WEIGHED; i += BATCH)
      for (const row of await table.bulkGet(sample.slice(i, i + BATCH))) bytes += weight(row ?? null);
    bytes = Math.round((bytes * rows) / WEIGHED);
  } else
    await table.each((row) => {
      bytes += weight(row);
    });
  return { rows, bytes, ...(some ? { estimated: true } : {}) };
}

/** Tables whose rows are not counted one by one. */
const COUNTED = new Set(['chunks', 'confirmations', 'dictionaries', 'rejects']);

/** Rows and bytes per fact table, for the dictionaries together, and per other table of the schema; largest first. */
export async function storageUsage(db: LensDatabase = database()): Promise<TableUsage[]> {
  const usage = new Map<string, TableUsage>();
  const count = (table: string, rows: number, bytes: number) => {
    const entry = usage.get(table) ?? { table, rows: 0, bytes: 0 };
    entry.rows += rows;
    entry.bytes += bytes;
    usage.set(table, entry);
  };
  await db.chunks.each((chunk) => {
    let bytes = 0;
    for (const values of [chunk.id, chunk.hash, chunk.sourceRow, chunk.sourceFile])
      bytes += packedBytes(values);
    for (const values of Object.values(chunk.columns)) bytes += packedBytes(values);
    count(chunk.table, chunk.rows, bytes);
  });
  await db.confirmations.each((row) => {
    const bytes = row.id.byteLength + row.sourceRow.byteLength + row.sourceFile.byteLength;
    count(row.table, 0, bytes);
  });
  await db.dictionaries.each((run) => {
    count('dictionaries', run.text.split('\0').length, run.text.length);
  });
  await db.rejects.each((batch) => count('rejects', batch.rows.length, weight(batch.rows)));
  for (const table of db.tables) {
    if (COUNTED.has(table.name)) continue;
    const { rows, bytes, estimated } = await weighed(table);
    if (rows > 0) count(table.name, rows, bytes);
    if (estimated) usage.get(table.name)!.estimated = true;
  }
  return [...usage.values()].sort((a, b) => b.bytes - a.bytes);
}
