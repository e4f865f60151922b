/** CSV to columns without a browser or a database: for tools, tests and previews. */

import type { Dictionary } from '@/lib/facts/types';
import { SEPARATOR } from '@/lib/store/dictionaries';
import { analyseFile, type FileAnalysis } from './analyse';
import { type ByteSource, textSource } from './decode';
import type { ImportContext, Mapping } from './mapping';
import { type DirectoryImport, readDirectory } from './partners';
import { EMPTY_STATE, type FactImport, importFacts, type TableState } from './pipeline';
import { type Proposal, propose } from './propose';

export interface Converted extends FactImport {
  /** Every domain's values so far, the missing value first. */
  dictionaries: Record<string, Dictionary>;
  /** State to convert the next file of the same table against; for another table keep only its dictionaries. */
  state: TableState;
  mapping: Mapping;
}

export interface ConvertOptions extends ImportContext {
  /** Undefined = the proposed mapping, of this table if given. */
  mapping?: Mapping;
  table?: string;
  /** What earlier files left; codes go on from there. */
  state?: TableState;
}

/** Looks at a file and proposes a mapping. @param source CSV text, or a file */
export async function analyseCsv(
  source: ByteSource | string,
  options: ImportContext & { table?: string },
): Promise<{ analysis: FileAnalysis; proposal: Proposal }> {
  const file = typeof source === 'string' ? textSource('pasted.csv', source) : source;
  const analysis = await analyseFile(file);
  return { analysis, proposal: propose(analysis, options, options.table) };
}

/**
 * Converts CSV to chunks of columns and their dictionaries.
 * @param source CSV text, or a file
 * @throws Error when the mapping does not fit, or the proposed one lacks a required column
 */
export async function convertCsv(source: ByteSource | string, options: ConvertOptions): Promise<Converted> {
  const file = typeof source === 'string' ? textSource('pasted.csv', source) : source;
  const { analysis, proposal } = await analyseCsv(file, options);
  const mapping = options.mapping ?? proposal.mapping;
  const state = options.state ?? EMPTY_STATE;
  const result = await importFacts([{ source: file, format: analysis.format }], mapping, state, options);
  const texts: Record<string, string> = { ...state.dictionaries };
  for (const { domain, text } of result.runs)
    texts[domain] = texts[domain] === undefined ? text : texts[domain] + SEPARATOR + text;
  const dictionaries = Object.fromEntries(
    Object.entries(texts).map(([domain, text]) => [
      domain,
      { domain, values: ['', ...text.split(SEPARATOR)] },
    ]),
  );
  let lastId = state.lastId;
  for (const { id } of result.chunks) for (const one of id) if (one > lastId) lastId = one;
  return {
    ...result,
    mapping,
    dictionaries,
    state: { dictionaries: texts, chunks: [...state.chunks, ...result.chunks], lastId },
  };
}

/** Reads a partner directory from CSV. */
export async function convertDirectory(
  source: ByteSource | string,
  options: ConvertOptions,
): Promise<DirectoryImport & { mapping: Mapping }> {
  const file = typeof source === 'string' ? textSource('partners.csv', source) : source;
  const { analysis, proposal } = await analyseCsv(file, { ...options, table: 'partners' });
  const mapping = options.mapping ?? proposal.mapping;
  const read = await readDirectory([{ source: file, format: analysis.format }], mapping, options);
  return { ...read, mapping };
}
