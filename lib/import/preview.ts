/** The first rows as they will be kept, for the mapping page. */

import { minorDigits } from '@/lib/facts/currency';
import { clockOf, isoDay } from '@/lib/facts/time';
import { type ColumnArray, type ColumnDef, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import { ByteDictionary } from './byte-dictionary';
import { textSource } from './decode';
import type { ImportContext, Mapping } from './mapping';
import { partnerTable } from './partner-table';
import { readDirectory } from './partners';
import { EMPTY_STATE, type FactImport, importFacts } from './pipeline';
import type { Reject } from './rejects';
import { importTable } from './tables';

export interface PreviewColumn {
  id: string;
  label: string;
  /** Worked out from other columns rather than read. */
  derived: boolean;
}

export interface PreviewRow {
  /** Row number in the file. */
  row: number;
  /** Shown values, in the order of the columns; '' = missing. Empty for a bad row. */
  cells: string[];
  /** Why the row would be rejected. */
  problems: Reject[];
}

export interface Preview {
  columns: PreviewColumn[];
  rows: PreviewRow[];
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/**
 * @throws Error when the mapping cannot run, e.g. a required column is not mapped: show its message
 */
export async function preview(
  analysis: FileAnalysis,
  mapping: Mapping,
  context: ImportContext,
): Promise<Preview> {
  const text = [analysis.headers, ...analysis.sample].map((row) => row.map(quoted).join(',')).join('\n');
  const source = textSource(analysis.name, text);
  const format = { encoding: 'utf-8', delimiter: ',', newline: '\n', skip: 0 } as const;
  if (mapping.table === partnerTable.id) return previewDirectory(source, format, mapping, context);
  // Each row on its own, so that repeated rows of the sample are all shown.
  const result = await importFacts([{ source, format }], mapping, EMPTY_STATE, context);
  const mapped = new Set(mapping.columns.map(({ target }) => target));
  const table = importTable(mapping.table);
  const rows = new Map<number, PreviewRow>();
  for (const reject of result.rejects) problemsOf(rows, reject.row).push(reject);
  const show = shower(result, context, mapping.constants.currency ?? context.currency);
  for (const chunk of result.chunks)
    for (let r = 0; r < chunk.rows; r++) {
      const cells = result.columns.map((id) => show(id, table.columns[id]!, chunk.columns, r));
      rows.set(chunk.sourceRow[r]!, { row: chunk.sourceRow[r]!, cells, problems: [] });
    }
  return {
    columns: result.columns.map((id) => ({
      id,
      label: table.columns[id]!.label,
      derived: !mapped.has(id) && !(id in mapping.constants),
    })),
    rows: [...rows.values()]
      .sort((a, b) => a.row - b.row)
      .map((row) => ({ ...row, row: analysis.sampleRows?.[row.row - 1] ?? row.row })),
  };
}

function problemsOf(rows: Map<number, PreviewRow>, row: number): Reject[] {
  let entry = rows.get(row);
  if (!entry) {
    entry = { row, cells: [], problems: [] };
    rows.set(row, entry);
  }
  return entry.problems;
}

function shower(result: FactImport, context: ImportContext, fallback: string) {
  const dictionaries = new Map(
    result.runs.map(({ domain, text }) => [domain, ByteDictionary.fromText(text)]),
  );
  const clock = clockOf(context.timeZone);
  return (id: string, column: ColumnDef, columns: Record<string, ColumnArray>, row: number): string => {
    const value = columns[id]![row]!;
    switch (column.kind) {
      case 'key':
      case 'category':
      case 'text':
        return dictionaries.get(column.domain!)?.value(value) ?? '';
      case 'day':
        return value === NO_TIME ? '' : isoDay(value);
      case 'minute': {
        if (value === NO_TIME) return '';
        const local = value + clock.offset(value);
        const day = Math.floor(local / 1440);
        const time = local - day * 1440;
        const two = (n: number) => String(n).padStart(2, '0');
        return `${isoDay(day)} ${two(Math.floor(time / 60))}:${two(time % 60)}`;
      }
      case 'money': {
        if (Number.isNaN(value)) return '';
        const currency = dictionaries.get('currency')?.value(columns.currency?.[row] ?? 0) || fallback;
        const digits = minorDigits(currency);
        return `${(value / 10 ** digits).toFixed(digits)} ${currency}`;
      }
      case 'number':
        return Number.isNaN(value) ? '' : String(value);
      case 'flag':
        return value === NO_FLAG ? '' : value === 1 ? 'yes' : 'no';
    }
  };
}

async function previewDirectory(
  source: ReturnType<typeof textSource>,
  format: Parameters<typeof readDirectory>[0][number]['format'],
  mapping: Mapping,
  context: ImportContext,
): Promise<Preview> {
  const { entries, rejects } = await readDirectory([{ source, format }], mapping, context);
  const ids = [
    ...new Set([...mapping.columns.map(({ target }) => target), ...Object.keys(mapping.constants)]),
  ];
  const rows: PreviewRow[] = entries.map((entry, i) => {
    const values: Record<string, string | string[] | null | undefined> = { ...entry, rows: undefined };
    const cells = ids.map((id) => values[id === 'crm_ids' ? 'crmIds' : id] ?? '');
    return { row: i + 1, cells: cells.map((v) => (Array.isArray(v) ? v.join('; ') : v)), problems: [] };
  });
  for (const reject of rejects) rows.push({ row: reject.row, cells: [], problems: [reject] });
  return {
    columns: ids.map((id) => ({ id, label: partnerTable.columns[id]!.label, derived: false })),
    rows,
  };
}
