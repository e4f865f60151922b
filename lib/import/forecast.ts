/** What an import would do to what is stored now; nothing is written. */
import { database, type LensDatabase } from '@/lib/store/db';
import { getWorkspace } from '@/lib/store/settings';
import type { Mapping } from './mapping';
import type { Progress } from './meter';
import { partnerTable } from './partner-table';
import { mergeDirectory, readDirectory } from './partners';
import { type ImportFile, importFacts } from './pipeline';
import { DirectoryCheck } from './quality/directory';
import { directoryReport, qualityCheck } from './quality/open';
import type { QualityReport } from './quality/report';
import { storedState } from './store-state';

/** Rows by what would become of them; they add up to the rows of the files. */
export interface Forecast {
  rowsRead: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Columns of rows that are there already which earlier imports filled and these files do not: they stay. */
  kept: string[];
  quality?: QualityReport;
}

export interface ForecastOptions {
  signal?: AbortSignal;
  progress?: (progress: Progress) => Promise<void> | void;
  /** ISO time at which it is asked. */
  now?: string;
  db?: LensDatabase;
}

/**
 * Reads the files as their import would, and counts.
 * @throws Error where the import would be refused, with the same words
 * @throws DOMException `AbortError` when the signal fires
 */
export async function foresee(
  files: readonly ImportFile[],
  mapping: Mapping,
  { signal, progress, now = new Date().toISOString(), db = database() }: ForecastOptions = {},
): Promise<Forecast> {
  const { timeZone, currency } = await getWorkspace(db);
  const options = { timeZone, currency, signal, progress };
  if (mapping.table === partnerTable.id) {
    const check = new DirectoryCheck(files.map(({ source }) => source.name));
    const { entries, rowsRead, rejected } = await readDirectory(files, mapping, options, check);
    const { added, changed, unchanged } = mergeDirectory(entries, await db.partners.toArray());
    const quality = await directoryReport(check, db);
    return { rowsRead, added, changed, unchanged, rejected, kept: [], quality };
  }
  const names = files.map(({ source }) => ({ name: source.name }));
  const state = await storedState(mapping, db);
  const result = await importFacts(files, mapping, state, {
    ...options,
    quality: await qualityCheck(mapping, { at: now, timeZone, files: names }, db),
    // Blocks are dropped as they fill: only the counts are asked for.
    store: async () => {},
  });
  const { rowsRead, added, changed, unchanged, rejected, quality } = result;
  const kept = changed + unchanged > 0 ? state.others : [];
  return { rowsRead, added, changed, unchanged, rejected, kept, quality };
}
