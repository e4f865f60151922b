/** New definitions, and how a formula changes its kind without losing what both have in common. */
import { factTables } from '@/lib/facts/registry';
import type { FactTable } from '@/lib/facts/types';
import { OWN_PREFIX } from '@/lib/kpi/catalogue';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Condition, Formula, Rows, Value } from '@/lib/kpi/expression';

/** Fact tables that a KPI can look at, by name. */
export const tables: readonly FactTable[] = Object.values(factTables)
  .filter(({ id }) => id !== 'rates')
  .sort((a, b) => a.name.localeCompare(b.name));

/** The next free code of an own KPI: U1, U2 ... */
export function nextCode(codes: readonly string[]): string {
  const numbers = codes.flatMap((code) => (/^U\d+$/.test(code) ? [Number(code.slice(1))] : []));
  return `U${Math.max(0, ...numbers) + 1}`;
}

const newId = (): string => `${OWN_PREFIX}${crypto.randomUUID().slice(0, 8)}`;

/** The share of deals that are won, to begin with. */
export function newKpi(codes: readonly string[]): KpiDefinition {
  return {
    id: newId(),
    code: nextCode(codes),
    name: '',
    question: '',
    dimension: 'performance',
    unit: 'percent',
    direction: 'higher',
    kind: 'lagging',
    depth: 'deep',
    window: { months: 12 },
    maturityDays: null,
    minimum: { n: 20, of: 'deals' },
    limit: null,
    weight: 0,
    gate: false,
    includes: '',
    excludes: '',
    sourceOfRecord: '',
    cadence: 'monthly',
    owner: '',
    version: 1,
    source: 'Defined in this workspace',
    formula: {
      kind: 'proportion',
      rows: { table: 'deals', date: 'created' },
      success: { op: 'in', column: 'status', values: ['won'] },
    },
  };
}

/** A definition as the start of a new one. */
export function copyOf(definition: KpiDefinition, codes: readonly string[]): KpiDefinition {
  const { variantOf: _, variant: __, ...rest } = definition;
  return {
    ...structuredClone(rest),
    id: newId(),
    code: nextCode(codes),
    name: `${definition.name} (own)`,
    version: 1,
    gate: false,
    source: 'Defined in this workspace',
  };
}

/** First column of a table that is one of these kinds. */
export function firstColumn(table: FactTable, kinds: readonly string[]): string | null {
  return Object.entries(table.columns).find(([, { kind }]) => kinds.includes(kind))?.[0] ?? null;
}

/** A quantity of the table's rows to begin with: its first amount or number, else 1. */
export function firstQuantity(table: FactTable): Value {
  const column = firstColumn(table, ['money', 'number']);
  return column ? { op: 'column', column } : { op: 'number', value: 1 };
}

/** Days from the table's own date to the as-of day. */
export const firstDuration = (table: FactTable): Value => ({
  op: 'between',
  unit: 'days',
  from: { op: 'column', column: table.date },
  to: { op: 'day', day: 'asOf' },
});

/** A condition on a table to begin with. */
export function firstCondition(table: FactTable): Condition {
  for (const [column, { kind, values }] of Object.entries(table.columns)) {
    if (kind === 'category' && values) return { op: 'in', column, values: [values[0]!] };
    if (kind === 'flag' && column !== 'test') return { op: 'flag', column, is: true };
  }
  return { op: 'set', value: { op: 'column', column: table.date } };
}

/** Rows of a table, all of them that its own date places in the window. */
export const rowsOf = (table: FactTable): Rows => ({ table: table.id, date: table.date });

export const tableNamed = (id: string): FactTable => tables.find((table) => table.id === id) ?? tables[0]!;

/** Kinds of formula that are built here, with the words of the select. */
export const FORMULA_WORDS = {
  proportion: 'Share of rows that …',
  count: 'Number of rows',
  distinct: 'Number of different values',
  sum: 'Sum',
  mean: 'Mean',
  median: 'Median',
  ratio: 'Sum over sum of the same rows',
  rate: 'Events over exposure, from two tables',
  composite: 'Two KPIs put together',
} as const;
export type Built = keyof typeof FORMULA_WORDS;

export const isBuilt = (formula: Formula): formula is Extract<Formula, { kind: Built }> =>
  formula.kind === 'composite'
    ? Object.keys(formula.parts).join() === 'a,b' &&
      Object.values(formula.parts).every((part) => 'kpi' in part) &&
      'left' in formula.value &&
      formula.value.left.op === 'part' &&
      formula.value.right.op === 'part'
    : formula.kind === 'rate'
      ? formula.exposure.kind !== 'firstMeasured'
      : formula.kind in FORMULA_WORDS;

const oneKey = (table: FactTable): string =>
  table.identity.find((id) => table.columns[id]?.domain) ?? firstColumn(table, ['key', 'category']) ?? '';

/** The formula as another kind; rows stay where both have them. */
export function asKind(kind: Built, before: Formula): Formula {
  const rows: Rows =
    'rows' in before
      ? before.rows
      : before.kind === 'rate'
        ? before.events.rows
        : rowsOf(tableNamed('deals'));
  const table = tableNamed(rows.table);
  const missing = 'no value';
  switch (kind) {
    case 'proportion':
      return { kind, rows, success: firstCondition(table) };
    case 'count':
      return { kind, rows };
    case 'distinct':
      return { kind, rows, of: oneKey(table) };
    case 'sum':
    case 'mean':
      return { kind, rows, value: firstQuantity(table), missing };
    case 'median':
      return { kind, rows, value: firstDuration(table), missing };
    case 'ratio':
      return { kind, rows, numerator: firstQuantity(table), denominator: firstQuantity(table), missing };
    case 'rate':
      return {
        kind,
        events: { kind: 'count', rows },
        exposure: { kind: 'count', rows: rowsOf(tableNamed('orders')) },
        per: 1,
      };
    case 'composite':
      return {
        kind,
        parts: { a: { kpi: 'net-revenue' }, b: { kpi: 'sourced-deals' } },
        value: { op: 'divide', left: { op: 'part', part: 'a' }, right: { op: 'part', part: 'b' } },
        over: { numerator: 'a', denominator: 'b' },
      };
  }
}

/**
 * The formula as another kind, as that kind was before where somebody built it already.
 * @param earlier the last formula of each kind
 */
export function switchedTo(kind: Built, before: Formula, earlier: ReadonlyMap<string, Formula>): Formula {
  const known = earlier.get(kind);
  if (!known) return asKind(kind, before);
  if (!('rows' in known) || !('rows' in before)) return known;
  // What it says of columns means something in rows of their table only; these may have been narrowed meanwhile.
  return known.rows.table === before.rows.table ? { ...known, rows: before.rows } : asKind(kind, before);
}

/** Rows of another table: what named columns of the old one goes. */
export function withTable(formula: Formula, table: FactTable): Formula {
  if (!('rows' in formula) || !isBuilt(formula)) return formula;
  return asKind(formula.kind, { kind: 'count', rows: rowsOf(table) });
}

/** What `n` counts where nobody says: the table's name. */
export function countedIn(formula: Formula): string | null {
  const counted = formula.kind === 'rate' ? formula.exposure : formula;
  const rows = 'rows' in counted ? counted.rows : null;
  return rows ? tableNamed(rows.table).name.toLowerCase() : null;
}
