/** Rows behind a number as they are shown. Pure. */

import { minorDigits } from '../facts/currency';
import type { Facts, TableFacts } from '../facts/factset';
import { factTables } from '../facts/registry';
import { type Clock, isoDay } from '../facts/time';
import { type ColumnDef, NO_FLAG, NO_TIME } from '../facts/types';
import type { KpiDefinition } from '../kpi/define';
import type { RowRate } from '../kpi/evidence';
import { referencesOf } from '../kpi/references';
import type { EvidenceRow } from '../messaging/views';

/** Columns shown of one table; more would not fit a panel. */
const MOST = 6;
/** Columns that say nothing to a reader, or that are shown apart. */
const NEVER = new Set(['test', 'link', 'currency', 'partner']);

/** The columns of a table that tell a person what a row is and why it counts: its names, its date, what was read. */
export function shownColumns(table: string, read: ReadonlySet<string>): string[] {
  const definition = factTables[table];
  if (!definition) return [];
  // What is summed is never left out for what is only looked at.
  const money = [...read].filter((id) => definition.columns[id]?.kind === 'money');
  const wanted = ['name', definition.date, ...money, ...read, ...definition.identity];
  const known = wanted.filter((id) => definition.columns[id] && !NEVER.has(id));
  const unique = [...new Set(known)];
  // What names the row stands first: the panel links it.
  const naming = unique.includes('name') ? 'name' : definition.identity.find((id) => unique.includes(id));
  return [...(naming ? [naming] : []), ...unique.filter((id) => id !== naming)].slice(0, MOST);
}

/** Columns to show by table for KPIs, those of the KPIs they are made of included. */
export function shownOf(definitions: readonly KpiDefinition[]): Record<string, string[]> {
  const read = new Map<string, Set<string>>();
  for (const definition of definitions) {
    for (const [table, columns] of referencesOf(definition.formula).columns) {
      read.set(table, new Set([...(read.get(table) ?? []), ...columns]));
    }
  }
  return Object.fromEntries([...read].map(([table, columns]) => [table, shownColumns(table, columns)]));
}

/** What has to be loaded to show those columns: link and currency too, and the words behind codes. */
export function neededToShow(shown: Readonly<Record<string, readonly string[]>>): {
  columns: Record<string, string[]>;
  domains: string[];
} {
  const columns: Record<string, string[]> = {};
  const domains = new Set<string>();
  for (const [table, ids] of Object.entries(shown)) {
    const definition = factTables[table]!;
    columns[table] = [...ids, 'link', 'currency'].filter((id) => definition.columns[id]);
    for (const id of columns[table]) {
      const { domain } = definition.columns[id]!;
      if (domain) domains.add(domain);
    }
  }
  return { columns, domains: [...domains] };
}

/** What cells are written by. */
export interface CellStyle {
  clock: Clock;
  /** ISO code of rows that name none, and of converted money. */
  currency: string;
  /** Place of the formula that read a row, in words. */
  placeOf(part: string): string;
  /** Name of the partner with an ordinal; '' where a row has none. */
  partnerOf(ordinal: number): string;
  /** Rate that a row's money was converted at, null where it was not. */
  rateOf(row: RawRow): RowRate | null;
}

/** Money to the last digit: rows are compared with the source they came from. */
function exactMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${(minor / 10 ** digits).toLocaleString('en', fraction)}\u00a0${currency}`;
}

/** Money as the source has it, and what it was converted to, at which rate of which day. */
function moneyText(minor: number, currency: string, rate: RowRate | null, view: CellStyle): string {
  const original = exactMoney(minor, currency);
  if (!rate) return original;
  const units = 10 ** (minorDigits(view.currency) - minorDigits(currency));
  const converted = exactMoney(minor * rate.rate * units, view.currency);
  const shown = rate.rate.toLocaleString('en', { maximumSignificantDigits: 6 });
  const through = rate.through ? `, through ${rate.through}` : '';
  return `${original} = ${converted} at ${shown} (${isoDay(rate.day)}${through})`;
}

/** One cell as text; empty where nothing is known. */
function cell(
  facts: Facts,
  table: TableFacts,
  id: string,
  definition: ColumnDef,
  source: RawRow,
  view: CellStyle,
): string {
  const { row } = source;
  const raw = table.column(id)[row]!;
  switch (definition.kind) {
    case 'day':
      return raw === NO_TIME ? '' : isoDay(raw);
    case 'minute': {
      if (raw === NO_TIME) return '';
      const local = new Date((raw + view.clock.offset(raw)) * 60_000).toISOString();
      return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
    }
    case 'money':
      if (Number.isNaN(raw)) return '';
      return moneyText(raw, currencyOf(facts, table, row) ?? view.currency, view.rateOf(source), view);
    case 'number':
      return Number.isNaN(raw) ? '' : String(raw);
    case 'flag':
      return raw === NO_FLAG ? '' : raw === 1 ? 'yes' : 'no';
    default:
      return facts.value(definition.domain!, raw) ?? '';
  }
}

function currencyOf(facts: Facts, table: TableFacts, row: number): string | undefined {
  if (!table.definition.columns.currency || !table.has('currency')) return undefined;
  return facts.value('currency', table.column('currency')[row]!)?.trim().toUpperCase() || undefined;
}

/** A row of evidence before it is shown. */
export interface RawRow {
  part: string;
  table: string;
  row: number;
  importId: number;
  file: number;
  sourceRow: number;
  reason: string | null;
  moneyDate: string;
}

/** What a row is called, where rows of several tables are called by different columns. */
const RECORD = 'Record';
/** Columns that tell apart rows of several tables, or that several places of a formula read. */
const TABLE = 'Table';
const PART = 'Part';
/** Whose row it is, among everybody's. */
const PARTNER = 'Partner';

/**
 * Labels of the columns that these rows show, each once, in the order of their tables; what a row is called first.
 * @param wish partners: with the partner of each row
 */
export function labelsOf(
  shown: Readonly<Record<string, readonly string[]>>,
  rows: readonly Pick<RawRow, 'table' | 'part'>[],
  { partners = false }: { partners?: boolean } = {},
): string[] {
  const tables = [...new Set(rows.map(({ table }) => table))];
  const several = tables.length > 1;
  const parts = new Set(rows.map(({ part }) => part));
  const labels = tables.flatMap((table) =>
    (shown[table] ?? []).slice(several ? 1 : 0).map((id) => factTables[table]!.columns[id]!.label),
  );
  const [first, ...others] = new Set(several ? [RECORD, TABLE, ...labels] : labels);
  if (first === undefined) return [];
  return [first, ...(partners ? [PARTNER] : []), ...(parts.size > 1 ? [PART] : []), ...others];
}

/**
 * @param rows one page of rows, of one or several tables
 * @param columns labels that make the cells' order, of `labelsOf`
 * @param fileName name of a file of an import
 */
export function showRows(
  facts: Facts,
  rows: readonly RawRow[],
  shown: Readonly<Record<string, readonly string[]>>,
  columns: readonly string[],
  view: CellStyle,
  fileName: (importId: number, file: number) => string,
): EvidenceRow[] {
  return rows.map((raw) => {
    const table = facts.table(raw.table);
    const text = new Map<string, string>([
      [PART, view.placeOf(raw.part)],
      [PARTNER, view.partnerOf(table.partner[raw.row]!)],
      [TABLE, table.definition.name],
    ]);
    const ids = shown[raw.table] ?? [];
    const textOf = (id: string) => cell(facts, table, id, table.definition.columns[id]!, raw, view);
    for (const id of ids) {
      let shownText = textOf(id);
      if (!text.has(RECORD)) {
        // The first column is the one that names the row; what has no name is called by what identifies it.
        const identity = table.definition.identity.find((each) => ids.includes(each));
        if (shownText === '' && identity !== undefined) shownText = textOf(identity);
        text.set(RECORD, shownText);
      }
      text.set(table.definition.columns[id]!.label, shownText);
    }
    const link =
      table.definition.columns.link && table.has('link')
        ? facts.value('link', table.column('link')[raw.row]!) || null
        : null;
    return {
      file: fileName(raw.importId, raw.file),
      row: raw.sourceRow,
      cells: columns.map((label) => text.get(label) ?? ''),
      link,
      reason: raw.reason,
    };
  });
}
