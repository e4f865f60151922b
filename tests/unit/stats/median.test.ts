import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, medianRank, quantile } from '@/lib/stats/median';

describe('quantile', () => {
  // Hyndman and Fan (1996), definition 7, as R's quantile(): quantile(1:10), quantile(c(1, 2, 3, 4), 0.25).
  it.each([
    [[10, 1, 2, 9, 3, 4, 5, 8, 6, 7], 0.25, 3.25],
    [[10, 1, 2, 9, 3, 4, 5, 8, 6, 7], 0.9, 9.1],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[7], 0.99, 7],
  ])('of %j at %d', (values, p, expected) => {
    expect(quantile(values, p)).toBeCloseTo(expected, 12);
  });

  it('is null for nothing, and skips what is missing', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([Number.NaN], 0.5)).toBeNull();
    expect(quantile(Float64Array.of(Number.NaN, 2, 4), 0.5)).toBe(3);
  });
});

describe('median interval', () => {
  // Altman et al., Statistics with Confidence, 2nd ed. (2000), table 18.3: ranks of the 95 % interval.
  it.each([
    [5, 0],
    [6, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [12, 3],
    [15, 4],
    [20, 6],
    [25, 8],
    [30, 10],
    [40, 14],
    [50, 18],
    [100, 40],
  ])('of %i values has rank %i', (n, rank) => {
    expect(medianRank(n)).toBe(rank);
  });

  it('agrees with qbinom(0.025, n, 0.5) of R for large samples', () => {
    expect([1000, 9999, 1_000_000].map(medianRank)).toEqual([469, 4902, 499_020]);
  });

  it('reads the bounds off the sorted values', () => {
    const days = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(median(days)).toEqual({ value: 10.5, low: 6, high: 15, n: 20 });
  });

  it('has no interval below six values, but a floor where one exists', () => {
    expect(median([])).toBeNull();
    expect(median([4])).toEqual({ value: 4, low: null, high: null, n: 1 });
    expect(median([4, 9, 5], 0)).toEqual({ value: 5, low: 0, high: null, n: 3 });
    expect(median([-2, -1], 0)).toMatchObject({ low: -1.5 });
  });

  it('lies between its bounds, which are values of the sample', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 6, maxLength: 300 }),
        (values) => {
          const result = median(values)!;
          expect(values.some((value) => value === result.low)).toBe(true);
          expect(values.some((value) => value === result.high)).toBe(true);
          expect(result.low).toBeLessThanOrEqual(result.value);
          expect(result.high).toBeGreaterThanOrEqual(result.value);
        },
      ),
    );
  });
});
