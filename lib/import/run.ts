/** A whole import: read, reconcile with what is stored, write in one transaction. */
import { database, type LensDatabase } from '@/lib/store/db';
import { putMapping } from '@/lib/store/mappings';
import { getWorkspace } from '@/lib/store/settings';
import type { ImportRecord } from '@/lib/store/types';
import { type ImportOutcome, importsMark, writeImport } from '@/lib/store/write';
import { type ByteSource, fingerprint } from './decode';
import type { FileFormat, Mapping } from './mapping';
import type { Progress } from './meter';
import { partnerTable } from './partner-table';
import { mergeDirectory, readDirectory } from './partners';
import { importFacts } from './pipeline';
import { storedState } from './store-state';

export interface RunFile {
  source: ByteSource;
  format: FileFormat;
  /** Fingerprint, where analysis has worked it out already. */
  sha256?: string;
}

export interface RunImportOptions {
  signal?: AbortSignal;
  progress?: (progress: Progress) => Promise<void> | void;
  /** All rows are read and the transaction begins. */
  writing?: () => Promise<void> | void;
  /** ISO time of the import. */
  now?: string;
  db?: LensDatabase;
}

/** What an import did. */
export interface ImportSummary extends ImportRecord {
  id: number;
  /** Lines of text behind the data of a report; not rows. */
  footer: number;
}

const LOCK = 'partner-lens-import';

/** One import at a time over all tabs, where the browser can see to it; the store checks again when writing. */
function alone<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(LOCK, signal ? { signal } : {}, work) as Promise<T>;
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
    const workspace = await getWorkspace(db);
    const at = options.now ?? new Date().toISOString();
    const { outcome, footer } =
      mapping.table === partnerTable.id
        ? await readPartners(files, mapping, { ...workspace, ...options }, db)
        : await readFacts(files, mapping, { ...workspace, ...options }, db);
    outcome.record.at = at;
    for (const { source, sha256 } of files)
      outcome.record.files.push({
        name: source.name,
        bytes: source.size,
        sha256: sha256 ?? (await fingerprint(source)),
      });
    signal?.throwIfAborted();
    await options.writing?.();
    signal?.throwIfAborted();
    const id = await writeImport(outcome, signal, db);
    await putMapping({ signature: mapping.signature, at, mapping }, db);
    return { ...(await db.imports.get(id))!, id, footer };
  }, signal);
}

type ReadOptions = RunImportOptions & { timeZone: string; currency: string };

function record(mapping: Mapping): ImportOutcome['record'] {
  return {
    at: '',
    files: [],
    table: mapping.table,
    headerSignature: mapping.signature,
    rowsRead: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    rejected: 0,
  };
}

async function readFacts(
  files: readonly RunFile[],
  mapping: Mapping,
  options: ReadOptions,
  db: LensDatabase,
): Promise<{ outcome: ImportOutcome; footer: number }> {
  const { mark, ...state } = await storedState(mapping, db);
  const result = await importFacts(files, mapping, state, options);
  const { rowsRead, added, changed, unchanged, rejected, repeats, footer } = result;
  const confirmation =
    repeats.id.length > 0 ? { table: result.table, columns: result.columns, ...repeats } : null;
  const outcome: ImportOutcome = {
    record: { ...record(mapping), rowsRead, added, changed, unchanged, rejected },
    chunks: result.chunks,
    runs: result.runs,
    confirmation,
    rejects: result.rejects,
    partnerNames: result.partnerNames,
    directory: null,
    mark,
  };
  return { outcome, footer };
}

async function readPartners(
  files: readonly RunFile[],
  mapping: Mapping,
  options: ReadOptions,
  db: LensDatabase,
): Promise<{ outcome: ImportOutcome; footer: number }> {
  const mark = await importsMark(db);
  const { entries, rejects, rowsRead, rejected, footer } = await readDirectory(files, mapping, options);
  const outcome: ImportOutcome = {
    record: { ...record(mapping), rowsRead, rejected },
    chunks: [],
    runs: [],
    confirmation: null,
    rejects,
    partnerNames: [],
    directory: (existing) => mergeDirectory(entries, existing),
    mark,
  };
  return { outcome, footer };
}
