import type { Plan } from './lookup';
import { BLOCK } from './vector';

/** Works the other table through once, block by block; `each` sees the rows of a block that meet the condition. */
function scan(plan: Plan, each: (row: number, i: number) => void): void {
  const { other, where, value, currency, keys } = plan;
  const truth = where?.out;
  for (let from = 0; from < other.rows; from += BLOCK) {
    const count = Math.min(BLOCK, other.rows - from);
    where?.run(from, count);
    value?.run(from, count);
    currency?.run(from, count);
    for (let i = 0; i < count; i++) {
      if (truth && truth[i] === 0) continue;
      if (keys[from + i] !== 0) each(from + i, i);
    }
  }
}

/** One number for each key code. */
export function denseLookup(plan: Plan): Float64Array {
  const { take, keys, size, value, apart, currency } = plan;
  const values = value?.out;
  const byKey = new Float64Array(size);
  if (take !== 'count' && take !== 'sum') byKey.fill(Number.NaN);
  switch (take) {
    case 'count':
      scan(plan, (row) => {
        byKey[keys[row]!]!++;
      });
      break;
    case 'sum':
      scan(plan, (row, i) => {
        const v = values![i]!;
        if (!Number.isNaN(v)) byKey[keys[row]!]! += v;
      });
      break;
    case 'least':
      scan(plan, (row, i) => {
        const v = values![i]!;
        // False for a missing v, true while nothing was seen.
        if (!(v >= byKey[keys[row]!]!) && !Number.isNaN(v)) byKey[keys[row]!] = v;
      });
      break;
    case 'greatest':
      scan(plan, (row, i) => {
        const v = values![i]!;
        if (!(v <= byKey[keys[row]!]!) && !Number.isNaN(v)) byKey[keys[row]!] = v;
      });
      break;
    case 'any':
      scan(plan, (row, i) => {
        const v = values![i]!;
        if (!Number.isNaN(v)) byKey[keys[row]!] = v;
      });
      break;
    case 'currency': {
      const codes = currency!.out;
      scan(plan, (row, i) => {
        if (Number.isNaN(values![i]!)) return;
        const code = codes[i]!;
        const seen = byKey[keys[row]!]!;
        if (Number.isNaN(seen)) byKey[keys[row]!] = code;
        else if (!Number.isNaN(code) && code !== seen) byKey[keys[row]!] = -1;
      });
      break;
    }
    case 'second': {
      const least = new Float64Array(size).fill(Number.NaN);
      const whose = new Uint32Array(size);
      scan(plan, (row, i) => {
        const v = values![i]!;
        const own = apart![row]!;
        if (Number.isNaN(v) || own === 0) return;
        const key = keys[row]!;
        if (Number.isNaN(least[key]!)) {
          least[key] = v;
          whose[key] = own;
        } else if (own === whose[key]) {
          if (v < least[key]!) least[key] = v;
        } else if (v < least[key]!) {
          byKey[key] = least[key]!;
          least[key] = v;
          whose[key] = own;
        } else if (!(v >= byKey[key]!)) byKey[key] = v;
      });
      break;
    }
  }
  return byKey;
}

/** 1 for each key code that has a row. */
export function denseTruth(plan: Plan): Uint8Array {
  const byKey = new Uint8Array(plan.size);
  const { keys } = plan;
  scan(plan, (row) => {
    byKey[keys[row]!] = 1;
  });
  return byKey;
}

/** The row with the least value for each key code, -1 without one; of equals the first. */
export function denseFirst(plan: Plan): Int32Array {
  const rowOf = new Int32Array(plan.size).fill(-1);
  const least = new Float64Array(plan.size).fill(Number.NaN);
  const { keys } = plan;
  const values = plan.value!.out;
  scan(plan, (row, i) => {
    const v = values[i]!;
    const key = keys[row]!;
    if (Number.isNaN(v) || v >= least[key]!) return;
    least[key] = v;
    rowOf[key] = row;
  });
  return rowOf;
}
