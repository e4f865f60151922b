import { NOBODY, type Span } from '../../facts/table';
import { NO_TIME } from '../../facts/types';
import type { Plan } from './lookup';
import { BLOCK, rowBuffer } from './vector';

/** A batch of the other table's rows that meet the condition; values and currencies stand in the plan's buffers. */
type Batch = (rows: Int32Array, count: number) => void;

/** Works the other table through once, or some rows of it. */
export function scan(
  { other, where, value, currency, keys }: Plan,
  each: Batch,
  spans: readonly Span[] = other.spans(NOBODY),
): void {
  const rows = rowBuffer(Math.min(BLOCK, other.rows));
  for (const { from, to, list } of spans)
    for (let start = from; start < to; start += BLOCK) {
      const all = Math.min(BLOCK, to - start);
      if (list) rows.set(list.subarray(start, start + all));
      else for (let i = 0; i < all; i++) rows[i] = start + i;
      where?.run(rows, all);
      const truth = where?.out;
      let count = 0;
      for (let i = 0; i < all; i++) {
        const row = rows[i]!;
        if ((truth === undefined || truth[i] === 1) && keys[row] !== 0) rows[count++] = row;
      }
      if (count === 0) continue;
      value?.run(rows, count);
      currency?.run(rows, count);
      each(rows, count);
    }
}

// Each way to take is its own loop, so that nothing is called for a row.

function counts(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const byKey = new Float64Array(size);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) byKey[keys[rows[i]!]!]!++;
  });
  return byKey;
}

function sums(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const byKey = new Float64Array(size);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      if (!Number.isNaN(v)) byKey[keys[rows[i]!]!]! += v;
    }
  });
  return byKey;
}

function leasts(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const byKey = new Float64Array(size).fill(Number.NaN);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      const key = keys[rows[i]!]!;
      // Not false for a missing v, and true while nothing was seen.
      if (!(v >= byKey[key]!) && !Number.isNaN(v)) byKey[key] = v;
    }
  });
  return byKey;
}

function greatests(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const byKey = new Float64Array(size).fill(Number.NaN);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      const key = keys[rows[i]!]!;
      if (!(v <= byKey[key]!) && !Number.isNaN(v)) byKey[key] = v;
    }
  });
  return byKey;
}

function lasts(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const byKey = new Float64Array(size).fill(Number.NaN);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      if (!Number.isNaN(v)) byKey[keys[rows[i]!]!] = v;
    }
  });
  return byKey;
}

function currencies(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const codes = plan.currency!.out;
  const byKey = new Float64Array(size).fill(Number.NaN);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const code = codes[i]!;
      if (Number.isNaN(values[i]!) || Number.isNaN(code)) continue;
      const key = keys[rows[i]!]!;
      const seen = byKey[key]!;
      byKey[key] = Number.isNaN(seen) || seen === code ? code : -1;
    }
  });
  return byKey;
}

function seconds(plan: Plan): Float64Array {
  const { keys, size } = plan;
  const values = plan.value!.out;
  const apart = plan.apart!;
  const byKey = new Float64Array(size).fill(Number.NaN);
  const least = new Float64Array(size).fill(Number.NaN);
  const whose = new Uint32Array(size);
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      const row = rows[i]!;
      const own = apart[row]!;
      if (Number.isNaN(v) || own === 0) continue;
      const key = keys[row]!;
      const first = least[key]!;
      if (own === whose[key]) {
        if (v < first) least[key] = v;
      } else if (!(v >= first)) {
        // What was first is now second: nothing else is before it.
        byKey[key] = first;
        least[key] = v;
        whose[key] = own;
      } else if (!(v >= byKey[key]!)) byKey[key] = v;
    }
  });
  return byKey;
}

/** Later than any time. */
const NEVER = 0x7fffffff;

/** The same of a bare column of times, where more than one row may be of the same `apart`. */
function secondTimes(plan: Plan, times: Int32Array): Float64Array {
  const { keys, size } = plan;
  const apart = plan.apart!;
  const missing = NO_TIME;
  // What is known of a key stands together: keys come in no order, and each place is a wait for memory.
  const known = new Int32Array(size * 3).fill(NEVER);
  for (let at = 2; at < known.length; at += 3) known[at] = 0;
  scan({ ...plan, value: null }, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const v = times[row]!;
      const own = apart[row]!;
      if (v === missing || own === 0) continue;
      const at = keys[row]! * 3;
      const first = known[at]!;
      if (own === known[at + 2]! >>> 0) {
        if (v < first) known[at] = v;
      } else if (v < first) {
        known[at + 1] = first;
        known[at] = v;
        known[at + 2] = own;
      } else if (v < known[at + 1]!) known[at + 1] = v;
    }
  });
  const byKey = new Float64Array(size);
  for (let key = 0; key < size; key++) {
    const v = known[key * 3 + 1]!;
    byKey[key] = v === NEVER ? Number.NaN : v;
  }
  return byKey;
}

const takes = {
  count: counts,
  sum: sums,
  least: leasts,
  greatest: greatests,
  any: lasts,
  second: seconds,
  currency: currencies,
};

/** One number for each key code. */
export function denseLookup(plan: Plan): Float64Array {
  if (plan.take === 'second' && plan.times) return secondTimes(plan, plan.times);
  return takes[plan.take](plan);
}

/** 1 for each key code that has a row. */
export function denseTruth(plan: Plan): Uint8Array {
  const byKey = new Uint8Array(plan.size);
  const { keys } = plan;
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) byKey[keys[rows[i]!]!] = 1;
  });
  return byKey;
}

/** The row with the least value for each key code, -1 without one; of equals the first. */
export function denseFirst(plan: Plan): Int32Array {
  const rowOf = new Int32Array(plan.size).fill(-1);
  const least = new Float64Array(plan.size).fill(Number.NaN);
  const { keys } = plan;
  const values = plan.value!.out;
  scan(plan, (rows, count) => {
    for (let i = 0; i < count; i++) {
      const v = values[i]!;
      const row = rows[i]!;
      const key = keys[row]!;
      if (Number.isNaN(v) || v >= least[key]!) continue;
      least[key] = v;
      rowOf[key] = row;
    }
  });
  return rowOf;
}
