import type { TableFacts } from '../../facts/factset';
import type { FactsChange } from '../../facts/memory';
import { GONE } from '../../facts/table';
import { NO_CODE } from '../../facts/types';
import type { Condition, Related, Value } from '../expression';
import type { Context } from './context';
import { union } from './reading';
import type { ScanSpec } from './scan';

/** A look-up of rows of another table, and those that its own expressions make there. */
interface Edge {
  table: string;
  /** Column of the rows that look up, and of those that are found. */
  key: string;
  other: string;
  edges: Edge[];
  /** Table and everything else of it, as text. */
  name: string;
}

function related({ table, key, other, where }: Related, ...values: (Value | undefined)[]): Edge {
  const edges: Edge[] = [];
  if (where) ofCondition(where, table, edges);
  for (const value of values) if (value) ofValue(value, table, edges);
  const theirs = key === 'partner' ? key : (other ?? key);
  const name = `${table}.${theirs} by ${key} (${edges.map((edge) => edge.name).join(', ')})`;
  return { table, key, other: theirs, edges, name };
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

interface Read {
  edges: Edge[];
  /** Same for all formulas whose rows look up the same, whatever they ask of what they find. */
  name: string;
  /** Every table that the rows, or what they look up, are of. */
  tables: Set<string>;
}

const known = new WeakMap<ScanSpec, Read>();

/** What the rows of a formula look up. */
function readBy(spec: ScanSpec): Read {
  let read = known.get(spec);
  if (!read) {
    const { rows, values = [], conditions = [], mature } = spec;
    const edges: Edge[] = [];
    if (rows.where) ofCondition(rows.where, rows.table, edges);
    for (const { when } of rows.leaveOut ?? []) ofCondition(when, rows.table, edges);
    if (mature) ofCondition(mature, rows.table, edges);
    for (const value of values) ofValue(value, rows.table, edges);
    for (const condition of conditions) ofCondition(condition, rows.table, edges);
    read = {
      edges,
      name: `${rows.table} ${edges
        .map((edge) => edge.name)
        .sort()
        .join('; ')}`,
      tables: new Set([rows.table]),
    };
    const add = (some: readonly Edge[]): void => {
      for (const edge of some) {
        read!.tables.add(edge.table);
        add(edge.edges);
      }
    };
    add(edges);
    known.set(spec, read);
  }
  return read;
}

const UNTOUCHED: ReadonlySet<number> = new Set();

/** Rows of a table that read something else now: partners all of whose rows may, and single rows. */
interface Dirty {
  partners: Set<number>;
  /** Some may be in it more than once. */
  rows: number[];
  /** Those partners and those of the rows, once somebody asked. */
  owners: ReadonlySet<number> | null;
}

function concerns(change: FactsChange, tables: ReadonlySet<string>): boolean {
  for (const id of change.keys()) if (tables.has(id)) return true;
  return false;
}

/**
 * Partners, NOBODY among them, whose rows of a formula may read something else after a change: rows that came or went
 * themselves, and rows that look up rows that did.
 */
export function touchedBy(spec: ScanSpec, context: Context, change: FactsChange): ReadonlySet<number> {
  const { edges, tables, name } = readBy(spec);
  if (!concerns(change, tables)) return UNTOUCHED;
  const { touched } = answersOf(context, change);
  let found = touched.get(name);
  if (!found) {
    found = partnersTouched(spec.rows.table, edges, context, change);
    touched.set(name, found);
  }
  return found;
}

/**
 * Rows of a formula's table that may be read in another way after a change. Some are GONE now, and some may be in it
 * more than once.
 */
export function rowsTouchedBy(spec: ScanSpec, context: Context, change: FactsChange): number[] {
  const { edges } = readBy(spec);
  const { table: id } = spec.rows;
  const table = context.facts.table(id);
  const own = change.get(id);
  const found = [...(own?.came ?? []), ...(own?.went ?? [])];
  for (const edge of edges) {
    const { partners, rows } = dirtyThrough(id, edge, context, change);
    for (const row of rows) found.push(row);
    for (const partner of partners) for (const row of rowsOf(table, partner)) found.push(row);
  }
  return found;
}

function partnersTouched(
  table: string,
  edges: readonly Edge[],
  context: Context,
  change: FactsChange,
): ReadonlySet<number> {
  const { partner } = context.facts.table(table);
  return edges.reduce(
    (all, edge) => union(all, ownersOf(dirtyThrough(table, edge, context, change), partner)),
    change.get(table)?.partners ?? UNTOUCHED,
  );
}

function ownersOf(dirty: Dirty, partner: Int32Array): ReadonlySet<number> {
  if (!dirty.owners) {
    const owners = new Set(dirty.partners);
    let last = GONE;
    for (const row of dirty.rows) {
      const owner = partner[row]!;
      if (owner !== last && owner !== GONE) owners.add(owner);
      last = owner;
    }
    dirty.owners = owners;
  }
  return dirty.owners;
}

/** What a change does to rows that look up, by what they look up; many formulas ask the same. */
interface Answers {
  dirty: Map<string, Dirty>;
  touched: Map<string, ReadonlySet<number>>;
}

const answered = new WeakMap<FactsChange, WeakMap<Context['facts'], Answers>>();

function answersOf({ facts }: Context, change: FactsChange): Answers {
  let byFacts = answered.get(change);
  if (!byFacts) {
    byFacts = new WeakMap();
    answered.set(change, byFacts);
  }
  let answers = byFacts.get(facts);
  if (!answers) {
    answers = { dirty: new Map(), touched: new Map() };
    byFacts.set(facts, answers);
  }
  return answers;
}

function dirtyThrough(table: string, edge: Edge, context: Context, change: FactsChange): Dirty {
  const { dirty } = answersOf(context, change);
  const name = `${table} ${edge.name}`;
  let found = dirty.get(name);
  if (!found) {
    found = dirtyRows(table, edge, context, change);
    dirty.set(name, found);
  }
  return found;
}

/** Rows of a table for which a look-up may find something else. */
function dirtyRows(id: string, edge: Edge, context: Context, change: FactsChange): Dirty {
  const { facts, cache } = context;
  const dirty: Dirty = { partners: new Set(), rows: [], owners: null };
  const table = facts.table(id);
  const other = facts.table(edge.table);
  const own = change.get(edge.table);
  const found: (readonly number[])[] = own ? [own.came, own.went] : [];
  for (const inner of edge.edges) {
    const { partners, rows } = dirtyThrough(edge.table, inner, context, change);
    found.push(rows);
    // All rows of a partner are dirty where one of them, or one that they look up, is.
    for (const partner of partners) found.push(rowsOf(other, partner));
  }
  if (found.every((rows) => rows.length === 0)) return dirty;
  if (edge.key === 'partner') {
    const { partner } = other;
    for (const rows of found)
      for (const row of rows) if (partner[row] !== GONE) dirty.partners.add(partner[row]!);
    for (const partner of own?.partners ?? []) dirty.partners.add(partner);
    return dirty;
  }
  if (!table.has(edge.key) || !other.has(edge.other)) return dirty;
  const theirs = cache.keyColumn(other, edge.other);
  const size = cache.keySize(table, edge.key);
  const { head, next } = cache.keyIndex(table, {
    name: edge.key,
    mine: theirs,
    theirs: cache.keyColumn(table, edge.key),
    size,
  });
  const { owner, mark } = cache.asked(Math.max(size, head.length));
  for (const rows of found)
    for (const row of rows) {
      const key = theirs[row]!;
      if (key === NO_CODE || owner[key] === mark) continue;
      owner[key] = mark;
      for (let at = head[key] ?? -1; at >= 0; at = next[at]!) dirty.rows.push(at);
    }
  return dirty;
}

function rowsOf(table: TableFacts, partner: number): number[] {
  const { from, to, list } = table.span(partner);
  return Array.from({ length: to - from }, (_, i) => (list ? list[from + i]! : from + i));
}
