/** A whole import: read, reconcile with what is stored, store block by block, make visible in one transaction. */
import { database, type LensDatabase } from '@/lib/store/db';
import { getWorkspace } from '@/lib/store/settings';
import { beginStaging, dropStaging, stageBlock } from '@/lib/store/staging';
import type { ImportRecord } from '@/lib/store/types';
import { type ImportOutcome, importsMark, writeImport } from '@/lib/store/write';
import { type ByteSource, fingerprint } from './decode';
import { alone } from './lock';
import type { FileFormat, Mapping } from './mapping';
import type { Progress } from './meter';
import { partnerTable } from './partner-table';
import { mergeDirectory, readDirectory } from './partners';
import { importFacts } from './pipeline';
import { DirectoryCheck } from './quality/directory';
import { directoryReport, qualityCheck } from './quality/open';
import { earlierRun } from './resume';
import { storedState } from './store-state';

export interface RunFile {
  source: ByteSource;
  format: FileFormat;
  /** Fingerprint, where analysis has worked it out already. */
  sha256?: string;
  /** What its rows are numbered in their source, ascending, where that is not their place in the file. */
  rowNumbers?: Int32Array;
}

export interface RunImportOptions {
  signal?: AbortSignal;
  progress?: (progress: Progress) => Promise<void> | void;
  /** All rows are read and the last transaction begins. */
  writing?: () => Promise<void> | void;
  /** ISO time of the import. */
  now?: string;
  /** Origin of the CRM on whose pages the rows were seen. */
  seenOn?: string;
  /** Rows of a stored chunk. */
  chunkRows?: number;
  db?: LensDatabase;
}

/** What an import did. */
export interface ImportSummary extends ImportRecord {
  id: number;
  /** Lines of text behind the data of a report; not rows. */
  footer: number;
}

/**
 * Imports files that fit one mapping. The mapping is remembered for these headers.
 * @throws Error when a file cannot be read or does not fit the mapping; the database is then as before
 * @throws DOMException `AbortError` when the signal fires before the end; the database is then as before
 */
export function runImport(
  files: readonly RunFile[],
  mapping: Mapping,
  options: RunImportOptions = {},
): Promise<ImportSummary> {
  const { signal, db = database() } = options;
  return alone(async () => {
    const { timeZone, currency } = await getWorkspace(db);
    const run: Run = {
      ...options,
      db,
      timeZone,
      currency,
      at: options.now ?? new Date().toISOString(),
      files: await Promise.all(
        files.map(async ({ source, sha256 }) => ({
          name: source.name,
          bytes: source.size,
          sha256: sha256 ?? (await fingerprint(source)),
        })),
      ),
    };
    const { outcome, footer, drop } = await (mapping.table === partnerTable.id
      ? readPartners(files, mapping, run)
      : readFacts(files, mapping, run));
    try {
      signal?.throwIfAborted();
      await options.writing?.();
      signal?.throwIfAborted();
      const id = await writeImport(outcome, signal, db);
      return { ...(await db.imports.get(id))!, id, footer };
    } catch (error) {
      await drop();
      throw error;
    }
  }, signal);
}

/** What the parts of an import share. */
interface Run extends RunImportOptions {
  db: LensDatabase;
  timeZone: string;
  currency: string;
  at: string;
  files: ImportRecord['files'];
}

/** What was read, to be written; `drop` takes back what is stored of it. */
interface Read {
  outcome: ImportOutcome;
  footer: number;
  drop(): Promise<void>;
}

function record(mapping: Mapping, { at, files, seenOn }: Run): ImportOutcome['record'] {
  return {
    at,
    files,
    ...(seenOn === undefined ? {} : { seenOn }),
    table: mapping.table,
    headerSignature: mapping.signature,
    rowsRead: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
  };
}

/** Reads facts; blocks of them are stored as they fill, unseen. */
async function readFacts(files: readonly RunFile[], mapping: Mapping, run: Run): Promise<Read> {
  const { db, at, timeZone, currency } = run;
  const { mark, ...known } = await storedState(mapping, db);
  const plan = { mapping, formats: files.map(({ format }) => format), timeZone, currency };
  const header = { at, files: run.files, plan, mark };
  const earlier = await earlierRun(header, mapping, known, db);
  const staged = earlier?.staged ?? { importId: await beginStaging(header, db), blocks: 0 };
  // Where even that fails, what is stored stays unseen and the next import clears it.
  const drop = () => dropStaging(staged.importId, db).catch(() => {});
  try {
    const result = await importFacts(files, mapping, earlier?.state ?? known, {
      timeZone,
      currency,
      signal: run.signal,
      progress: run.progress,
      chunkRows: run.chunkRows,
      resumed: earlier?.resumed,
      quality: await qualityCheck(mapping, run, db),
      store: async (block) => {
        await stageBlock(staged.importId, staged.blocks, block, db);
        staged.blocks++;
      },
    });
    const { rowsRead, added, changed, unchanged, rejected, repeats, footer, quality } = result;
    const confirmation =
      repeats.id.length > 0 ? { table: result.table, columns: result.columns, ...repeats } : null;
    const outcome: ImportOutcome = {
      record: { ...record(mapping, run), rowsRead, added, changed, unchanged, rejected, quality },
      chunks: result.chunks,
      runs: result.runs,
      confirmation,
      rejects: result.rejects,
      partnerNames: result.partnerNames,
      directory: null,
      mark,
      mapping,
      staged,
    };
    return { outcome, footer, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function readPartners(files: readonly RunFile[], mapping: Mapping, run: Run): Promise<Read> {
  const mark = await importsMark(run.db);
  const check = new DirectoryCheck(run.files.map(({ name }) => name));
  const { entries, rejects, rowsRead, rejected, footer } = await readDirectory(files, mapping, run, check);
  const quality = await directoryReport(check, run.db);
  const outcome: ImportOutcome = {
    record: { ...record(mapping, run), rowsRead, rejected, quality },
    chunks: [],
    runs: [],
    confirmation: null,
    rejects,
    partnerNames: [],
    directory: (existing) => mergeDirectory(entries, existing),
    mark,
    mapping,
  };
  return { outcome, footer, drop: async () => {} };
}
