import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableFacts } from '@/lib/facts/factset';
import { NO_TIME } from '@/lib/facts/types';
import type { Plan } from '@/lib/kpi/engine/lookup';
import { earliestByKey, takeEarliest } from '@/lib/kpi/engine/lookup-earliest';

const KEYS = 5;

interface Row {
  partner: number;
  key: number;
  time: number;
}

/** Few keys, times and partners, so that ties are common; key 0 and a missing time belong to none. */
const row = fc.record({
  partner: fc.integer({ min: -1, max: 2 }),
  key: fc.nat(KEYS - 1),
  time: fc.constantFrom(NO_TIME, 1, 2, 3),
});

/** A table whose rows are read by partner, and within one in the order in which they came. */
function planOf(rows: readonly Row[]): { plan: Plan; times: Int32Array } {
  const list = Int32Array.from(rows.keys()).sort((a, b) => rows[a]!.partner - rows[b]!.partner || a - b);
  const other = {
    rows: rows.length,
    partner: Int32Array.from(rows, ({ partner }) => partner),
    order: Int32Array.from(rows.keys()),
    spans: () => [{ from: 0, to: list.length, list }],
  } as unknown as TableFacts;
  const keys = Uint32Array.from(rows, ({ key }) => key);
  const plan: Plan = {
    take: 'least',
    other,
    keys,
    size: KEYS,
    where: null,
    value: null,
    apart: null,
    times: null,
    currency: null,
  };
  return { plan, times: Int32Array.from(rows, ({ time }) => time) };
}

describe('the earliest times of each key', () => {
  it('are after rows came what a look at all of them would find, whatever order they came in', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        (before, more) => {
          const first = planOf(before);
          const all = planOf([...before, ...more]);
          const came = more.map((_, i) => before.length + i).reverse();
          const taken = takeEarliest(earliestByKey(first.plan, first.times), all.plan, all.times, came);
          const anew = earliestByKey(all.plan, all.times);
          expect([...taken.subarray(0, anew.length)]).toEqual([...anew]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
