import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEEDED_CAP, neededRows } from '@/lib/stats/needed';
import { shrink } from '@/lib/stats/shrink';
import { wilson } from '@/lib/stats/wilson';

describe('rows still needed', () => {
  it('finds the first size whose Wilson interval clears a limit', () => {
    // 12 of 30 against 25 %: the lower bound must pass 0.25.
    const clears = (n: number) => wilson(0.4 * n, n)!.low > 0.25;
    const more = neededRows(30, clears)!;
    expect(clears(30 + more)).toBe(true);
    expect(clears(30 + more - 1)).toBe(false);
  });

  it('is 0 where it clears already and null where it never will', () => {
    expect(neededRows(10, () => true)).toBe(0);
    expect(neededRows(10, () => false)).toBeNull();
    expect(neededRows(0, (n) => n >= NEEDED_CAP)).toBe(NEEDED_CAP);
    expect(neededRows(0, (n) => n > NEEDED_CAP)).toBeNull();
    expect(neededRows(Number.NaN, () => true)).toBeNull();
  });

  it('agrees with counting one by one', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(900), (n, threshold) => {
        expect(neededRows(n, (rows) => rows >= threshold, 1000)).toBe(Math.max(0, threshold - n));
      }),
    );
  });
});

describe('shrinkage', () => {
  it('is (k + m p0) / (n + m)', () => {
    expect(shrink(3, 3, 0.2)).toBeCloseTo(7 / 23, 12);
    expect(shrink(3, 3, 0.2, 5)).toBe(0.5);
    expect(shrink(0, 0, 0.2)).toBeCloseTo(0.2, 12);
  });

  it('gives the posterior of the placenta previa births', () => {
    // Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), section 2.4: 437 girls of 980 births; a uniform prior, and
    // table 2.1, priors of mean 0.485 worth 100 and 200 births.
    expect(shrink(437, 980, 0.5, 2)).toBeCloseTo(0.446, 3);
    expect(shrink(437, 980, 0.485, 100)).toBeCloseTo(0.45, 3);
    expect(shrink(437, 980, 0.485, 200)).toBeCloseTo(0.453, 3);
  });

  it('refuses the impossible', () => {
    expect(shrink(4, 3, 0.2)).toBeNull();
    expect(shrink(1, 3, 1.2)).toBeNull();
    expect(shrink(1, 3, Number.NaN)).toBeNull();
    expect(shrink(1, 3, 0.2, 0)).toBeNull();
  });

  it('lies between the raw share and the peers’ share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share, p0) => {
          const k = Math.round(share * n);
          const value = shrink(k, n, p0)!;
          expect(value).toBeGreaterThanOrEqual(Math.min(k / n, p0) - 1e-12);
          expect(value).toBeLessThanOrEqual(Math.max(k / n, p0) + 1e-12);
        },
      ),
    );
  });
});
