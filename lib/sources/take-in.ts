/** From staged pages to facts: through the same import as files, so that it can be undone and its rows traced. */
import { factTable } from '../facts/registry';
import { analyseFile, type FileAnalysis } from '../import/analyse';
import { type ByteSource, bytesSource } from '../import/decode';
import type { Mapping } from '../import/mapping';
import { propose, type Question } from '../import/propose';
import { removeRows } from '../import/remove';
import { type ImportSummary, runImport } from '../import/run';
import { importRank } from '../import/tables';
import { PackError } from '../packs/error';
import { looksLikePack } from '../packs/file';
import { importPack } from '../packs/install';
import type { LensDatabase } from '../store/db';
import { getMapping } from '../store/mappings';
import { getWorkspace } from '../store/settings';
import {
  dropPages,
  forgetCursor,
  noteBad,
  noteImport,
  notePack,
  type StagedPage,
  type StoredSource,
  stagedPages,
} from '../store/sources';
import { SourceProblem } from './problem';
import { csvOf, FORMAT } from './rows';
import { tablesOf } from './tables';
import type { Row } from './types';

interface TakeIn {
  source: StoredSource;
  runId: number;
  /** ISO time. */
  now: string;
  signal?: AbortSignal;
  db: LensDatabase;
}

/**
 * Imports what is staged and clears it. Stopped in between, it can be done again: rows that are there already change
 * nothing.
 * @returns whether facts changed
 * @throws SourceProblem `settings` when a file leaves something open that only a person can say; it is dropped then
 */
export async function takeIn(job: TakeIn): Promise<boolean> {
  const pages = await stagedPages(job.source.id, job.db);
  const files = pages.filter(({ file }) => file !== null);
  let changed = await takeRecords(
    job,
    pages.filter(({ file }) => file === null),
  );
  for (const page of files) changed = (await takeFile(job, page)) || changed;
  return changed;
}

async function takeRecords(job: TakeIn, pages: readonly StagedPage[]): Promise<boolean> {
  const { source, runId, now, signal, db } = job;
  const rows = new Map<string, Row[]>();
  const removed = new Map<string, Set<string>>();
  // In order: a record that was deleted and came back is there, one that came and was deleted is not.
  for (const page of pages) {
    for (const [table, list] of Object.entries(page.rows)) {
      rows.set(table, [...(rows.get(table) ?? []), ...list]);
      const gone = removed.get(table);
      if (gone) for (const row of list) gone.delete(row[factTable(table).identity[0]!] ?? '');
    }
    for (const [table, ids] of Object.entries(page.removed))
      removed.set(table, new Set([...(removed.get(table) ?? []), ...ids]));
  }
  let changed = false;
  const tables = [...rows.keys()].sort((a, b) => importRank(a) - importRank(b));
  for (const table of tables) {
    const { bytes, mapping } = csvOf(table, rows.get(table)!);
    const name = `${source.name}, run ${runId}: ${table}`;
    const summary = await runImport([{ source: bytesSource(name, bytes), format: FORMAT }], mapping, {
      signal,
      now,
      db,
    });
    changed = (await note(runId, summary, db)) || changed;
  }
  for (const [table, ids] of removed) {
    const name = `${source.name}, run ${runId}: deleted ${table}`;
    const gone = await removeRows(table, [...ids], { name, now, db });
    if (!gone) continue;
    await noteImport(runId, { removed: gone.removed }, gone.id, db);
    changed = true;
  }
  await dropPages(
    pages.map(({ key }) => key!),
    db,
  );
  return changed;
}

/** What is known of a table of a file before it is imported. */
interface Known {
  table: ByteSource;
  analysis: FileAnalysis;
  mapping: Mapping;
  /** What only a person can say. */
  open: Question | undefined;
}

async function know(table: ByteSource, { signal, db }: TakeIn): Promise<Known> {
  const analysis = await analyseFile(table, { signal });
  const remembered = (await getMapping(analysis.signature, db))?.mapping as Mapping | undefined;
  const { mapping, questions } = propose(analysis, await getWorkspace(db), undefined, remembered);
  // Of a mapping that a person confirmed, only how dates and numbers are written may be new.
  const open = remembered
    ? questions.find(({ kind }) => kind === 'date-order' || kind === 'decimal')
    : questions[0];
  return { table, analysis, mapping, open };
}

/**
 * The tables of a file that are to be imported, in their order. A sheet that is no table of ours, such as notes, is
 * left out and named; a question about one of the others stops all of them.
 * @throws SourceProblem `settings`
 */
async function readable({ name, bytes }: NonNullable<StagedPage['file']>, job: TakeIn): Promise<Known[]> {
  const all: Known[] = [];
  for (const table of await tablesOf(name, bytes)) all.push(await know(table, job));
  const ours = all.filter(({ open }) => open?.kind !== 'table');
  const wanted = ours.length > 0 ? ours : all;
  for (const { open, table } of wanted)
    if (open)
      throw new SourceProblem(
        'settings',
        `"${table.name}" leaves a question open: ${open.text} Import it once by hand on the Import page: the answer is remembered for files with these columns. Then run the source again.`,
      );
  const left = all.filter((one) => !wanted.includes(one));
  if (left.length > 0)
    await noteBad(
      job.runId,
      left.map(({ table }) => ({
        record: table.name,
        reason: 'its columns fit no table, so it was left out',
      })),
      job.db,
    );
  return wanted.sort((a, b) => importRank(a.mapping.table) - importRank(b.mapping.table));
}

async function takeFile(job: TakeIn, page: StagedPage): Promise<boolean> {
  const { source, runId, now, signal, db } = job;
  const file = page.file!;
  try {
    if (looksLikePack(file.bytes)) {
      const { state, pack } = await importPack(file.bytes, { now: new Date(now), db });
      if (state === 'installed') await notePack(runId, { name: pack.name, edition: pack.sequence }, db);
      await dropPages([page.key!], db);
      return state === 'installed';
    }
    let changed = false;
    for (const { table, analysis, mapping } of await readable(file, job)) {
      const named = { ...table, name: `${source.name}, run ${runId}: ${table.name}` };
      const { format, sha256 } = analysis;
      const summary = await runImport([{ source: named, format, sha256 }], mapping, { signal, now, db });
      await noteImport(runId, { rows: summary.rowsRead }, null, db);
      changed = (await note(runId, summary, db)) || changed;
    }
    await dropPages([page.key!], db);
    return changed;
  } catch (error) {
    signal?.throwIfAborted();
    // The file is fetched anew by the next run: it may be another one by then.
    await dropPages([page.key!], db);
    await forgetCursor(source.id, page.stream, db);
    if (error instanceof SourceProblem) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const next =
      error instanceof PackError && error.code === 'untrusted' ? ' Then run the source again.' : '';
    throw new SourceProblem('settings', message + next);
  }
}

/** @returns whether it changed a fact */
async function note(runId: number, summary: ImportSummary, db: LensDatabase): Promise<boolean> {
  const { added, changed, unchanged, rejected } = summary;
  await noteImport(runId, { added, changed, unchanged, rejected }, summary.id, db);
  return added + changed > 0;
}
