import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/stats/wilson';

/** k of n, with n from 1 to a million. */
const counts = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('Wilson score interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (k, n, low, high) => {
    const interval = wilson(k, n)!;
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('has no interval without trials or with impossible counts', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(3, 2)).toBeNull();
    expect(wilson(-1, 2)).toBeNull();
    expect(wilson(Number.NaN, 2)).toBeNull();
    expect(wilson(1, Number.POSITIVE_INFINITY)).toBeNull();
  });

  it('is exact at the ends and wide for one row', () => {
    expect(wilson(0, 1)).toEqual({ low: 0, high: expect.closeTo(0.7935, 4) });
    expect(wilson(1, 1)).toEqual({ low: expect.closeTo(0.2065, 4), high: 1 });
  });

  it('stays within [0, 1], contains the share and mirrors with the failures', () => {
    fc.assert(
      fc.property(counts, ([k, n]) => {
        const { low, high } = wilson(k, n)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(k / n + 1e-12);
        expect(high).toBeGreaterThanOrEqual(k / n - 1e-12);
        const mirrored = wilson(n - k, n)!;
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
      }),
    );
  });

  it('narrows as rows of the same rate are added', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 9 }), ([k, n], times) => {
        const once = wilson(k, n)!;
        const more = wilson(k * times, n * times)!;
        expect(more.high - more.low).toBeLessThan(once.high - once.low);
      }),
    );
  });
});
