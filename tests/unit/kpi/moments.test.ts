import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, COUNTED } from '@/lib/kpi/engine/batch';
import { GroupMoments, ratioInterval } from '@/lib/kpi/engine/moments';
import { PROGRAMME } from '@/lib/kpi/engine/outcome';
import { mean } from '@/lib/stats/mean';
import { ratioOfSums } from '@/lib/stats/ratio';

/** A batch in which every row counts and row i belongs to partner i modulo 3. */
function batch(count: number): { block: Block; partner: Int32Array } {
  const places = Int32Array.from({ length: count }, (_, i) => i);
  return {
    block: {
      count,
      rows: places,
      marks: new Uint8Array(count).fill(COUNTED),
      slots: new Uint8Array(count),
      at: places,
      ripe: count,
      values: [],
      conditions: [],
      currency: null,
      fresh: null,
    },
    partner: places.map((i) => i % 3),
  };
}

const close = (a: number, b: number, scale: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), scale);

describe('moments', () => {
  it('give the intervals of the ratio and the mean that all rows give', () => {
    const amount = fc.integer({ min: -2_000_000, max: 900_000_000 });
    const price = fc.integer({ min: 1, max: 900_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, price), { minLength: 1, maxLength: 60 }), (rows) => {
        const y = Float64Array.from(rows, ([a]) => a);
        const x = Float64Array.from(rows, ([, b]) => b);
        const { block, partner } = batch(rows.length);
        const ratio = new GroupMoments(3, 1, true);
        ratio.add(block, partner, y, x);
        const means = new GroupMoments(3, 1, true);
        means.add(block, partner, y, null);
        for (const group of [0, 1, 2, PROGRAMME]) {
          const own = (values: Float64Array) =>
            values.filter((_, i) => group === PROGRAMME || i % 3 === group);
          const expected = ratioOfSums(own(y), own(x));
          const moments = ratio.of(group, 0);
          expect(moments.n).toBe(own(y).length);
          const interval = ratioInterval(moments);
          expect(interval === null).toBe(!expected || expected.low === null);
          if (interval) {
            expect(close(interval.low, expected!.low!, expected!.high!)).toBe(true);
            expect(close(interval.high, expected!.high!, expected!.high!)).toBe(true);
          }
          const plain = mean(own(y));
          const half = ratioInterval(means.of(group, 0));
          expect(half === null).toBe(!plain || plain.low === null);
          if (half) {
            expect(close(half.low, plain!.low!, plain!.high!)).toBe(true);
            expect(close(half.high, plain!.high!, plain!.high!)).toBe(true);
          }
        }
      }),
    );
  });

  it('leave no interval where all rows have the same ratio', () => {
    const { block, partner } = batch(30);
    const y = Float64Array.from({ length: 30 }, (_, i) => 3 * (i + 1) * 1_000_003);
    const x = Float64Array.from({ length: 30 }, (_, i) => 10 * (i + 1) * 1_000_003);
    const moments = new GroupMoments(3, 1, true);
    moments.add(block, partner, y, x);
    const interval = ratioInterval(moments.of(0, 0))!;
    expect(interval.low).toBeCloseTo(0.3, 7);
    expect(interval.high).toBeCloseTo(0.3, 7);
  });

  it('count without squares where no interval is wanted', () => {
    const { block, partner } = batch(6);
    const moments = new GroupMoments(3, 1, false);
    moments.add(block, partner, Float64Array.of(1, 2, 3, 4, 5, 6), null);
    expect(moments.of(0, 0)).toMatchObject({ n: 2, sumY: 5, sumX: 2 });
    expect(moments.of(PROGRAMME, 0)).toMatchObject({ n: 6, sumY: 21, sumX: 6 });
  });
});
