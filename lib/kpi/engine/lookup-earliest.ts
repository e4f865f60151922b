import { grown } from '../../facts/growing';
import { NOBODY } from '../../facts/table';
import { NO_TIME } from '../../facts/types';
import type { Plan } from './lookup';
import { scan } from './lookup-dense';
import { type MaskOp, maskOp, type NumberOp, numberOp } from './vector';

/**
 * The two earliest times of each key and the row of the first, three numbers a key: which row is first, the first time
 * and the second are asked of the same column by several KPIs, and one pass tells all of them.
 */
export type Earliest = Int32Array;

const WIDTH = 3;
const LEAST = 0;
const SECOND = 1;
const ROW = 2;
/** Later than any time, and no row's number. */
const NEVER = 0x7fffffff;

/** Reads a bare column of times; of equal ones the row that is read first. */
export function earliestByKey(plan: Plan, times: Int32Array): Earliest {
  const { keys, size, where, other } = plan;
  const found = new Int32Array(size * WIDTH).fill(NEVER);
  const missing = NO_TIME;
  /** @param rows null = the row numbers from `from` on */
  const take = (rows: Int32Array | null, from: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const row = rows === null ? from + i : rows[i]!;
      const time = times[row]!;
      const key = keys[row]!;
      if (key === 0 || time === missing) continue;
      const at = key * WIDTH;
      const least = found[at]!;
      if (time < least) {
        found[at + SECOND] = least;
        found[at] = time;
        found[at + ROW] = row;
      } else if (time < found[at + SECOND]!) found[at + SECOND] = time;
    }
  };
  if (where) scan({ ...plan, value: null }, (rows, count) => take(rows, 0, count));
  else
    for (const { from, to, list } of other.spans(NOBODY))
      if (list) take(list.subarray(from, to), 0, to - from);
      else take(null, from, to - from);
  return found;
}

/** Those of keys of which none was read yet are added. @param size number of keys */
export const withRoom = (found: Earliest, size: number): Earliest => grown(found, size * WIDTH, NEVER);

/**
 * Takes in rows that came to the other table, whose other rows stay as they are.
 * @param plan compiled since they came
 */
export function takeEarliest(
  before: Earliest,
  plan: Plan,
  times: Int32Array,
  came: readonly number[],
): Earliest {
  const { keys, size, other } = plan;
  const { partner, order } = other;
  const found = withRoom(before, size);
  const isBefore = (a: number, b: number): boolean =>
    partner[a] === partner[b] ? order[a]! < order[b]! : partner[a]! < partner[b]!;
  scan(
    { ...plan, value: null },
    (rows, count) => {
      for (let i = 0; i < count; i++) {
        const row = rows[i]!;
        const time = times[row]!;
        if (time === NO_TIME) continue;
        const at = keys[row]! * WIDTH;
        const least = found[at]!;
        if (time < least) {
          found[at + SECOND] = least;
          found[at] = time;
          found[at + ROW] = row;
          continue;
        }
        if (time === least && isBefore(row, found[at + ROW]!)) found[at + ROW] = row;
        if (time < found[at + SECOND]!) found[at + SECOND] = time;
      }
    },
    [{ from: 0, to: came.length, list: Int32Array.from(came) }],
  );
  return found;
}

/** The first or the second time of each row's key, missing where there is none. @param mine key codes, 0 = none */
export function readEarliest(
  found: Earliest,
  which: 'least' | 'second',
  mine: Uint32Array,
  size: number,
): NumberOp {
  const place = which === 'least' ? LEAST : SECOND;
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const time = found[mine[rows[i]!]! * WIDTH + place]!;
      out[i] = time === NEVER ? Number.NaN : time;
    }
  });
}

/** Whether each row is the first of its key. */
export function isEarliest(found: Earliest, mine: Uint32Array, size: number): MaskOp {
  return maskOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = found[mine[rows[i]!]! * WIDTH + ROW] === rows[i] ? 1 : 0;
  });
}
