import type { TableFacts } from '../../facts/factset';
import type { KeyIndex } from '../../facts/key-index';
import { hidesFuture, moneyDate, relatedWhere } from '../eligibility';
import type { Condition, Lookup, Related, Value } from '../expression';
import { checkCondition, kindOf, relatedTable } from '../kinds';
import type { Answers } from './answers';
import type { JoinKeys } from './cache';
import { compileCondition } from './conditions';
import type { Scope } from './context';
import { compileCurrency } from './currency';
import type { Follow } from './kept-lookups';
import { besideEach, timesByKey } from './lookup-beside';
import { denseFirst, denseLookup, denseTruth } from './lookup-dense';
import {
  type Earliest,
  earliestByKey,
  isEarliest,
  readEarliest,
  takeEarliest,
  withRoom,
} from './lookup-earliest';
import { existsItself, findsItself, isFirstItself, lookUpItself } from './lookup-own';
import { sparseFirst, sparseLookup } from './lookup-sparse';
import { compileValue } from './values';
import {
  BLOCK,
  constantMask,
  constantNumber,
  lending,
  type MaskOp,
  maskOp,
  type NumberOp,
  noAnswers,
  numberBuffer,
  numberOp,
  rowBuffer,
} from './vector';

/** `currency`: canonical code of the summed rows' currency, -1 where they differ, missing where there are none. */
export type Take = Exclude<Lookup['take'], 'before' | 'after'> | 'currency';

/** A look-up ready to be computed: expressions compiled over the other table. */
export interface Plan {
  take: Take;
  other: TableFacts;
  /** Codes of the other rows' key, 0 = none, and how many codes there are. */
  keys: Uint32Array;
  size: number;
  where: MaskOp | null;
  value: NumberOp | null;
  apart: Uint32Array | null;
  /** The value as it is kept, where it is a bare column of days or instants. */
  times: Int32Array | null;
  currency: NumberOp | null;
}

/** Reads an expression for any mention of a day, which a kept result then depends on. */
const dated = (text: string): boolean => text.includes('"op":"day"') || text.includes('"op":"now"');

const texts = new WeakMap<object, string>();

/** A node as text, made once: expressions never change. */
export function textOf(node: object | null | undefined): string {
  if (!node) return '';
  let text = texts.get(node);
  if (text === undefined) {
    text = JSON.stringify(node);
    texts.set(node, text);
  }
  return text;
}

const keptName = ({ context, window }: Scope, name: string): string =>
  dated(name) ? `${name}|${context.asOfDay}|${window.from}|${window.to}` : name;

/**
 * A whole look-up, kept with the facts.
 * @param follows the table whose new rows it can take in, and how
 */
function kept<T>(
  scope: Scope,
  name: string,
  compute: () => T,
  follows: { table: string; take: Follow<T> } | null = null,
): T {
  const { lookups } = scope.context.cache;
  const key = keptName(scope, name);
  let found = lookups.get<T>(key);
  if (found === undefined) {
    found = lending(compute);
    lookups.keep(key, found, follows);
  }
  return found;
}

/** Whether a whole look-up was made already: then it is read, however few rows ask. */
const isKept = (scope: Scope, name: string): boolean =>
  scope.context.cache.lookups.has(keptName(scope, name));

/** What was answered to this look-up so far: the KPIs of some partners ask the same, those of everybody too much. */
const answersTo = (scope: Scope, name: string): Answers =>
  scope.context.partners ? scope.context.cache.answers.of(keptName(scope, name)) : noAnswers();

interface Join {
  other: TableFacts;
  keys: JoinKeys;
  where: Condition | null;
  /** Rows, or partners, that ask, and how many rows they are about to find. */
  asks: number;
  found: number;
}

/** Whether it is cheaper to follow each row's key than to work the other table through. */
const isSparse = ({ other, keys, found }: Join): boolean =>
  // A row that is found costs about twice one that is read in passing; a key costs a place in an array.
  found * 2 < other.live + keys.size / 8;

/** The same where all that is told of a key is one byte, which is so near that asking costs next to nothing. */
const isSparseTruth = ({ other, keys, asks, found }: Join): boolean =>
  asks + found * 2 < other.live + keys.size / 64;

function join(related: Related, scope: Scope): Join | null {
  const { context, table } = scope;
  const definition = relatedTable(related, table.definition);
  const other = context.facts.table(related.table);
  const column = related.key === 'partner' ? 'partner' : (related.other ?? related.key);
  if (other.rows === 0 || (related.key !== 'partner' && !(table.has(related.key) && other.has(column))))
    return null;
  const keys = context.cache.join(table, related.key, other, column, related.samePartner ?? false);
  // Rows of a partner ask the same question.
  const asks =
    keys.name === 'partner'
      ? Math.min(scope.rows, context.partners?.length ?? context.facts.partners.length)
      : scope.rows;
  const future =
    !related.ahead &&
    hidesFuture(definition) &&
    context.cache.latestDay(other, definition.date) >= context.asOfDay;
  return {
    other,
    keys,
    where: relatedWhere(related.where, definition, future),
    asks,
    found: (asks * other.live) / Math.max(1, keys.size),
  };
}

function bareTimes(value: Value, table: TableFacts): Int32Array | null {
  if (value.op !== 'column' || !table.has(value.column)) return null;
  const values = table.column(value.column);
  return values instanceof Int32Array ? values : null;
}

function plan(
  { other, keys, where }: Join,
  take: Take,
  value: Value | undefined,
  apart: string | undefined,
  scope: Scope,
  dense: boolean,
): Plan {
  const { context } = scope;
  const over: Scope = { ...scope, table: other, moneyDate: moneyDate(other.definition) };
  const inner: Scope = dense
    ? { ...over, rows: other.rows, block: Math.min(BLOCK, other.rows) }
    : { ...over, block: BLOCK };
  const meets = where ? compileCondition(where, inner) : null;
  return {
    take,
    other,
    keys: keys.theirs,
    size: keys.size,
    where: meets?.constant === true ? null : meets,
    value: value ? compileValue(value, inner) : null,
    apart: apart ? context.cache.keyColumn(other, apart) : null,
    times: value ? bareTimes(value, other) : null,
    currency: take === 'currency' && value ? compileCurrency(value, inner) : null,
  };
}

/** Rows of the other table by key; a partner's are a span anyway. */
function indexOf({ other, keys }: Join, { context }: Scope): KeyIndex | null {
  return keys.name === 'partner' ? null : context.cache.keyIndex(other, keys);
}

/** What a row without related rows reads. */
export const nothingOf = (take: Take): number => (take === 'count' || take === 'sum' ? 0 : Number.NaN);

function readByKey(mine: Uint32Array, byKey: Float64Array, none: number, size: number): NumberOp {
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const key = mine[rows[i]!]!;
      // Not one choice of two: its number would be an object of its own until the loop is compiled.
      if (key === 0) out[i] = none;
      else out[i] = byKey[key]!;
    }
  });
}

/** The earliest times of a whole table by key; null where the value is more than a column of times, or few rows ask. */
function earliestOf(joined: Join, value: Value, scope: Scope): Earliest | null {
  const { other, keys, where } = joined;
  const times = bareTimes(value, other);
  if (!times) return null;
  const name = ['earliest', other.id, keys.name, textOf(where), textOf(value)].join('|');
  if (isSparse(joined) && !isKept(scope, name)) return null;
  const { cache } = scope.context;
  const planned = (theirs: Uint32Array, size: number): Plan =>
    plan({ ...joined, keys: { ...keys, theirs, size } }, 'least', undefined, undefined, scope, true);
  const take = (before: Earliest, came: readonly number[]): Earliest =>
    lending(() => {
      const now = planned(cache.keyColumn(other, keys.name), cache.keySize(other, keys.name));
      return takeEarliest(before, now, bareTimes(value, other)!, came);
    });
  const found = kept(
    scope,
    name,
    () => earliestByKey(planned(keys.theirs, keys.size), times),
    keys.paired ? null : { table: other.id, take },
  );
  const roomy = withRoom(found, keys.size);
  if (roomy !== found) cache.lookups.replace(keptName(scope, name), roomy);
  return roomy;
}

/** Whether each row of a table is apart from all others by a column of its own. */
function allApart(table: TableFacts, column: string | undefined, { cache }: Scope['context']): boolean {
  return (
    column !== undefined && column === table.definition.identity[0] && cache.unique(table, column) === 'every'
  );
}

function compileTake(lookup: Lookup, take: Take, scope: Scope): NumberOp {
  kindOf(lookup, scope.table.definition);
  const joined = join(lookup, scope);
  if (!joined) return constantNumber(scope.block, nothingOf(take));
  const { other, keys, where } = joined;
  const { mine } = keys;
  if (take !== 'second' && findsItself(scope, other, lookup.key, lookup.other ?? lookup.key))
    return lookUpItself(take, where, lookup.value, mine, scope);
  if (take === 'least' || (take === 'second' && allApart(other, lookup.apart, scope.context))) {
    const found = lookup.value ? earliestOf(joined, lookup.value, scope) : null;
    if (found) return readEarliest(found, take, mine, scope.block);
  }
  const name = [take, other.id, keys.name, keys.size, textOf(where), textOf(lookup.value), lookup.apart].join(
    '|',
  );
  if (!isSparse(joined) || isKept(scope, name)) {
    const byKey = kept(scope, name, () =>
      denseLookup(plan(joined, take, lookup.value, lookup.apart, scope, true)),
    );
    return readByKey(mine, byKey, nothingOf(take), scope.block);
  }
  const parts = plan(joined, take, lookup.value, lookup.apart, scope, false);
  const of = sparseLookup(parts, indexOf(joined, scope), mine, nothingOf(take), answersTo(scope, name));
  return numberOp(scope.block, (out, rows, count) => of(rows, count, out));
}

/** A look-up whose answer depends on more of the row than its key. */
function compileBeside(lookup: Lookup, take: 'before' | 'after', scope: Scope): NumberOp {
  kindOf(lookup, scope.table.definition);
  const joined = join(lookup, scope);
  if (!joined) return constantNumber(scope.block, Number.NaN);
  const { other, keys, where } = joined;
  const name = ['times', other.id, keys.name, keys.size, textOf(where), textOf(lookup.value)].join('|');
  const times = kept(scope, name, () =>
    timesByKey(plan(joined, 'least', lookup.value, undefined, scope, true)),
  );
  return besideEach(take, times, keys.mine, compileValue(lookup.than!, scope));
}

export function compileLookup(lookup: Lookup, scope: Scope): NumberOp {
  const { take } = lookup;
  if (take === 'before' || take === 'after') return compileBeside(lookup, take, scope);
  return compileTake(lookup, take, scope);
}

/** Currency of what a look-up of money yields; see `Take`. */
export function compileLookupCurrency(lookup: Lookup, scope: Scope): NumberOp {
  return compileTake(lookup, 'currency', scope);
}

export function compileExists(related: Related, scope: Scope): MaskOp {
  const joined = join(related, scope);
  if (!joined) return constantMask(scope.block, false);
  const { other, keys, where } = joined;
  const { mine } = keys;
  if (findsItself(scope, other, related.key, related.other ?? related.key))
    return existsItself(where, mine, scope);
  const name = ['exists', other.id, keys.name, keys.size, textOf(where)].join('|');
  if (!isSparseTruth(joined) || isKept(scope, name)) {
    const byKey = kept(scope, name, () =>
      denseTruth(plan(joined, 'count', undefined, undefined, scope, true)),
    );
    // Code 0 is never related to anything.
    return maskOp(scope.block, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = byKey[mine[rows[i]!]!]!;
    });
  }
  const parts = plan(joined, 'count', undefined, undefined, scope, false);
  const of = sparseLookup(parts, indexOf(joined, scope), mine, 0, answersTo(scope, name));
  const counts = numberBuffer(scope.block);
  return maskOp(scope.block, (out, rows, count) => {
    of(rows, count, counts);
    for (let i = 0; i < count; i++) out[i] = counts[i]! > 0 ? 1 : 0;
  });
}

export function compileFirst(first: Extract<Condition, { op: 'first' }>, scope: Scope): MaskOp {
  const { table } = scope;
  checkCondition(first, table.definition);
  const joined = join({ table: table.id, key: first.key, where: first.where }, scope);
  if (!joined) return constantMask(scope.block, false);
  const { other, keys, where } = joined;
  const { mine } = keys;
  if (findsItself(scope, other, first.key, first.key)) return isFirstItself(first, where, mine, scope);
  const found = earliestOf(joined, first.by, scope);
  if (found) return isEarliest(found, mine, scope.block);
  const name = ['first', other.id, keys.name, keys.size, textOf(where), textOf(first.by)].join('|');
  if (!isSparse(joined)) {
    const rowOf = kept(scope, name, () =>
      denseFirst(plan(joined, 'least', first.by, undefined, scope, true)),
    );
    return maskOp(scope.block, (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = rowOf[mine[rows[i]!]!] === rows[i] ? 1 : 0;
    });
  }
  const parts = plan(joined, 'least', first.by, undefined, scope, false);
  const of = sparseFirst(parts, indexOf(joined, scope), mine, answersTo(scope, name));
  const firsts = rowBuffer(scope.block);
  return maskOp(scope.block, (out, rows, count) => {
    of(rows, count, firsts);
    for (let i = 0; i < count; i++) out[i] = firsts[i] === rows[i] ? 1 : 0;
  });
}
