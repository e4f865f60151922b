import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { garwood } from '@/lib/stats/garwood';

describe('Garwood interval', () => {
  // Garwood, Biometrika 28 (1936) 437-442, table of fiducial limits at 0.95; more digits from R's
  // qgamma(0.025, k) and qgamma(0.975, k + 1).
  it.each([
    [0, 0, 3.688879],
    [1, 0.025318, 5.571643],
    [2, 0.242209, 7.224688],
    [3, 0.618672, 8.767273],
    [5, 1.623486, 11.66833],
    [10, 4.795389, 18.39036],
    [100, 81.36399, 121.6268],
    [800, 745.51699, 857.41178],
    [1000, 938.97302, 1063.95214],
    [10_000, 9804.952, 10_197.95],
  ])('a count of %i', (count, low, high) => {
    const interval = garwood(count, 1)!;
    expect(interval.low / Math.max(low, 1)).toBeCloseTo(low / Math.max(low, 1), 5);
    expect(interval.high / high).toBeCloseTo(1, 5);
  });

  it('scales with exposure: 12 tickets on 800 orders, per 1,000', () => {
    const interval = garwood(12, 800, 1000)!;
    expect(interval.low).toBeCloseTo((1000 * 6.200575) / 800, 4);
    expect(interval.high).toBeCloseTo((1000 * 20.96156) / 800, 4);
  });

  it('has no interval without exposure or with an impossible count', () => {
    expect(garwood(0, 0)).toBeNull();
    expect(garwood(-1, 5)).toBeNull();
    expect(garwood(Number.NaN, 5)).toBeNull();
    expect(garwood(1, Number.NaN)).toBeNull();
  });

  it('contains the rate, and grows with the count', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 1, max: 1e6 }),
        (count, exposure) => {
          const { low, high } = garwood(count, exposure)!;
          expect(low).toBeLessThanOrEqual(count / exposure);
          expect(high).toBeGreaterThan(count / exposure);
          expect(garwood(count + 1, exposure)!.low).toBeGreaterThan(low);
        },
      ),
      { numRuns: 60 },
    );
  });
});
