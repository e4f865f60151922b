import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from '@/lib/stats/mean';
import { compareProportions } from '@/lib/stats/two-proportion';
import { compareShares, weightedShare } from '@/lib/stats/weighted-share';
import { meanInterval, weightedMean, welch } from '@/lib/stats/welch';

// R's data set `sleep` (Student 1908): extra hours of sleep with either drug.
const FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
const SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe('Welch', () => {
  it('agrees with R’s t.test(extra ~ group, data = sleep)', () => {
    const { difference, low, high, df } = welch(weightedMean(FIRST)!, weightedMean(SECOND)!);
    expect(difference).toBeCloseTo(-1.58, 10);
    expect(low).toBeCloseTo(-3.3654832, 6);
    expect(high).toBeCloseTo(0.2054832, 6);
    expect(df).toBeCloseTo(17.776, 3);
  });

  it('has no interval of a single row', () => {
    expect(welch(weightedMean([1])!, weightedMean([1, 2])!)).toMatchObject({ low: null, high: null });
    expect(weightedMean([])).toBeNull();
    expect(meanInterval(weightedMean([4])!)).toBeNull();
  });

  it('is Student’s interval for one group, and what equal weights say is what none say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (values, weight) => {
          const plain = mean(values)!;
          const own = weightedMean(
            values,
            values.map(() => weight),
          )!;
          expect(own.value).toBeCloseTo(plain.value, 9);
          expect(own.effective).toBeCloseTo(values.length, 9);
          const { low, high } = meanInterval(own)!;
          expect(low).toBeCloseTo(plain.low!, 6);
          expect(high).toBeCloseTo(plain.high!, 6);
        },
      ),
    );
  });
});

describe('shares with weights', () => {
  it('compare as Newcombe’s method 10 where the weights are equal: 56 of 70 against 48 of 80', () => {
    const ones = (k: number, n: number) => Array.from({ length: n }, (_, i) => (i < k ? 1 : 0));
    const [a, b] = [weightedShare(ones(56, 70))!, weightedShare(ones(48, 80))!];
    const plain = compareProportions(56, 70, 48, 80)!;
    expect(compareShares(a, b)).toMatchObject({ difference: plain.difference });
    expect(compareShares(a, b).low).toBeCloseTo(plain.low, 12);
    expect(compareShares(a, b).high).toBeCloseTo(plain.high, 12);
    expect(compareShares(a, b).low).toBeCloseTo(0.0524, 4);
  });

  it('are wider the more uneven the weights are', () => {
    const values = [1, 0, 1, 0, 1, 0, 1, 0];
    const even = weightedShare(values)!;
    const uneven = weightedShare(values, [4, 4, 1, 1, 1, 1, 1, 1])!;
    expect(uneven.value).toBe(even.value);
    expect(uneven.high - uneven.low).toBeGreaterThan(even.high - even.low);
    expect(uneven.effective).toBeCloseTo(14 ** 2 / 38, 12);
    expect(weightedShare([])).toBeNull();
  });
});
