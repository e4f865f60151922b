import { grown } from '../../facts/growing';
import type { Span } from '../../facts/table';
import { hidesFuture, inFuture, moneyDate } from '../eligibility';
import type { Condition, Rows } from '../expression';
import { checkCondition, tableOf } from '../kinds';
import type { DayWindow } from '../types';
import { COUNTED, OUTSIDE } from './batch';
import { compileCondition, negated } from './conditions';
import type { Context, Scope } from './context';
import { textOf } from './lookup';
import { everywhere, markDated, placeByDate } from './place';
import { BLOCK, byteBuffer, type MaskOp, rowBuffer } from './vector';

/** Rows of a batch, their marks and the numbers of their windows. */
interface Found {
  rows: Int32Array;
  marks: Uint8Array;
  slots: Uint8Array;
}

/** The rows that a formula looks at, whatever becomes of them. */
export interface Population {
  scope: Scope;
  /** Rows of the batch that was found last. */
  found: Found;
  /** Finds rows in batches, which stand in `found`. */
  search(spans: readonly Span[], each: (count: number) => void): void;
}

/**
 * Compiles which rows of a table lie in some windows and meet the formula's condition.
 * @param of `only`: the only rows that may be read, marked 1; `kept`: whether others may look at the same rows
 * @param undated mark of rows without a date, OUTSIDE where they are not looked at
 * @param rowCount about how many rows will be read
 * @throws ExpressionError when the condition means nothing
 */
export function compilePopulation(
  { rows, only, kept: isKept }: { rows: Rows; only?: Uint8Array | null; kept?: boolean },
  undated: number,
  windows: readonly DayWindow[],
  context: Context,
  rowCount: number,
): Population {
  const table = context.facts.table(tableOf(rows.table).id);
  const size = Math.max(1, Math.min(BLOCK, rowCount));
  const whole: Scope = {
    context,
    table,
    window: windows[0]!,
    moneyDate: rows.date ?? moneyDate(table.definition),
    rows: rowCount,
    block: size,
  };
  const name = only || !isKept ? null : sharedName(rows, undated, windows, whole);
  const shared = name === null ? undefined : context.placed.get(name);
  if (shared) return inList(shared, rows.date, undated, whole);
  const place = rows.date
    ? placeByDate(whole, rows.date, windows, windows.length === 1 ? undated : OUTSIDE)
    : everywhere;
  const scope: Scope = { ...whole, rows: Math.min(rowCount, place.rows ?? rowCount) };
  if (rows.where) checkCondition(rows.where, table.definition);
  // One condition after the other, each asked only of the rows that met those before it.
  const wheres = conjunction(rows.where)
    .map((condition) => compileCondition(condition, scope))
    .filter(({ constant }) => constant !== true);
  // Rows that nobody knew of at the as-of day, whatever other dates they carry.
  const known =
    rows.date !== table.definition.date &&
    hidesFuture(table.definition) &&
    context.cache.latestDay(table, table.definition.date) >= context.asOfDay
      ? negated(compileCondition(inFuture(table.definition), scope))
      : null;
  const found = { rows: rowBuffer(size), marks: byteBuffer(size), slots: byteBuffer(size) };
  const kept = (count: number): number => {
    let left = count;
    if (only) left = keepOnly(only, left, found);
    if (known) left = keep(known, left, found);
    for (const where of wheres) left = keep(where, left, found);
    return left;
  };
  return {
    scope,
    found,
    search(spans, each) {
      const { rows, marks, slots } = found;
      const keeper = name === null ? null : new Keeper(size);
      for (const { from, to, list } of spans)
        for (let start = from; start < to; start += size) {
          const end = Math.min(start + size, to);
          const placed = list
            ? place.listed(list, start, end, rows, marks, slots)
            : place.run(start, end, rows, marks, slots);
          const count = kept(placed);
          if (count === 0) continue;
          keeper?.take(rows, count);
          each(count);
        }
      if (keeper) context.placed.set(name!, keeper.list());
    },
  };
}

/**
 * What a population is kept by for the KPIs that look at the same rows of a context's partners; null where it is not:
 * those of several windows belong to one series, everybody's rows of a window alone are found as fast again, and those
 * that came later stand in lists.
 */
function sharedName(
  { date, where }: Rows,
  undated: number,
  windows: readonly DayWindow[],
  { context, table }: Scope,
): string | null {
  const [window, more] = windows;
  if (more) return null;
  if (!context.partners && (!where || table.spans(0).some(({ list }) => list !== null))) return null;
  return `${table.id}.${date}|${window!.from}|${window!.to}|${undated !== OUTSIDE}|${textOf(where)}`;
}

/** Gathers the rows that a search finds. */
class Keeper {
  private rows: Int32Array;
  private length = 0;

  constructor(size: number) {
    this.rows = new Int32Array(size);
  }

  take(rows: Int32Array, count: number): void {
    this.rows = grown(this.rows, this.length + count);
    for (let i = 0; i < count; i++) this.rows[this.length + i] = rows[i]!;
    this.length += count;
  }

  list(): Int32Array {
    return this.rows.slice(0, this.length);
  }
}

/** A population that was found before. */
function inList(list: Int32Array, date: string | null, undated: number, whole: Scope): Population {
  const { context, table, block: size } = whole;
  const found = { rows: rowBuffer(size), marks: byteBuffer(size), slots: byteBuffer(size) };
  const days =
    undated !== OUTSIDE && date !== null && table.has(date) ? context.cache.dayColumn(table, date) : null;
  return {
    scope: { ...whole, rows: list.length },
    found,
    search(_, each) {
      const { rows, marks, slots } = found;
      slots.fill(0);
      for (let start = 0; start < list.length; start += size) {
        const count = Math.min(size, list.length - start);
        rows.set(list.subarray(start, start + count));
        if (days) markDated(days, undated, rows, count, marks);
        else marks.fill(date !== null && !table.has(date) ? undated : COUNTED, 0, count);
        each(count);
      }
    },
  };
}

/** The conditions that must all hold, one by one. */
function conjunction(condition: Condition | undefined): readonly Condition[] {
  if (!condition) return [];
  return condition.op === 'all' ? condition.of.flatMap(conjunction) : [condition];
}

/** Keeps the rows that meet a condition and closes the gaps. */
function keep(where: MaskOp, count: number, { rows, marks, slots }: Found): number {
  if (count === 0) return 0;
  where.run(rows, count);
  const truth = where.out;
  let left = 0;
  for (let i = 0; i < count; i++) {
    rows[left] = rows[i]!;
    marks[left] = marks[i]!;
    slots[left] = slots[i]!;
    left += truth[i]!;
  }
  return left;
}

function keepOnly(only: Uint8Array, count: number, { rows, marks, slots }: Found): number {
  let left = 0;
  for (let i = 0; i < count; i++) {
    if (only[rows[i]!] === 0) continue;
    rows[left] = rows[i]!;
    marks[left] = marks[i]!;
    slots[left++] = slots[i]!;
  }
  return left;
}
