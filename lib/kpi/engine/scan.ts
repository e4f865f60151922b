import { NO_TIME } from '../../facts/types';
import type { WindowSpec } from '../define';
import { exclusionsOf, inFuture } from '../eligibility';
import type { Condition, Rows, Value } from '../expression';
import { checkCondition, tableOf } from '../kinds';
import type { DayWindow } from '../types';
import { compileCondition, negated } from './conditions';
import type { Context, Scope } from './context';
import { compileCurrency, onlyCurrency } from './currency';
import { compileValue } from './values';
import { BLOCK, constantNumber, type MaskOp, type NumberOp } from './vector';
import { previousWindow, resolveWindow } from './windows';

/** What a row is to a KPI. From EXCLUDED on: left out, with reason number `mark - EXCLUDED`. */
export const OUTSIDE = 0;
export const COUNTED = 1;
export const IMMATURE = 2;
export const EXCLUDED = 3;

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
}

/** A block of classified rows of one run of partners. Buffers are only good until the next block. */
export interface Block {
  /** First row of the block. */
  from: number;
  count: number;
  marks: Uint8Array;
  /** Number of the window that a row lies in; all 0 where there is one window. */
  slots: Uint8Array;
  values: readonly Float64Array[];
  conditions: readonly Uint8Array[];
  /** Currency codes, when the spec asks for money and there is more than one. */
  currency: Float64Array | null;
  /** With `once`: 0 where another partner's row stands for the same thing in this window, so the programme has it. */
  fresh: Uint8Array | null;
}

export interface Scan {
  readonly scope: Scope;
  /** Reasons by number. */
  readonly reasons: readonly string[];
  /** The one currency of all money read; null when rows differ (see Block.currency) or none is read. */
  readonly currency: number | null;
  /**
   * Reads rows [from, to) of the table. Runs of partners must be read in ascending order, each row once.
   */
  read(from: number, to: number, each: (block: Block) => void): void;
}

/** Windows of a KPI's rows: its own unless the rows ask for another one. */
export function windowOf(rows: Rows, windows: readonly DayWindow[], spec: WindowSpec, asOfDay: number) {
  if (!rows.window && !rows.previous) return windows;
  const own = rows.window ?? spec;
  return [rows.previous ? previousWindow(own, asOfDay) : resolveWindow(own, asOfDay)];
}

/** Fills `slots` with the window of each row and returns whether any row lies in one. */
type Place = (from: number, count: number, marks: Uint8Array, slots: Uint8Array) => boolean;

/** State at the as-of day: every row that was known then. */
const everywhere: Place = (_from, count, marks) => {
  marks.fill(COUNTED, 0, count);
  return true;
};

function placeByDate(scope: Scope, date: string, windows: readonly DayWindow[], undated: number): Place {
  const { context, table } = scope;
  if (!table.has(date)) {
    return (_from, count, marks) => {
      marks.fill(undated, 0, count);
      return undated !== OUTSIDE;
    };
  }
  const days = context.cache.dayColumn(table, date);
  // A window without a day holds no row: the running quarter on its first day.
  const from0 = windows[0]!.from;
  const { to } = windows[windows.length - 1]!;
  if (windows.length === 1)
    return (from, count, marks) => {
      let found = 0;
      for (let i = 0; i < count; i++) {
        const day = days[from + i]!;
        const mark = day >= from0 && day < to ? COUNTED : day === NO_TIME ? undated : OUTSIDE;
        marks[i] = mark;
        found |= mark;
      }
      return found !== 0;
    };
  const slotOfDay = new Uint8Array(to - from0).fill(255);
  windows.forEach((window, slot) => {
    slotOfDay.fill(slot, window.from - from0, window.to - from0);
  });
  return (from, count, marks, slots) => {
    let found = 0;
    for (let i = 0; i < count; i++) {
      const day = days[from + i]!;
      let mark = OUTSIDE;
      let slot = 0;
      if (day >= from0 && day < to) {
        slot = slotOfDay[day - from0]!;
        if (slot !== 255) mark = COUNTED;
        else slot = 0;
      }
      marks[i] = mark;
      slots[i] = slot;
      found |= mark;
    }
    return found !== 0;
  };
}

/** Marks things that were counted before: one bit a window. */
interface Seen {
  codes: Uint32Array;
  partner: Int32Array;
  bits: Int32Array;
  everyone: Int32Array;
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
  const { rows, only } = spec;
  const table = context.facts.table(tableOf(rows.table).id);
  const scope: Scope = { context, table, window: windows[0]!, rows: rowCount };

  const reasons: string[] = [];
  const reasonMark = (reason: string): number => {
    if (!reasons.includes(reason)) reasons.push(reason);
    return EXCLUDED + reasons.indexOf(reason);
  };

  const undated = rows.undated ? reasonMark(rows.undated) : OUTSIDE;
  const place = rows.date
    ? placeByDate(scope, rows.date, windows, windows.length === 1 ? undated : OUTSIDE)
    : everywhere;
  if (rows.where) checkCondition(rows.where, table.definition);
  const where = rows.where ? compileCondition(rows.where, scope) : null;
  // Rows that nobody knew of at the as-of day, whatever other dates they carry.
  const known =
    rows.date !== table.definition.date &&
    context.cache.latestDay(table, table.definition.date) >= context.asOfDay
      ? negated(compileCondition(inFuture(table.definition), scope))
      : null;
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
  let seen: Seen | null = null;
  if (rows.once && table.has(rows.once.column)) {
    const size = context.cache.keySize(table, rows.once.column);
    seen = {
      codes: context.cache.keyColumn(table, rows.once.column),
      partner: new Int32Array(size).fill(-1),
      bits: new Int32Array(size),
      everyone: new Int32Array(size),
    };
  }

  const marks = new Uint8Array(BLOCK);
  const slots = new Uint8Array(BLOCK);
  const fresh = seen ? new Uint8Array(BLOCK) : null;
  const block: Block = {
    from: 0,
    count: 0,
    marks,
    slots,
    values: values.map(({ out }) => out),
    conditions: conditions.map(({ out }) => out),
    currency: currency?.out ?? null,
    fresh,
  };

  const classify = (from: number, count: number): boolean => {
    if (!place(from, count, marks, slots)) return false;
    if (only) for (let i = 0; i < count; i++) if (only[from + i] === 0) marks[i] = OUTSIDE;
    if (known) keep(known, from, count, marks);
    if (where) keep(where, from, count, marks);
    for (const { mask, mark } of exclusions) exclude(mask, mark, from, count, marks);
    if (ages) tooYoung(ages, youngest!, from, count, marks);
    if (mature) unripe(mature, from, count, marks);
    for (const value of values) {
      value.run(from, count);
      if (missing) withoutValue(value.out, missing, count, marks);
    }
    for (const condition of conditions) condition.run(from, count);
    currency?.run(from, count);
    if (seen) onlyOnce(seen, table.partner, onceMark, from, count, block);
    return true;
  };

  return {
    scope,
    reasons,
    currency: oneCurrency,
    read(from, to, each) {
      for (let start = from; start < to; start += BLOCK) {
        const count = Math.min(BLOCK, to - start);
        if (!classify(start, count)) continue;
        block.from = start;
        block.count = count;
        each(block);
      }
    },
  };
}

function keep(where: MaskOp, from: number, count: number, marks: Uint8Array): void {
  where.run(from, count);
  const truth = where.out;
  for (let i = 0; i < count; i++) if (truth[i] === 0) marks[i] = OUTSIDE;
}

function exclude(mask: MaskOp, mark: number, from: number, count: number, marks: Uint8Array): void {
  mask.run(from, count);
  const truth = mask.out;
  for (let i = 0; i < count; i++) if (truth[i] === 1 && marks[i] === COUNTED) marks[i] = mark;
}

function tooYoung(days: Int32Array, youngest: number, from: number, count: number, marks: Uint8Array): void {
  for (let i = 0; i < count; i++) if (marks[i] === COUNTED && days[from + i]! > youngest) marks[i] = IMMATURE;
}

function unripe(mature: MaskOp, from: number, count: number, marks: Uint8Array): void {
  mature.run(from, count);
  const truth = mature.out;
  for (let i = 0; i < count; i++) if (truth[i] === 0 && marks[i] === COUNTED) marks[i] = IMMATURE;
}

function withoutValue(values: Float64Array, mark: number, count: number, marks: Uint8Array): void {
  for (let i = 0; i < count; i++) if (marks[i] === COUNTED && Number.isNaN(values[i]!)) marks[i] = mark;
}

function onlyOnce(
  seen: Seen,
  partners: Int32Array,
  mark: number,
  from: number,
  count: number,
  { marks, slots, fresh }: Block,
): void {
  const { codes, partner, bits, everyone } = seen;
  for (let i = 0; i < count; i++) {
    fresh![i] = 1;
    if (marks[i] !== COUNTED && marks[i] !== IMMATURE) continue;
    const code = codes[from + i]!;
    // A row that names nothing stands for itself.
    if (code === 0) continue;
    const owner = partners[from + i]!;
    const bit = 1 << slots[i]!;
    if (partner[code] !== owner) {
      partner[code] = owner;
      bits[code] = 0;
    }
    if (bits[code]! & bit) marks[i] = mark;
    else bits[code]! |= bit;
    if (everyone[code]! & bit) fresh![i] = 0;
    else everyone[code]! |= bit;
  }
}

/** Currency of a row's values together. */
function rowCurrency(values: readonly Value[], scope: Scope): NumberOp {
  const [first, ...rest] = values;
  if (!first) return constantNumber(Number.NaN);
  return compileCurrency(
    rest.reduce<Value>((left, right) => ({ op: 'add', left, right }), first),
    scope,
  );
}
