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
/** Later than any time. */
const NEVER = 0x7fffffff;

/** Reads a bare column of times; of equal ones the row that is read first. */
export function earliestByKey(plan: Plan, times: Int32Array): Earliest {
  const { keys, size, where, other } = plan;
  const found = new Int32Array(size * WIDTH).fill(NEVER);
  for (let at = ROW; at < found.length; at += WIDTH) found[at] = -1;
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
