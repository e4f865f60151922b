import type { KeyIndex } from '../../facts/key-index';
import type { Plan } from './lookup';

/** Rows of a key that are asked at once. */
export const FEW_ROWS = 64;

/** Called with a row, and the place of its value in the plan's buffer. */
type Each = (row: number, at: number) => void;

/**
 * Visits the rows of one key that meet the condition, in order.
 * @param index null where the key is the partner
 */
function visitor(plan: Plan, index: KeyIndex | null): (key: number, each: Each) => void {
  const { other, where, value, currency } = plan;
  const rows = new Int32Array(FEW_ROWS);
  const batch = (count: number, each: Each): void => {
    let met = count;
    if (where) {
      where.run(rows, count);
      const truth = where.out;
      met = 0;
      for (let i = 0; i < count; i++) {
        rows[met] = rows[i]!;
        met += truth[i]!;
      }
      if (met === 0) return;
    }
    value?.run(rows, met);
    currency?.run(rows, met);
    for (let i = 0; i < met; i++) each(rows[i]!, i);
  };
  if (!index)
    return (key, each) => {
      const { from, to, list } = other.span(key - 1);
      for (let start = from; start < to; start += FEW_ROWS) {
        const count = Math.min(FEW_ROWS, to - start);
        for (let i = 0; i < count; i++) rows[i] = list ? list[start + i]! : start + i;
        batch(count, each);
      }
    };
  return (key, each) => {
    const { head, next } = index;
    let count = 0;
    for (let row = head[key] ?? -1; row >= 0; row = next[row]!) {
      rows[count++] = row;
      if (count < FEW_ROWS) continue;
      batch(count, each);
      count = 0;
    }
    if (count > 0) batch(count, each);
  };
}

/** Keeps the answer for the last key: rows of one partner ask the same question again and again. */
function remembered(of: (key: number) => number): (key: number) => number {
  let last = -1;
  let answer = 0;
  return (key) => {
    if (key !== last) {
      answer = of(key);
      last = key;
    }
    return answer;
  };
}

/** The same numbers as `denseLookup`, for one key at a time. */
export function sparseLookup(plan: Plan, index: KeyIndex | null): (key: number) => number {
  const visit = visitor(plan, index);
  const { take, value, apart, currency } = plan;
  const v = value?.out;
  return remembered((key) => {
    let result = take === 'count' || take === 'sum' ? 0 : Number.NaN;
    let least = Number.NaN;
    let whose = 0;
    visit(key, (row, at) => {
      if (take === 'count') {
        result++;
        return;
      }
      const x = v![at]!;
      if (Number.isNaN(x)) return;
      switch (take) {
        case 'sum':
          result += x;
          return;
        case 'least':
          if (!(x >= result)) result = x;
          return;
        case 'greatest':
          if (!(x <= result)) result = x;
          return;
        case 'any':
          result = x;
          return;
        case 'currency': {
          const code = currency!.out[at]!;
          if (!Number.isNaN(code)) result = Number.isNaN(result) || result === code ? code : -1;
          return;
        }
        case 'second': {
          const own = apart![row]!;
          if (own === 0) return;
          if (own === whose) {
            if (x < least) least = x;
          } else if (!(x >= least)) {
            result = least;
            least = x;
            whose = own;
          } else if (!(x >= result)) result = x;
        }
      }
    });
    return result;
  });
}

/** The same rows as `denseFirst`, for one key at a time. */
export function sparseFirst(plan: Plan, index: KeyIndex | null): (key: number) => number {
  const visit = visitor(plan, index);
  const values = plan.value!.out;
  return remembered((key) => {
    let first = -1;
    let least = Number.NaN;
    visit(key, (row, at) => {
      const x = values[at]!;
      if (Number.isNaN(x) || x >= least) return;
      least = x;
      first = row;
    });
    return first;
  });
}
