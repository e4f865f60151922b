import { NO_TIME } from '../../facts/types';
import type { DayWindow } from '../types';
import { COUNTED, OUTSIDE } from './batch';
import type { Scope } from './context';

/**
 * Finds the rows of [from, to) that lie in a window: writes row numbers, marks and windows and returns how many.
 * Rows without a date are taken in with the mark `undated`, unless that is OUTSIDE.
 */
export type Place = (
  from: number,
  to: number,
  rows: Int32Array,
  marks: Uint8Array,
  slots: Uint8Array,
) => number;

/** State at the as-of day: every row that was known then. */
export const everywhere: Place = (from, to, rows, marks, slots) => {
  const count = to - from;
  for (let i = 0; i < count; i++) rows[i] = from + i;
  marks.fill(COUNTED, 0, count);
  slots.fill(0, 0, count);
  return count;
};

export function placeByDate(
  scope: Scope,
  date: string,
  windows: readonly DayWindow[],
  undated: number,
): Place {
  const { context, table } = scope;
  const [counted, missing] = [COUNTED, NO_TIME];
  if (!table.has(date))
    return (from, to, rows, marks, slots) => {
      if (undated === OUTSIDE) return 0;
      const count = everywhere(from, to, rows, marks, slots);
      marks.fill(undated, 0, count);
      return count;
    };
  const days = context.cache.dayColumn(table, date);
  const first = windows[0]!;
  // A window without a day holds no row: the running quarter on its first day.
  const start = first.from;
  const { to: end } = windows[windows.length - 1]!;
  if (windows.length === 1 && undated === OUTSIDE) {
    // Everybody's rows are asked for again and again: found once, then copied.
    if (!context.partners) return placeListed(listed(scope, date, days, start, end));
    return (from, to, rows, marks, slots) => {
      const count = inWindow(days, start, end, from, to, rows);
      marks.fill(counted, 0, count);
      slots.fill(0, 0, count);
      return count;
    };
  }
  const slotOfDay = windows.length === 1 ? null : new Uint8Array(end - start).fill(255);
  if (slotOfDay)
    windows.forEach((window, slot) => {
      slotOfDay.fill(slot, window.from - start, window.to - start);
    });
  return (from, to, rows, marks, slots) => {
    let count = 0;
    for (let row = from; row < to; row++) {
      const day = days[row]!;
      let mark = OUTSIDE;
      let slot = 0;
      if (day >= start && day < end) {
        slot = slotOfDay ? slotOfDay[day - start]! : 0;
        mark = slot === 255 ? OUTSIDE : COUNTED;
      } else if (day === missing) mark = undated;
      if (mark === OUTSIDE) continue;
      rows[count] = row;
      marks[count] = mark;
      slots[count++] = slot;
    }
    return count;
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

/** All rows of a table in a window, ascending; kept for the run. */
function listed({ context, table }: Scope, date: string, days: Int32Array, start: number, end: number) {
  const name = `${table.id}.${date}|${start}|${end}`;
  let rows = context.placed.get(name);
  if (!rows) {
    const all = new Int32Array(table.rows + 1);
    rows = all.slice(0, end > start ? inWindow(days, start, end, 0, table.rows, all) : 0);
    context.placed.set(name, rows);
  }
  return rows;
}

function placeListed(list: Int32Array): Place {
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
    marks.fill(COUNTED, 0, count);
    slots.fill(0, 0, count);
    return count;
  };
}
