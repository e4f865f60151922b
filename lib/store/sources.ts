/** Sources, what they are at, and what they did. Their credentials are elsewhere: see secrets.ts. */
import Dexie from 'dexie';
import { type ProblemKind, SourceProblem } from '../sources/problem';
import type { BadRecord, Cursor, Page, RequiredField, Row, Settings } from '../sources/types';
import { database, type LensDatabase } from './db';

export interface SourceTrouble {
  kind: ProblemKind;
  message: string;
  /** ISO time. */
  at: string;
}

export interface StoredSource {
  id: string;
  kind: string;
  name: string;
  settings: Settings;
  everyMinutes: number;
  paused: boolean;
  /** Stream -> where it goes on, and when it last came to its end (ISO time). */
  streams: Record<string, { cursor: Cursor; endedAt: string | null }>;
  /** Run that has not ended, and its streams that have. */
  run: { id: number; done: string[] } | null;
  /** Why the last run ended early; null when it did not. */
  trouble: SourceTrouble | null;
  /** Runs in a row that ended early. */
  failures: number;
  /** When it runs next, milliseconds since the epoch; null = not by itself. */
  nextAt: number | null;
  /** Fields that the service demands, as it said last. */
  required: { at: string; fields: RequiredField[] } | null;
  /** Every import that it made; the history of runs is shorter. */
  imports: number[];
}

/** What one run did. */
export interface SourceRun {
  id?: number;
  sourceId: string;
  startedAt: string;
  /** Null while it runs. */
  endedAt: string | null;
  /** Rows that came. */
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  removed: number;
  /** Records that could not be read, the first ones. */
  bad: BadRecord[];
  badCount: number;
  /** Imports that it made. */
  imports: number[];
  trouble: SourceTrouble | null;
  /** Scorecard pack that it installed. */
  pack?: { name: string; edition: number };
}

/** What came and is not imported yet: outlives the worker. */
export interface StagedPage {
  key?: number;
  sourceId: string;
  stream: string;
  rows: Readonly<Record<string, readonly Row[]>>;
  removed: Readonly<Record<string, readonly string[]>>;
  file: { name: string; bytes: Uint8Array<ArrayBuffer> } | null;
}

/** A record that a source delivered, so that its absence can be noticed. */
export interface SourceRecord {
  sourceId: string;
  table: string;
  /** In the order of ids: see `orderKey`. */
  id: string;
  /** As its rows have it. */
  raw: string;
}

/** Numbers in the order of numbers, everything else in that of its characters; a longer row of digits is a text. */
export function orderKey(id: string): string {
  return /^\d{1,12}$/.test(id) ? id.padStart(20, '0') : id;
}

/** Bad records that a run keeps. */
const BAD_KEPT = 100;
/** So many gone at once, and most of those known, is more likely a lost right than deleted records. */
const MANY_GONE = 20;
/** Runs that the history keeps for each source. */
const RUNS_KEPT = 50;

export function listSources(db: LensDatabase = database()): Promise<StoredSource[]> {
  return db.sources.toArray();
}

export function getSource(id: string, db: LensDatabase = database()): Promise<StoredSource | undefined> {
  return db.sources.get(id);
}

export async function putSource(source: StoredSource, db: LensDatabase = database()): Promise<void> {
  await db.sources.put(source);
}

/** Changes some of what is kept of a source; nothing when it was removed meanwhile. */
export async function updateSource(
  id: string,
  part: Partial<Omit<StoredSource, 'id'>>,
  db: LensDatabase = database(),
): Promise<void> {
  await db.sources.update(id, part);
}

/** Every import that a source made. */
export async function importsOfSource(sourceId: string, db: LensDatabase = database()): Promise<number[]> {
  return (await db.sources.get(sourceId))?.imports ?? [];
}

/** Runs of a source, latest first. */
export async function runsOf(sourceId: string, db: LensDatabase = database()): Promise<SourceRun[]> {
  return (await db.sourceRuns.where('sourceId').equals(sourceId).toArray()).reverse();
}

/** The run under way, or a new one. */
export function beginRun(sourceId: string, at: string, db: LensDatabase = database()): Promise<SourceRun> {
  return db.transaction('rw', [db.sources, db.sourceRuns], async () => {
    const source = await db.sources.get(sourceId);
    if (!source) throw new RangeError('This source was removed.');
    const known = source.run && (await db.sourceRuns.get(source.run.id));
    if (known) return known;
    const run: SourceRun = {
      sourceId,
      startedAt: at,
      endedAt: null,
      rows: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
      removed: 0,
      bad: [],
      badCount: 0,
      imports: [],
      trouble: null,
    };
    const id = await db.sourceRuns.add(run);
    await db.sources.update(sourceId, { run: { id, done: [] } });
    const old = await db.sourceRuns.where('sourceId').equals(sourceId).primaryKeys();
    await db.sourceRuns.bulkDelete(old.slice(0, -RUNS_KEPT));
    return { ...run, id };
  });
}

/**
 * Keeps a page and where to go on after it, both or neither.
 * @param at ISO time, at which a stream that has no more came to its end
 * @returns rows of it that wait for the import
 */
export function stagePage(
  runId: number,
  sourceId: string,
  stream: string,
  page: Page,
  at: string,
  db: LensDatabase = database(),
): Promise<number> {
  return db.transaction('rw', [db.sources, db.sourceRuns, db.sourcePages, db.sourceRecords], async () => {
    const source = await db.sources.get(sourceId);
    if (!source) throw new RangeError('This source was removed.');
    const removed: Record<string, readonly string[]> = { ...page.removed };
    if (page.present) {
      const { table, after, last, ids } = page.present;
      const there = new Set(ids.map(orderKey));
      const from = after === null ? Dexie.minKey : orderKey(after);
      const to = last === null ? Dexie.maxKey : orderKey(last);
      const known = await db.sourceRecords
        .where('[sourceId+table+id]')
        .between([sourceId, table, from], [sourceId, table, to], after === null, true)
        .toArray();
      const gone = known.filter(({ id }) => !there.has(id));
      if (gone.length > MANY_GONE && gone.length * 2 > known.length)
        throw new SourceProblem(
          'settings',
          `${gone.length} of ${known.length} ${table} are no longer there for this credential. Nothing was taken out. Give its user access to them again; if they are deleted indeed, remove the source with its facts and add it anew.`,
        );
      removed[table] = [...(removed[table] ?? []), ...gone.map(({ raw }) => raw)];
      await db.sourceRecords.bulkDelete(gone.map(({ id }) => [sourceId, table, id]));
    }
    let rows = 0;
    for (const list of Object.values(page.rows)) rows += list.length;
    let leaving = 0;
    for (const [table, ids] of Object.entries(removed)) {
      leaving += ids.length;
      await db.sourceRecords.bulkDelete(ids.map((id) => [sourceId, table, orderKey(id)]));
    }
    for (const [table, keys] of Object.entries(page.records ?? {}))
      await db.sourceRecords.bulkPut(
        keys.map((key) => {
          const [id, raw] = typeof key === 'string' ? [key, key] : key;
          return { sourceId, table, id: orderKey(id), raw };
        }),
      );
    const file = page.file ?? null;
    if (rows + leaving > 0 || file)
      await db.sourcePages.add({ sourceId, stream, rows: page.rows, removed, file });
    const streams = {
      ...source.streams,
      [stream]: { cursor: page.cursor, endedAt: page.more ? (source.streams[stream]?.endedAt ?? null) : at },
    };
    const done = page.more ? (source.run?.done ?? []) : [...(source.run?.done ?? []), stream];
    await db.sources.update(sourceId, { streams, run: { id: runId, done } });
    const run = await db.sourceRuns.get(runId);
    if (run) await db.sourceRuns.update(runId, { rows: run.rows + rows, ...withBad(run, page.bad ?? []) });
    return rows;
  });
}

/** Pages that wait for the import, oldest first. */
export function stagedPages(sourceId: string, db: LensDatabase = database()): Promise<StagedPage[]> {
  return db.sourcePages.where('sourceId').equals(sourceId).toArray();
}

/** Drops pages that are imported, or cannot be. */
export async function dropPages(keys: readonly number[], db: LensDatabase = database()): Promise<void> {
  await db.sourcePages.bulkDelete([...keys]);
}

/** A stream begins anew with the next run. */
export function forgetCursor(sourceId: string, stream: string, db: LensDatabase = database()): Promise<void> {
  return db.transaction('rw', db.sources, async () => {
    const source = await db.sources.get(sourceId);
    if (!source) return;
    const { [stream]: _, ...streams } = source.streams;
    await db.sources.update(sourceId, { streams });
  });
}

/** Adds what an import did to its run. */
export function noteImport(
  runId: number,
  counts: Partial<Pick<SourceRun, 'rows' | 'added' | 'changed' | 'unchanged' | 'rejected' | 'removed'>>,
  importId: number | null,
  db: LensDatabase = database(),
): Promise<void> {
  return db.transaction('rw', [db.sources, db.sourceRuns], async () => {
    const run = await db.sourceRuns.get(runId);
    if (!run) return;
    const source = await db.sources.get(run.sourceId);
    if (source && importId !== null)
      await db.sources.update(run.sourceId, { imports: [...source.imports, importId] });
    await db.sourceRuns.update(runId, {
      ...Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, run[key as 'rows'] + (n ?? 0)])),
      imports: importId === null ? run.imports : [...run.imports, importId],
    });
  });
}

/** The run installed a scorecard pack. */
export async function notePack(
  runId: number,
  pack: NonNullable<SourceRun['pack']>,
  db: LensDatabase = database(),
): Promise<void> {
  await db.sourceRuns.update(runId, { pack });
}

/** Adds to what a run could not read. */
export function noteBad(
  runId: number,
  bad: readonly BadRecord[],
  db: LensDatabase = database(),
): Promise<void> {
  return db.transaction('rw', db.sourceRuns, async () => {
    const run = await db.sourceRuns.get(runId);
    if (run) await db.sourceRuns.update(runId, withBad(run, bad));
  });
}

const withBad = (run: SourceRun, bad: readonly BadRecord[]): Pick<SourceRun, 'bad' | 'badCount'> => ({
  badCount: run.badCount + bad.length,
  bad: [...run.bad, ...bad].slice(0, BAD_KEPT),
});

/** Ends the run under way. */
export function endRun(
  sourceId: string,
  runId: number,
  part: Pick<StoredSource, 'trouble' | 'failures' | 'nextAt'>,
  at: string,
  db: LensDatabase = database(),
): Promise<void> {
  return db.transaction('rw', [db.sources, db.sourceRuns], async () => {
    await db.sources.update(sourceId, { ...part, run: null });
    await db.sourceRuns.update(runId, { endedAt: at, trouble: part.trouble });
  });
}

/** Forgets a source with its history; facts that it brought stay. */
export function deleteSource(sourceId: string, db: LensDatabase = database()): Promise<void> {
  return db.transaction('rw', [db.sources, db.sourceRuns, db.sourcePages, db.sourceRecords], async () => {
    await db.sources.delete(sourceId);
    for (const table of [db.sourceRuns, db.sourcePages, db.sourceRecords])
      await table.where('sourceId').equals(sourceId).delete();
  });
}
