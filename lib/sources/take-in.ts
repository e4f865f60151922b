/** From staged pages to facts: through the same import as files, so that it can be undone and its rows traced. */
import { analyseFile } from '../import/analyse';
import { type ByteSource, bytesSource } from '../import/decode';
import { jsonTable } from '../import/formats/json/table';
import type { Mapping } from '../import/mapping';
import { partnerTable } from '../import/partner-table';
import { propose } from '../import/propose';
import { removeRows } from '../import/remove';
import { type ImportSummary, runImport } from '../import/run';
import { looksLikePack } from '../packs/file';
import { importPack } from '../packs/install';
import type { LensDatabase } from '../store/db';
import { getMapping } from '../store/mappings';
import { getWorkspace } from '../store/settings';
import {
  dropPages,
  forgetCursor,
  noteImport,
  type StagedPage,
  type StoredSource,
  stagedPages,
} from '../store/sources';
import { SourceProblem } from './problem';
import { csvOf, FORMAT } from './rows';
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
    for (const [table, list] of Object.entries(page.rows))
      rows.set(table, [...(rows.get(table) ?? []), ...list]);
    for (const [table, ids] of Object.entries(page.removed))
      removed.set(table, new Set([...(removed.get(table) ?? []), ...ids]));
  }
  let changed = false;
  const tables = [...rows.keys()].sort(
    (a, b) => Number(b === partnerTable.id) - Number(a === partnerTable.id),
  );
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

/**
 * The file as a table. What opens archives and workbooks is not here: the background cannot load code when it needs it,
 * and should not carry all of it.
 */
async function tableOf({ name, bytes }: { name: string; bytes: Uint8Array }): Promise<ByteSource> {
  const source = bytesSource(name, bytes);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new SourceProblem(
      'settings',
      `"${name}" is a workbook or an archive. A feed is CSV or JSON: publish it as one, or import it on the Import page.`,
    );
  const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  return /^[[{]/.test(start) ? jsonTable(source) : source;
}

async function takeFile({ source, runId, now, signal, db }: TakeIn, page: StagedPage): Promise<boolean> {
  const file = page.file!;
  try {
    if (looksLikePack(file.bytes)) {
      const { state } = await importPack(file.bytes, { now: new Date(now), db });
      await dropPages([page.key!], db);
      return state === 'installed';
    }
    const analysis = await analyseFile(await tableOf(file), { signal });
    const remembered = (await getMapping(analysis.signature, db))?.mapping as Mapping | undefined;
    const { mapping, questions } = propose(analysis, await getWorkspace(db), undefined, remembered);
    const [open] = remembered ? [] : questions;
    if (open)
      throw new SourceProblem(
        'settings',
        `"${file.name}" leaves a question open: ${open.text} Import it once by hand on the Import page: the answer is remembered for files with these columns. Then run the source again.`,
      );
    const name = `${source.name}, run ${runId}: ${file.name}`;
    const summary = await runImport(
      [{ source: { ...(await tableOf(file)), name }, format: analysis.format, sha256: analysis.sha256 }],
      mapping,
      { signal, now, db },
    );
    await noteImport(runId, { rows: summary.rowsRead }, null, db);
    const changed = await note(runId, summary, db);
    await dropPages([page.key!], db);
    return changed;
  } catch (error) {
    signal?.throwIfAborted();
    // The file is fetched anew by the next run: it may be another one by then.
    await dropPages([page.key!], db);
    await forgetCursor(source.id, page.stream, db);
    if (error instanceof SourceProblem) throw error;
    throw new SourceProblem('settings', error instanceof Error ? error.message : String(error));
  }
}

/** @returns whether it changed a fact */
async function note(runId: number, summary: ImportSummary, db: LensDatabase): Promise<boolean> {
  const { added, changed, unchanged, rejected } = summary;
  await noteImport(runId, { added, changed, unchanged, rejected }, summary.id, db);
  return added + changed > 0;
}
