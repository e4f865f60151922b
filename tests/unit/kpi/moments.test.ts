import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, COUNTED } from '@/lib/kpi/engine/batch';
import { GroupMoments, ratioInterval } from '@/lib/kpi/engine/moments';
import { PROGRAMME } from '@/lib/kpi/engine/outcome';
import { t975 } from '@/lib/stats/distributions/student-t';
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
    },
    partner: places.map((i) => i % 3),
  };
}

/** Error of a bound where the residuals cancel: that of the last digits of the squares they are left over from. */
function rounding(y: Float64Array, x: Float64Array): number {
  const n = y.length;
  const sumX = x.reduce((sum, value) => sum + value, 0);
  const r = y.reduce((sum, value) => sum + value, 0) / sumX;
  const squares = y.reduce((sum, value, i) => sum + value ** 2 + (r * x[i]!) ** 2, 0);
  const half =
    t975(Math.max(1, n - 1)) * Math.sqrt((2 * n * n * squares * Number.EPSILON) / Math.max(1, n - 1));
  return half / Math.abs(sumX) + 1e-9 * Math.max(1, Math.abs(r));
}

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
            const error = rounding(own(y), own(x));
            expect(Math.abs(interval.low - expected!.low!)).toBeLessThanOrEqual(error);
            expect(Math.abs(interval.high - expected!.high!)).toBeLessThanOrEqual(error);
          }
          const plain = mean(own(y));
          const half = ratioInterval(means.of(group, 0));
          expect(half === null).toBe(!plain || plain.low === null);
          if (half) {
            const ones = own(y).map(() => 1);
            const error = rounding(own(y), ones);
            expect(Math.abs(half.low - plain!.low!)).toBeLessThanOrEqual(error);
            expect(Math.abs(half.high - plain!.high!)).toBeLessThanOrEqual(error);
          }
        }
      }),
      { numRuns: 500 },
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
