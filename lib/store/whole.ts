/** The whole database, table by table as its schema has them, in and out. */
import Dexie, { type Table } from 'dexie';
import type { LensDatabase } from './db';
import { DATABASE_ID } from './settings';

/** Keys and places of files that the browser does not hand out: no file can hold them, and nothing but an erasure takes them away. */
const BOUND_TABLES: ReadonlySet<string> = new Set(['keys', 'begun']);

/** Tables that a copy of the database holds, in the order of their names. Credentials are in none: see secrets.ts. */
export function tablesToCopy(db: LensDatabase): Table<unknown, unknown>[] {
  return db.tables.filter(({ name }) => !BOUND_TABLES.has(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Rows read at once: a chunk of facts is a row of a megabyte or two. */
const BATCH = 16;

async function eachBatch(
  table: Table<unknown, unknown>,
  visit: (rows: readonly unknown[]) => PromiseLike<void>,
): Promise<void> {
  const keys = await table.toCollection().primaryKeys();
  for (let at = 0; at < keys.length; at += BATCH)
    await visit((await table.bulkGet(keys.slice(at, at + BATCH))).filter((row) => row !== undefined));
}

/**
 * Calls back with all rows of some tables as they are at one moment; changes wait until it is done.
 * @param visit may take its time: the transaction is kept open
 */
export async function readWhole(
  db: LensDatabase,
  tables: readonly Table<unknown, unknown>[],
  begin: (counts: Readonly<Record<string, number>>) => Promise<void>,
  visit: (table: string, rows: readonly unknown[]) => Promise<void>,
): Promise<void> {
  await db.transaction('r', [...tables], async () => {
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table.name] = await table.count();
    await Dexie.waitFor(begin(counts));
    for (const table of tables) await eachBatch(table, (rows) => Dexie.waitFor(visit(table.name, rows)));
  });
}

/**
 * Puts the rows of another database of the same schema in the place of what is here, in one transaction: whatever
 * happens, the database is as before or as the other one.
 * @param names tables to replace
 */
export async function replaceWhole(
  db: LensDatabase,
  from: LensDatabase,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const name of names) {
      await db.table(name).clear();
      const source = from.table(name);
      const keys = await waitForOther(() => source.toCollection().primaryKeys());
      for (let at = 0; at < keys.length; at += BATCH) {
        signal?.throwIfAborted();
        const rows = await waitForOther(() => source.bulkGet(keys.slice(at, at + BATCH)));
        await db.table(name).bulkAdd(rows);
      }
    }
    // What contexts hold in memory of the rows before is not of these.
    await db.settings.delete(DATABASE_ID);
  });
}

/** Reads from another database while the transaction of this one stays open. */
function waitForOther<T>(work: () => PromiseLike<T>): Promise<T> {
  return Dexie.waitFor(Dexie.ignoreTransaction(() => Promise.resolve(work()))) as Promise<T>;
}
