/**
 * A backup back into the database, all or nothing: the file is read into a second database, where every frame, record and
 * count is checked and older schemas become the current one; only then its rows take the place of what is here, in one
 * transaction.
 */
import { LensDatabase, migrations } from '../store/db';
import { replaceWhole, tablesToCopy } from '../store/whole';
import type { BackupRecord, Progress } from './backup';
import { type Head, readFrames, readHead } from './container';
import { BackupError, PassphraseError } from './error';
import { readRecords } from './records';
import { cipherSeal, digestSeal, keyOf, type Seal } from './seal';

export interface RestoreOptions {
  /** Asked for where the backup is encrypted. */
  passphrase?: string;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Rows put into the second database together, unless their bytes are many. */
const BATCH = 200;

const newest = () => migrations.at(-1)!.version;

/**
 * What a file says of itself, before anything else of it is read.
 * @throws BackupError when it is no backup, is damaged at its beginning, or is of a later version
 */
export function openBackup(file: Blob): Promise<Head> {
  return readHead(file, newest());
}

async function sealOf({ header, digest }: Head, passphrase: string | undefined): Promise<Seal> {
  if (!header.encryption) return digestSeal(digest);
  if (passphrase === undefined)
    throw new PassphraseError('The backup is encrypted: it needs the passphrase that it was made with.');
  return cipherSeal(await keyOf(passphrase, header.encryption), digest);
}

/** Name of the second database. */
const stagingName = (db: LensDatabase): string => `${db.name}-restore`;

/** Whether a restore is under way, or left something behind. */
export const hasStaging = async (db: LensDatabase): Promise<boolean> =>
  (await indexedDB.databases()).some(({ name }) => name === stagingName(db));

/** Deletes what a restore that was killed left behind. */
export async function dropStaging(db: LensDatabase): Promise<void> {
  await new LensDatabase(stagingName(db)).delete();
}

/**
 * Puts the backup in the place of everything that is stored. Keys that no file can hold stay, and so do the
 * credentials of sources, which are in no backup.
 *
 * @throws BackupError with what is wrong and where; nothing was changed then
 * @throws DOMException `AbortError` when the signal fires before the end; nothing was changed
 */
export async function restoreBackup(
  db: LensDatabase,
  file: Blob,
  { passphrase, onProgress = () => {}, signal }: RestoreOptions = {},
): Promise<void> {
  const head = await openBackup(file);
  const seal = await sealOf(head, passphrase);
  await dropStaging(db);
  const staging = new LensDatabase(stagingName(db), head.header.schema);
  try {
    await stage(staging, file, head, seal, onProgress, signal);
    staging.close();
    const current = new LensDatabase(stagingName(db));
    try {
      await migrate(current);
      const names = tablesToCopy(db).map(({ name }) => name);
      await replaceWhole(db, current, names, signal);
    } finally {
      current.close();
    }
  } catch (cause) {
    signal?.throwIfAborted();
    throw inWords(cause);
  } finally {
    staging.close();
    await dropStaging(db);
  }
}

async function migrate(db: LensDatabase): Promise<void> {
  try {
    await db.open();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BackupError(`What the backup holds could not be brought to this version: ${why}`);
  }
}

function inWords(cause: unknown): unknown {
  if (cause instanceof BackupError || !(cause instanceof Error)) return cause;
  if (/quota/i.test(`${cause.name} ${cause.message}`))
    return new BackupError(
      'There is not enough room on the disk: a restore needs twice the room of the data for a moment. Nothing was changed. Free some and try again.',
    );
  return cause;
}

async function stage(
  db: LensDatabase,
  file: Blob,
  head: Head,
  seal: Seal,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { tables } = head.header;
  await db.open();
  for (const { name } of tables)
    if (!db.tables.some((table) => table.name === name))
      throw new BackupError(`The backup holds a table that data version ${db.verno} does not have: ${name}.`);
  const found = tables.map(() => 0);
  const of = tables.reduce((sum, { rows }) => sum + rows, 0);
  let waiting: { table: number; rows: unknown[] } = { table: 0, rows: [] };
  let done = 0;
  let expected: number[] | undefined;

  const put = async () => {
    const { table, rows } = waiting;
    waiting = { table, rows: [] };
    if (rows.length === 0) return;
    const { name } = tables[table]!;
    try {
      await db.table(name).bulkAdd(rows);
    } catch (cause) {
      if (cause instanceof Error && /quota/i.test(cause.message)) throw cause;
      throw new BackupError(
        `A row of the table ${name} does not fit there: ${cause instanceof Error ? cause.message : cause}`,
      );
    }
    done += rows.length;
    onProgress({ done, of });
  };

  for await (const record of readRecords(inflated(readFrames(file, head, seal)))) {
    signal?.throwIfAborted();
    if (expected) throw new BackupError('The backup goes on after its last record.');
    const known = shaped(record);
    if ('end' in known) {
      expected = known.end;
      continue;
    }
    const { table, row } = known;
    const promised = tables[table];
    if (!promised) throw new BackupError(`The backup names table ${table}, which its head does not list.`);
    // Before the disk is filled with what nobody wrote.
    if (found[table] === promised.rows)
      throw new BackupError(
        `The backup holds more than the ${promised.rows} rows of ${promised.name} that its head names.`,
      );
    if (table !== waiting.table || waiting.rows.length >= BATCH || isLarge(row)) await put();
    waiting.table = table;
    waiting.rows.push(row);
    found[table] = found[table]! + 1;
  }
  await put();
  if (!expected) throw new BackupError('The backup has no last record: it was cut short.');
  const wrong = tables.findIndex((_, at) => expected[at] !== found[at]);
  if (wrong >= 0)
    throw new BackupError(
      `The backup says ${expected[wrong]} rows of ${tables[wrong]!.name} and holds ${found[wrong]}.`,
    );
}

/** @throws BackupError for what no backup of ours holds: one in clear may have been written by anybody */
function shaped(record: unknown): BackupRecord {
  const { table, row, end } = (record ?? {}) as { table?: unknown; row?: unknown; end?: unknown };
  if (Array.isArray(end)) return { end };
  if (Number.isInteger(table) && typeof row === 'object' && row !== null)
    return { table: table as number, row };
  throw new BackupError('The backup holds a record that is none.');
}

/** Facts and dictionaries: a row weighs as much as thousands of others. */
function isLarge(row: unknown): boolean {
  const { columns, text } = row as { columns?: unknown; text?: unknown };
  return (columns !== undefined && !Array.isArray(columns)) || typeof text === 'string';
}

/** Decompresses a stream; an error of the source comes through as it is. */
async function* inflated(source: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  let failure: { cause: unknown } | null = null;
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        failure = { cause };
        controller.error(cause);
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  const reader = compressed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (failure) throw (failure as { cause: unknown }).cause;
    throw new BackupError(`The backup cannot be unpacked: ${cause instanceof Error ? cause.message : cause}`);
  } finally {
    await reader.cancel().catch(() => {});
  }
}
