import { NO_TIME } from '../../facts/types';
import type { DayWindow } from '../types';
import { COUNTED, OUTSIDE } from './batch';
import type { Scope } from './context';

/**
 * Finds the rows that lie in a window: writes row numbers, marks and windows and returns how many.
 * Rows without a date are taken in with the mark `undated`, unless that is OUTSIDE.
 */
export interface Place {
  /** How many rows it finds among all, where that is known. */
  rows?: number;
  /** Looks at rows [from, to). */
  run(from: number, to: number, rows: Int32Array, marks: Uint8Array, slots: Uint8Array): number;
  /** Looks at the rows at places [from, to) of a list. */
  listed(
    list: Int32Array,
    from: number,
    to: number,
    rows: Int32Array,
    marks: Uint8Array,
    slots: Uint8Array,
  ): number;
}

/** All rows with one mark. */
function all(mark: number): Place {
  const done = (count: number, marks: Uint8Array, slots: Uint8Array): number => {
    marks.fill(mark, 0, count);
    slots.fill(0, 0, count);
    return count;
  };
  return {
    run(from, to, rows, marks, slots) {
      for (let i = 0; i < to - from; i++) rows[i] = from + i;
      return done(to - from, marks, slots);
    },
    listed(list, from, to, rows, marks, slots) {
      rows.set(list.subarray(from, to));
      return done(to - from, marks, slots);
    },
  };
}

/** State at the as-of day: every row that was known then. */
export const everywhere: Place = all(COUNTED);

const nowhere: Place = { run: () => 0, listed: () => 0 };

export function placeByDate(
  scope: Scope,
  date: string,
  windows: readonly DayWindow[],
  undated: number,
): Place {
  const { context, table } = scope;
  if (!table.has(date)) return undated === OUTSIDE ? nowhere : all(undated);
  const days = context.cache.dayColumn(table, date);
  // A window without a day holds no row: the running quarter on its first day.
  const start = windows[0]!.from;
  const { to: end } = windows[windows.length - 1]!;
  const slotOfDay = windows.length === 1 ? null : new Uint8Array(end - start).fill(255);
  if (slotOfDay)
    windows.forEach((window, slot) => {
      slotOfDay.fill(slot, window.from - start, window.to - start);
    });
  const one = oneByOne(days, start, end, slotOfDay, undated);
  if (windows.length > 1) return one;
  // Everybody's rows are asked for again and again: found once, then copied.
  if (!context.partners) {
    const list = listed(scope, date, days, start, end, undated !== OUTSIDE);
    return { ...one, rows: list.length, run: placeListed(list, undated === OUTSIDE ? null : days, undated) };
  }
  if (undated !== OUTSIDE) return one;
  return {
    ...one,
    run(from, to, rows, marks, slots) {
      const count = inWindow(days, start, end, from, to, rows);
      marks.fill(COUNTED, 0, count);
      slots.fill(0, 0, count);
      return count;
    },
  };
}

function oneByOne(
  days: Int32Array,
  start: number,
  end: number,
  slotOfDay: Uint8Array | null,
  undated: number,
): Place {
  const [counted, missing, outside] = [COUNTED, NO_TIME, OUTSIDE];
  const place = (
    list: Int32Array | null,
    from: number,
    to: number,
    rows: Int32Array,
    marks: Uint8Array,
    slots: Uint8Array,
  ): number => {
    let count = 0;
    for (let i = from; i < to; i++) {
      const row = list === null ? i : list[i]!;
      const day = days[row]!;
      let mark = outside;
      let slot = 0;
      if (day >= start && day < end) {
        slot = slotOfDay ? slotOfDay[day - start]! : 0;
        mark = slot === 255 ? outside : counted;
      } else if (day === missing) mark = undated;
      if (mark === outside) continue;
      rows[count] = row;
      marks[count] = mark;
      slots[count++] = slot;
    }
    return count;
  };
  return {
    run: (from, to, rows, marks, slots) => place(null, from, to, rows, marks, slots),
    listed: place,
  };
}

/**
 * Writes the rows whose day lies in [start, end). Every row is written and only kept where it counts, and the test is
 * arithmetic: days come in no order, and a branch would be guessed wrong again and again.
 */
function inWindow(
  days: Int32Array,
  start: number,
  end: number,
  from: number,
  to: number,
  rows: Int32Array,
): number {
  const last = end - 1 - start;
  let count = 0;
  for (let row = from; row < to; row++) {
    // A missing day is so far back that it comes out far beyond the window.
    const day = (days[row]! - start) | 0;
    rows[count] = row;
    count += ((day | (last - day)) >>> 31) ^ 1;
  }
  return count;
}

/** All rows of a table in a window, ascending, with those without a date where these are wanted; kept for the run. */
function listed(
  { context, table }: Scope,
  date: string,
  days: Int32Array,
  start: number,
  end: number,
  undated: boolean,
): Int32Array {
  const name = `${table.id}.${date}|${start}|${end}|${undated}`;
  let rows = context.placed.get(name);
  if (!rows) {
    const all = context.cache.roomForRows(table);
    const from = Math.min(start, end);
    const count = undated
      ? inWindowOrMissing(days, from, end, all)
      : end > start
        ? inWindow(days, start, end, 0, table.rows, all)
        : 0;
    rows = all.slice(0, count);
    context.placed.set(name, rows);
  }
  return rows;
}

function inWindowOrMissing(days: Int32Array, start: number, end: number, rows: Int32Array): number {
  const last = end - 1 - start;
  const missing = NO_TIME;
  let count = 0;
  for (let row = 0; row < days.length; row++) {
    const value = days[row]!;
    const day = (value - start) | 0;
    rows[count] = row;
    count += (((day | (last - day)) >>> 31) ^ 1) | (value === missing ? 1 : 0);
  }
  return count;
}

/** @param days where rows without a date are among those listed: the days by which to tell them, marked `undated` */
function placeListed(list: Int32Array, days: Int32Array | null, undated: number): Place['run'] {
  const firstFrom = (row: number): number => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]! < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  // Reading goes on where it stopped; only the first place has to be searched.
  let at = 0;
  return (from, to, rows, marks, slots) => {
    if (at > 0 && list[at - 1]! >= from) at = firstFrom(from);
    else while (at < list.length && list[at]! < from) at++;
    let count = 0;
    for (; at < list.length && list[at]! < to; at++) rows[count++] = list[at]!;
    if (days) markDated(days, undated, rows, count, marks);
    else marks.fill(COUNTED, 0, count);
    slots.fill(0, 0, count);
    return count;
  };
}

/** Tells rows without a date, marked `undated`, from those in the window. */
export function markDated(
  days: Int32Array,
  undated: number,
  rows: Int32Array,
  count: number,
  marks: Uint8Array,
): void {
  const [counted, missing] = [COUNTED, NO_TIME];
  for (let i = 0; i < count; i++) marks[i] = days[rows[i]!] === missing ? undated : counted;
}
