import type { KeyIndex } from './cache';
import type { Plan } from './lookup';

/** Visits the rows of one key that meet the condition, in ascending order; their values stand at index 0. */
function visitor(plan: Plan, { head, next }: KeyIndex): (key: number, each: (row: number) => void) => void {
  const { where, value, currency } = plan;
  const one = new Int32Array(1);
  return (key, each) => {
    for (let row = head[key]!; row >= 0; row = next[row]!) {
      one[0] = row;
      where?.run(one, 1);
      if (where && where.out[0] === 0) continue;
      value?.run(one, 1);
      currency?.run(one, 1);
      each(row);
    }
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
export function sparseLookup(plan: Plan, index: KeyIndex): (key: number) => number {
  const visit = visitor(plan, index);
  const { take, value, apart, currency } = plan;
  const v = value?.out;
  return remembered((key) => {
    let result = take === 'count' || take === 'sum' ? 0 : Number.NaN;
    let least = Number.NaN;
    let whose = 0;
    visit(key, (row) => {
      if (take === 'count') {
        result++;
        return;
      }
      const x = v![0]!;
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
          const code = currency!.out[0]!;
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
export function sparseFirst(plan: Plan, index: KeyIndex): (key: number) => number {
  const visit = visitor(plan, index);
  const values = plan.value!.out;
  return remembered((key) => {
    let first = -1;
    let least = Number.NaN;
    visit(key, (row) => {
      const x = values[0]!;
      if (Number.isNaN(x) || x >= least) return;
      least = x;
      first = row;
    });
    return first;
  });
}
