import type { Plan } from './lookup';
import { scan } from './lookup-dense';
import { type NumberOp, numberOp } from './vector';

/** Times of the other table's rows by key, ascending: those of key k are [starts[k], starts[k + 1]). */
export interface Times {
  starts: Int32Array;
  sorted: Float64Array;
}

/** Reads the other table once; rows without a time or a key are not among the times. */
export function timesByKey(plan: Plan): Times {
  const { keys, size, other } = plan;
  const values = plan.value!.out;
  const all = new Float64Array(other.rows).fill(Number.NaN);
  const starts = new Int32Array(size + 1);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(values[i]!)) continue;
      all[rows[i]!] = values[i]!;
      starts[keys[rows[i]!]! + 1]!++;
    }
  });
  for (let k = 1; k <= size; k++) starts[k]! += starts[k - 1]!;
  const sorted = new Float64Array(starts[size]!);
  const next = starts.slice();
  for (let row = 0; row < all.length; row++)
    if (!Number.isNaN(all[row]!)) sorted[next[keys[row]!]!++] = all[row]!;
  for (let k = 0; k < size; k++)
    if (starts[k + 1]! - starts[k]! > 1) sorted.subarray(starts[k]!, starts[k + 1]!).sort();
  return { starts, sorted };
}

/**
 * The last time before, or the first after, one of the row's own; missing where there is none.
 * @param mine key codes of this table's rows, 0 = none
 */
export function besideEach(
  take: 'before' | 'after',
  { starts, sorted }: Times,
  mine: Uint32Array,
  than: NumberOp,
): NumberOp {
  const before = take === 'before';
  return numberOp(than.out.length, (out, rows, count) => {
    than.run(rows, count);
    for (let i = 0; i < count; i++) {
      const own = than.out[i]!;
      const key = mine[rows[i]!]!;
      let low = starts[key]!;
      let high = starts[key + 1]!;
      const [from, to] = [low, high];
      // First time that is not before the row's own, or the first one after it.
      while (low < high) {
        const middle = (low + high) >> 1;
        if (before ? sorted[middle]! < own : sorted[middle]! <= own) low = middle + 1;
        else high = middle;
      }
      const at = before ? low - 1 : low;
      out[i] = Number.isNaN(own) || at < from || at >= to ? Number.NaN : sorted[at]!;
    }
  });
}
