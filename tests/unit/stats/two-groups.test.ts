import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometricPmf } from '@/lib/stats/distributions/hypergeometric';
import { normalCdf } from '@/lib/stats/distributions/normal';
import { compareProportions, fisherExact, twoProportionZ } from '@/lib/stats/two-proportion';
import { compareRates } from '@/lib/stats/two-rates';

describe('distributions', () => {
  it('agree with R: pnorm, dhyper', () => {
    expect(normalCdf(-1.96)).toBeCloseTo(0.02499789515, 10);
    expect(normalCdf(-3)).toBeCloseTo(0.001349898032, 12);
    expect(hypergeometricPmf(3, 8, 4, 4)).toBeCloseTo(0.2285714286, 10);
  });
});

describe('Newcombe interval of a difference', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i against %i/%i', (k1, n1, k2, n2, low, high) => {
    const result = compareProportions(k1, n1, k2, n2)!;
    expect(result.low).toBeCloseTo(low, 4);
    expect(result.high).toBeCloseTo(high, 4);
  });
});

describe('tests of two shares', () => {
  it('Fisher: the lady tasting tea', () => {
    // Agresti, Categorical Data Analysis, 2nd ed. (2002), section 3.5: two-sided p = 0.486.
    expect(fisherExact(3, 4, 1, 4)).toBeCloseTo(0.4857142857, 9);
  });

  it('Fisher: convictions of like-sex twins', () => {
    // Fisher's twin data, as in the example of R's fisher.test(): p = 0.0005367.
    expect(fisherExact(10, 12, 3, 18)).toBeCloseTo(0.0005367241, 9);
  });

  it('z: agrees with prop.test(correct = FALSE) of R', () => {
    // prop.test(c(56, 48), c(70, 80), correct = FALSE): X-squared = 7.0234, p = 0.008045
    expect(twoProportionZ(56, 70, 48, 80)).toBeCloseTo(0.008045081, 8);
  });

  it('uses z from 30 rows a group, Fisher below', () => {
    expect(compareProportions(10, 30, 12, 30)!.test).toBe('z');
    expect(compareProportions(10, 29, 12, 300)!.test).toBe('fisher');
  });

  it('is honest about empty, impossible and uniform groups', () => {
    expect(compareProportions(0, 0, 1, 5)).toBeNull();
    expect(compareProportions(6, 5, 1, 5)).toBeNull();
    expect(compareProportions(1.5, 5, 1, 5)).toBeNull();
    expect(compareProportions(0, 40, 0, 50)).toMatchObject({ p: 1, difference: 0 });
    expect(compareProportions(40, 40, 50, 50)!.p).toBe(1);
    expect(compareProportions(1, 1, 0, 1)!.p).toBeCloseTo(1, 9);
  });

  it('gives p in (0, 1], a difference inside its interval, and mirrors', () => {
    const group = fc
      .integer({ min: 1, max: 200 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(group, group, ([k1, n1], [k2, n2]) => {
        const result = compareProportions(k1, n1, k2, n2)!;
        expect(result.p).toBeGreaterThanOrEqual(0);
        expect(result.p).toBeLessThanOrEqual(1);
        expect(result.low).toBeLessThanOrEqual(result.difference);
        expect(result.high).toBeGreaterThanOrEqual(result.difference);
        const mirrored = compareProportions(k2, n2, k1, n1)!;
        expect(mirrored.p).toBeCloseTo(result.p, 9);
        expect(mirrored.low).toBeCloseTo(-result.high, 12);
      }),
      { numRuns: 60 },
    );
  });
});

describe('test of two rates', () => {
  it('approximates the exact conditional test', () => {
    // R: poisson.test(c(60, 30), c(90, 90))$p.value = 0.00206
    expect(compareRates(60, 90, 30, 90)).toBeCloseTo(0.00206, 3);
    // Twice the exposure explains twice the count.
    expect(compareRates(60, 180, 30, 90)).toBe(1);
  });

  it('is exact where few events are to be expected', () => {
    // Of 12 events at even chances, 2 or fewer: (1 + 12 + 66) / 4096, twice.
    expect(compareRates(2, 90, 10, 90)).toBeCloseTo((2 * 79) / 4096, 12);
    expect(compareRates(10, 90, 2, 90)).toBeCloseTo((2 * 79) / 4096, 12);
    // Of 10 events none in nine tenths of the exposure: 0.1^10, twice.
    expect(compareRates(0, 900, 10, 100)).toBeCloseTo(2e-10, 15);
  });

  it('refuses what is too few, or has no exposure', () => {
    expect(compareRates(4, 90, 5, 90)).toBeNull();
    expect(compareRates(5, 90, 5, 90)).toBe(1);
    expect(compareRates(10, 90, 10, 90)).toBe(1);
    expect(compareRates(50, 0, 50, 90)).toBeNull();
    expect(compareRates(Number.NaN, 90, 50, 90)).toBeNull();
  });
});
