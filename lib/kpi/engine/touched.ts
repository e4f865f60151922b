import type { TableFacts } from '../../facts/factset';
import type { FactsChange } from '../../facts/memory';
import { GONE } from '../../facts/table';
import { NO_CODE } from '../../facts/types';
import type { Condition, Related, Value } from '../expression';
import type { Context } from './context';
import type { ScanSpec } from './scan';

/** A look-up of rows of another table, and those that its own expressions make there. */
interface Edge {
  table: string;
  /** Column of the rows that look up, and of those that are found. */
  key: string;
  other: string;
  edges: Edge[];
}

function related({ table, key, other, where }: Related, ...values: (Value | undefined)[]): Edge {
  const edges: Edge[] = [];
  if (where) ofCondition(where, table, edges);
  for (const value of values) if (value) ofValue(value, table, edges);
  return { table, key, other: key === 'partner' ? key : (other ?? key), edges };
}

function ofValue(value: Value, table: string, into: Edge[]): void {
  switch (value.op) {
    case 'column':
    case 'number':
    case 'day':
    case 'now':
    case 'partner':
      return;
    case 'coalesce':
      for (const each of value.values) ofValue(each, table, into);
      return;
    case 'if':
      ofCondition(value.when, table, into);
      ofValue(value.value, table, into);
      ofValue(value.otherwise, table, into);
      return;
    case 'between':
      ofValue(value.from, table, into);
      ofValue(value.to, table, into);
      return;
    case 'lookup':
      into.push(related(value, value.value));
      if (value.than) ofValue(value.than, table, into);
      return;
    default:
      ofValue(value.left, table, into);
      ofValue(value.right, table, into);
  }
}

function ofCondition(condition: Condition, table: string, into: Edge[]): void {
  switch (condition.op) {
    case 'compare':
      ofValue(condition.left, table, into);
      ofValue(condition.right, table, into);
      return;
    case 'flag':
    case 'in':
      return;
    case 'set':
      ofValue(condition.value, table, into);
      return;
    case 'all':
    case 'any':
      for (const each of condition.of) ofCondition(each, table, into);
      return;
    case 'not':
      ofCondition(condition.of, table, into);
      return;
    case 'exists':
      into.push(related(condition));
      return;
    case 'first':
      into.push(related({ table, key: condition.key, where: condition.where }, condition.by));
  }
}

const edgesKnown = new WeakMap<ScanSpec['rows'], Map<string, Edge[]>>();

/** What the rows of a formula look up. */
function edgesOf(spec: ScanSpec): Edge[] {
  const { rows, values = [], conditions = [], mature } = spec;
  const name = JSON.stringify([values, conditions, mature]);
  const known = edgesKnown.get(rows) ?? new Map<string, Edge[]>();
  edgesKnown.set(rows, known);
  let edges = known.get(name);
  if (!edges) {
    edges = [];
    if (rows.where) ofCondition(rows.where, rows.table, edges);
    for (const { when } of rows.leaveOut ?? []) ofCondition(when, rows.table, edges);
    if (mature) ofCondition(mature, rows.table, edges);
    for (const value of values) ofValue(value, rows.table, edges);
    for (const condition of conditions) ofCondition(condition, rows.table, edges);
    known.set(name, edges);
  }
  return edges;
}

/** Rows of a table that read something else now: partners all of whose rows may, and single rows. */
interface Dirty {
  partners: Set<number>;
  rows: Set<number>;
}

/**
 * Partners, NOBODY among them, whose rows of a formula may read something else after a change: rows that came or went
 * themselves, and rows that look up rows that did.
 */
export function touchedBy(spec: ScanSpec, context: Context, change: FactsChange): Set<number> {
  const { facts } = context;
  const { partners, rows } = dirtyRows(spec.rows.table, edgesOf(spec), context, change);
  const { partner } = facts.table(spec.rows.table);
  for (const own of change.get(spec.rows.table)?.partners ?? []) partners.add(own);
  for (const row of rows) if (partner[row] !== GONE) partners.add(partner[row]!);
  return partners;
}

/** Rows of a table whose look-ups may find something else. */
function dirtyRows(id: string, edges: readonly Edge[], context: Context, change: FactsChange): Dirty {
  const { facts, cache } = context;
  const dirty: Dirty = { partners: new Set(), rows: new Set() };
  const table = facts.table(id);
  for (const edge of edges) {
    const other = facts.table(edge.table);
    const found = dirtyRows(edge.table, edge.edges, context, change);
    const own = change.get(edge.table);
    for (const row of [...(own?.came ?? []), ...(own?.went ?? [])]) found.rows.add(row);
    // All rows of a partner are dirty where one of them, or one that they look up, is.
    for (const partner of found.partners) for (const row of rowsOf(other, partner)) found.rows.add(row);
    if (found.rows.size === 0) continue;
    if (edge.key === 'partner') {
      const { partner } = other;
      for (const row of found.rows) if (partner[row] !== GONE) dirty.partners.add(partner[row]!);
      for (const partner of own?.partners ?? []) dirty.partners.add(partner);
      continue;
    }
    if (!table.has(edge.key) || !other.has(edge.other)) continue;
    const theirs = cache.keyColumn(other, edge.other);
    const keys = new Set<number>();
    for (const row of found.rows) keys.add(theirs[row]!);
    keys.delete(NO_CODE);
    const index = cache.keyIndex(table, {
      name: edge.key,
      mine: theirs,
      theirs: cache.keyColumn(table, edge.key),
      size: cache.keySize(table, edge.key),
    });
    for (const key of keys) for (const row of index.of(key)) dirty.rows.add(row);
  }
  return dirty;
}

function rowsOf(table: TableFacts, partner: number): number[] {
  const { from, to, list } = table.span(partner);
  return Array.from({ length: to - from }, (_, i) => (list ? list[from + i]! : from + i));
}
