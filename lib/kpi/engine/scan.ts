import type { Span } from '../../facts/table';
import type { WindowSpec } from '../define';
import { exclusionsOf } from '../eligibility';
import type { Condition, Rows, Value } from '../expression';
import type { DayWindow } from '../types';
import { type Block, COUNTED, EXCLUDED, IMMATURE, OUTSIDE } from './batch';
import { compileCondition } from './conditions';
import type { Context, Scope } from './context';
import { compileCurrency, type MoneyRead, moneyRead, onlyCurrency } from './currency';
import { onlyOnce, type Seen } from './once';
import { compilePopulation } from './population';
import { compileValue } from './values';
import { byteBuffer, constantNumber, type MaskOp, type NumberOp, rowBuffer } from './vector';
import { previousWindow, resolveWindow } from './windows';

/** Most windows that one pass can tell apart: a bit each in 32. */
export const MOST_WINDOWS = 31;

/** How a formula wants its rows read. */
export interface ScanSpec {
  rows: Rows;
  /** Days a row must be old; null where its outcome is immediate. */
  maturityDays?: number | null;
  mature?: Condition;
  /** Numbers of each row; a row where one is missing is left out for `missing`. */
  values?: readonly Value[];
  missing?: string;
  conditions?: readonly Condition[];
  /** Money: the currency of each row is followed. */
  money?: boolean;
  /** The only rows that may be read, marked 1. */
  only?: Uint8Array | null;
  /** Whether other formulas may look at the same rows: they are kept for them. */
  kept?: boolean;
}

export interface Scan {
  readonly scope: Scope;
  /** Reasons by number. */
  readonly reasons: readonly string[];
  /** The one currency of all money read; null when rows differ (see Block.currency) or none is read. */
  readonly currency: number | null;
  /** Codes of what counts once, and their number; null where rows count. */
  readonly things: { codes: Uint32Array; size: number } | null;
  /** Tables whose money is read. */
  readonly money: readonly MoneyRead[];
  /**
   * Reads rows of the table. Each row must be read once, and those of a partner one after the other.
   * What counts once needs that nothing else that does is read meanwhile.
   */
  read(spans: readonly Span[], each: (block: Block) => void): void;
}

/** Whether what counts once has one row each: then there is nothing to look after. */
export function oncePerRow({ table: id, once }: Rows, { facts, cache }: Context): boolean {
  const table = facts.table(id);
  if (!once || once.within || !table.has(once.column)) return false;
  // Only what identifies a row may well be named by one row each; the others are not worth the look.
  if (table.definition.identity[0] !== once.column) return false;
  return cache.unique(table, once.column) !== 'no';
}

/** Windows of a KPI's rows: its own unless the rows ask for another one. */
export function windowOf(rows: Rows, windows: readonly DayWindow[], spec: WindowSpec, asOfDay: number) {
  if (!rows.window && !rows.previous) return windows;
  const own = rows.window ?? spec;
  return [rows.previous ? previousWindow(own, asOfDay) : resolveWindow(own, asOfDay)];
}

/**
 * Compiles how the rows of a formula are read.
 * @param windows consecutive and ascending, at most MOST_WINDOWS
 * @param rowCount about how many rows will be read
 * @throws ExpressionError when the expressions mean nothing
 */
export function compileScan(
  spec: ScanSpec,
  windows: readonly DayWindow[],
  context: Context,
  rowCount: number,
): Scan {
  const { rows } = spec;

  const reasons: string[] = [];
  const reasonMark = (reason: string): number => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return EXCLUDED + reasons.indexOf(reason);
  };

  const undated = rows.undated ? reasonMark(rows.undated) : OUTSIDE;
  const { scope, found, search } = compilePopulation(spec, undated, windows, context, rowCount);
  const { table, block: size } = scope;
  const exclusions = exclusionsOf(rows, table.definition)
    .map(({ reason, when }) => ({ mask: compileCondition(when, scope), reason }))
    .filter(({ mask }) => mask.constant !== false)
    .map(({ mask, reason }) => ({ mask, mark: reasonMark(reason) }));

  const youngest = spec.maturityDays != null && rows.date ? context.asOfDay - spec.maturityDays : null;
  const ages = youngest !== null && table.has(rows.date!) ? context.cache.dayColumn(table, rows.date!) : null;
  const mature = spec.mature ? compileCondition(spec.mature, scope) : null;

  const values = (spec.values ?? []).map((value) => compileValue(value, scope));
  const missing = values.some(({ constant }) => constant === undefined || Number.isNaN(constant))
    ? reasonMark(spec.missing ?? 'no value')
    : 0;
  const conditions = (spec.conditions ?? []).map((condition) => compileCondition(condition, scope));
  const oneCurrency = spec.money ? onlyCurrency(spec.values ?? [], scope) : null;
  const currency = spec.money && oneCurrency === null ? rowCurrency(spec.values ?? [], scope) : null;

  const onceMark = rows.once ? reasonMark(`${rows.once.same} already counted`) : 0;
  const things =
    rows.once && table.has(rows.once.column) && !oncePerRow(rows, context)
      ? context.cache.things(table, rows.once.column, rows.once.within)
      : null;
  let seen: Seen | null = null;
  if (things) {
    const { codes } = things;
    const { marks, base } = context.cache.seen(things.size);
    seen = {
      codes,
      marks,
      base,
      bits: windows.length > 1,
    };
  }

  /** Rows waiting to be classified, so that rare ones are taken together. */
  const block = {
    count: 0,
    rows: rowBuffer(size),
    marks: byteBuffer(size),
    slots: byteBuffer(size),
    at: rowBuffer(size),
    ripe: 0,
    values: values.map(({ out }) => out),
    conditions: conditions.map(({ out }) => out),
    currency: currency?.out ?? null,
  };
  const ripeRows = rowBuffer(size);
  const classify = (): void => {
    const { rows: batch, count, marks } = block;
    for (const { mask, mark } of exclusions) exclude(mask, mark, batch, count, marks);
    if (ages) tooYoung(ages, youngest!, batch, count, marks);
    if (mature) unripe(mature, batch, count, marks);
    if (values.length + conditions.length > 0) {
      const ripe = pick(block, ripeRows);
      for (const value of values) {
        value.run(ripeRows, ripe);
        if (missing) withoutValue(value.out, missing, block);
      }
      for (const condition of conditions) condition.run(ripeRows, ripe);
      currency?.run(ripeRows, ripe);
    }
    if (seen) onlyOnce(seen, table.partner, onceMark, block);
  };

  const flush = (each: (block: Block) => void): void => {
    if (block.count === 0) return;
    classify();
    each(block);
    block.count = 0;
  };

  return {
    scope,
    reasons,
    currency: oneCurrency,
    things,
    money: spec.money ? moneyRead(spec.values ?? [], scope) : [],
    read(spans, each) {
      const { rows, marks, slots } = found;
      search(spans, (count) => {
        if (block.count + count > size) flush(each);
        block.rows.set(rows.subarray(0, count), block.count);
        block.marks.set(marks.subarray(0, count), block.count);
        block.slots.set(slots.subarray(0, count), block.count);
        block.count += count;
      });
      flush(each);
    },
  };
}

function exclude(mask: MaskOp, mark: number, rows: Int32Array, count: number, marks: Uint8Array): void {
  mask.run(rows, count);
  const truth = mask.out;
  const counted = COUNTED;
  for (let i = 0; i < count; i++) if (truth[i] === 1 && marks[i] === counted) marks[i] = mark;
}

function tooYoung(
  days: Int32Array,
  youngest: number,
  rows: Int32Array,
  count: number,
  marks: Uint8Array,
): void {
  const [counted, immature] = [COUNTED, IMMATURE];
  for (let i = 0; i < count; i++) if (marks[i] === counted && days[rows[i]!]! > youngest) marks[i] = immature;
}

function unripe(mature: MaskOp, rows: Int32Array, count: number, marks: Uint8Array): void {
  mature.run(rows, count);
  const truth = mature.out;
  const [counted, immature] = [COUNTED, IMMATURE];
  for (let i = 0; i < count; i++) if (truth[i] === 0 && marks[i] === counted) marks[i] = immature;
}

/** Finds the rows that have an outcome: only of these are the values asked. */
function pick(block: Block, ripeRows: Int32Array): number {
  const { rows, marks, at, count } = block;
  const counted = COUNTED;
  let ripe = 0;
  for (let i = 0; i < count; i++) {
    at[ripe] = i;
    ripeRows[ripe] = rows[i]!;
    ripe += marks[i] === counted ? 1 : 0;
  }
  block.ripe = ripe;
  return ripe;
}

function withoutValue(values: Float64Array, mark: number, { at, ripe, marks }: Block): void {
  const counted = COUNTED;
  for (let k = 0; k < ripe; k++)
    if (Number.isNaN(values[k]!) && marks[at[k]!] === counted) marks[at[k]!] = mark;
}

/** Currency of a row's values together. */
function rowCurrency(values: readonly Value[], scope: Scope): NumberOp {
  const [first, ...rest] = values;
  if (!first) return constantNumber(scope.block, Number.NaN);
  return compileCurrency(
    rest.reduce<Value>((left, right) => ({ op: 'add', left, right }), first),
    scope,
  );
}
