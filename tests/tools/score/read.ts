/** A folder of CSV files whose headers are fact columns, read by the product's own import. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssembleInput } from '@/lib/facts/factset';
import type { Dictionary, FactChunk } from '@/lib/facts/types';
import type { Workspace } from '@/lib/facts/workspace';
import { analyseFile, type FileAnalysis } from '@/lib/import/analyse';
import { bytesSource } from '@/lib/import/decode';
import type { Mapping } from '@/lib/import/mapping';
import { mergeDirectory, readDirectory } from '@/lib/import/partners';
import { importFacts } from '@/lib/import/pipeline';
import { mapColumn, review } from '@/lib/import/propose';
import type { Reject } from '@/lib/import/rejects';
import { importTable, importTables } from '@/lib/import/tables';
import { wideRates } from '@/lib/import/wide-rates';
import { resolvePartners } from '@/lib/store/facts';
import { placeholder } from '@/lib/store/placeholders';
import { partnerIndex } from '@/lib/store/resolve';
import type { StoredPartner } from '@/lib/store/types';

/** The facts cannot be read at all; the message is for a person. */
export class InputError extends Error {
  override name = 'InputError';
}

export interface ReadFacts extends AssembleInput {
  partners: StoredPartner[];
  /** Rows that were left out, each with file, row, column and reason. */
  rejects: Reject[];
  files: FileCounts[];
}

/** What became of the rows of a file. */
export interface FileCounts {
  file: string;
  rows: number;
  /** Rows of something that an earlier row was about already; the last one holds. */
  repeated: number;
  rejected: number;
}

/** Whether a file is named like a table and is no CSV; any other file beside the tables is left alone. */
const isOtherTable = (name: string): boolean =>
  !/\.csv$/i.test(name) && importTables[name.replace(/\..*$/, '').toLowerCase()] !== undefined;

/** What is wrong with a file, said by the importer in a sentence; errors of other kinds are bugs and stay what they are. */
async function reading<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) throw new InputError(error.message);
    throw error;
  }
}

/** Which table each CSV file of a folder holds. */
function filesOf(folder: string): { table: string; file: string }[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new InputError(`The folder "${folder}" cannot be read. Give one that exists to --facts.`);
  }
  const other = names.find(isOtherTable);
  if (other) throw new InputError(`${other} is not read: write it as a .csv file, or take it out.`);
  names = names.filter((name) => name.toLowerCase().endsWith('.csv'));
  if (names.length === 0)
    throw new InputError(`The folder "${folder}" has no .csv file. Put <table>.csv files into it.`);
  return names.sort().map((name) => {
    const table = name.slice(0, -'.csv'.length).toLowerCase();
    if (!importTables[table])
      throw new InputError(
        `${name}: there is no table "${table}". Name the file after one of ${Object.keys(importTables).join(', ')}.`,
      );
    return { table, file: join(folder, name) };
  });
}

function contentOf(file: string, name: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(`${name} cannot be read as a file (${(error as Error).message}).`);
  }
}

/** Line of an order's row that names none: it is the whole order, so one that is there twice is the same. */
const WHOLE_ORDER = 'all';

/** Headers are column ids, so nothing is guessed: only how dates and numbers are written is seen from the cells. */
function mappingOf(analysis: FileAnalysis, tableId: string, workspace: Workspace): Mapping {
  const wide = tableId === 'rates' ? wideRates(analysis, workspace)?.mapping : undefined;
  if (wide?.constants.from) return wide;
  const table = importTable(tableId);
  const known = Object.keys(table.columns);
  const seen = new Set<string>();
  const columns = analysis.headers.flatMap((header, source) => {
    const id = header.trim().toLowerCase();
    // Separators behind the last column of every line make one that is empty.
    if (id === '' && analysis.columns[source]!.filled === 0) return [];
    if (!known.includes(id))
      throw new InputError(
        `${analysis.name}: ${id ? `"${header}"` : `column ${source + 1}, which has no header,`} is no column of ${table.name}. Known: ${known.join(', ')}.`,
      );
    if (seen.has(id)) throw new InputError(`${analysis.name}: column "${id}" is there twice. Remove one.`);
    seen.add(id);
    return [mapColumn(table, analysis.columns[source]!, id)];
  });
  const mapping: Mapping = { table: tableId, signature: analysis.signature, columns, constants: {} };
  // In exports, rows of one order without a line number may be its lines; here such a row is a whole order.
  if (tableId === 'orders') mapping.constants.line = WHOLE_ORDER;
  for (const question of review(analysis, mapping).questions) {
    if (question.kind === 'required')
      throw new InputError(`${analysis.name}: the column "${question.target}" is missing. ${question.text}`);
    if (question.kind === 'date-order')
      throw new InputError(
        `${analysis.name}, column "${question.label}": ${question.text}. Write dates as yyyy-mm-dd.`,
      );
    if (question.kind === 'decimal')
      throw new InputError(
        `${analysis.name}, column "${question.label}": ${question.text}. Write numbers with a decimal point and without thousands.`,
      );
  }
  return mapping;
}

/**
 * Reads every `<table>.csv` of a folder and `partners.csv`, where there is one.
 * @throws InputError when a file or column cannot be understood
 */
export async function readFolder(folder: string, workspace: Workspace): Promise<ReadFacts> {
  const { timeZone, currency } = workspace;
  /** Values of each dictionary from code 1. */
  const values = new Map<string, string[]>();
  const chunks: FactChunk[] = [];
  const rejects: Reject[] = [];
  const counts: FileCounts[] = [];
  let partners: StoredPartner[] = [];
  for (const { table, file } of filesOf(folder)) {
    const name = file.slice(folder.length).replace(/^[\\/]/, '');
    // A plain array: a Buffer shares its memory with others.
    const bytes = Uint8Array.from(contentOf(file, name));
    if (bytes.length === 0) throw new InputError(`${name} is empty. Write at least its header line.`);
    const source = bytesSource(name, bytes);
    const analysis = await reading(analyseFile(source));
    const mapping = mappingOf(analysis, table, workspace);
    const files = [{ source, format: analysis.format }];
    if (table === 'partners') {
      const directory = await reading(readDirectory(files, mapping, { timeZone, currency }));
      rejects.push(...directory.rejects);
      partners = mergeDirectory(directory.entries, partners).partners;
      const { rowsRead: rows, rejected } = directory;
      counts.push({ file: name, rows, repeated: rows - rejected - directory.entries.length, rejected });
      continue;
    }
    const stored = Object.fromEntries([...values].map(([domain, list]) => [domain, list.join('\0')]));
    const state = { dictionaries: stored, chunks: [], lastId: 0 };
    const imported = await reading(importFacts(files, mapping, state, { timeZone, currency }));
    rejects.push(...imported.rejects);
    const { rowsRead: rows, changed, unchanged, rejected } = imported;
    counts.push({ file: name, rows, repeated: changed + unchanged, rejected });
    chunks.push(...imported.chunks);
    for (const { domain, text } of imported.runs)
      values.set(domain, [...(values.get(domain) ?? []), ...text.split('\0')]);
  }

  const names = ['', ...(values.get('partner') ?? [])];
  const index = partnerIndex(partners);
  const unknown = new Map<string, StoredPartner>();
  for (const raw of names)
    if (raw.trim() && index.resolve(raw) === null) unknown.set(placeholder(raw).id, placeholder(raw));
  const everyone = [...partners, ...unknown.values()];
  const dictionaries: Dictionary[] = [...values].map(([domain, list]) => ({ domain, values: ['', ...list] }));
  for (const { columns } of Object.values(importTables))
    for (const { kind, domain } of Object.values(columns))
      if (kind === 'category' && domain && !dictionaries.some((known) => known.domain === domain))
        dictionaries.push({ domain, values: [''] });
  return {
    chunks,
    dictionaries,
    dictionarySizes: Object.fromEntries(
      dictionaries.map(({ domain, values: list }) => [domain, list.length]),
    ),
    partnerOfCode: resolvePartners(names, everyone),
    partners: everyone,
    rejects,
    files: counts,
  };
}
