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
  if (windows.length === 1 && undated === OUTSIDE)
    return (from, to, rows, marks, slots) => {
      let count = 0;
      for (let row = from; row < to; row++) {
        const day = days[row]!;
        // Written always and kept only where it counts: no branch to guess wrong.
        rows[count] = row;
        count += day >= start && day < end ? 1 : 0;
      }
      marks.fill(counted, 0, count);
      slots.fill(0, 0, count);
      return count;
    };
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
