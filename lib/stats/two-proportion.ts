import { hypergeometricPmf } from './distributions/hypergeometric';
import { normalTwoSided } from './distributions/normal';
import { wilson } from './wilson';

export interface ProportionComparison {
  /** p1 - p2, -1..1. */
  difference: number;
  /** 95 % interval of the difference (Newcombe's hybrid score). */
  low: number;
  high: number;
  /** Two-sided p-value of "both shares are the same". */
  p: number;
  test: 'z' | 'fisher';
}

/** Below this many rows in a group the normal approximation is not used. */
export const Z_TEST_MINIMUM = 30;

/**
 * Two-sided p-value of Fisher's exact test: the summed probability of every table with the same margins that is no
 * more likely than the one seen.
 *
 * Source: R. A. Fisher, Statistical Methods for Research Workers, 5th ed. (1934), section 21.02; two-sided rule as in
 * A. Agresti, Categorical Data Analysis, 2nd ed. (2002), section 3.5.
 */
export function fisherExact(k1: number, n1: number, k2: number, n2: number): number {
  const all = n1 + n2;
  const marked = k1 + k2;
  const seen = hypergeometricPmf(k1, all, marked, n1);
  let p = 0;
  for (let x = Math.max(0, n1 - (all - marked)); x <= Math.min(n1, marked); x++) {
    const chance = hypergeometricPmf(x, all, marked, n1);
    // Tables as likely as the one seen count, whatever the last digit.
    if (chance <= seen * (1 + 1e-7)) p += chance;
  }
  return Math.min(1, p);
}

/** Two-sided p-value of the pooled two-proportion z test, without continuity correction. */
export function twoProportionZ(k1: number, n1: number, k2: number, n2: number): number {
  const pooled = (k1 + k2) / (n1 + n2);
  const variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2);
  // All rows alike in both groups: no difference to see.
  if (!(variance > 0)) return 1;
  return normalTwoSided((k1 / n1 - k2 / n2) / Math.sqrt(variance));
}

/**
 * Compares the shares of two groups: z test from 30 rows a group, Fisher's exact test below; the interval of the
 * difference is Newcombe's hybrid score interval.
 *
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
 * eleven methods", Statistics in Medicine 17 (1998) 873-890, method 10.
 *
 * @param k1 successes of n1 rows in the first group (whole numbers)
 * @param k2 successes of n2 rows in the second group
 * @returns null where a group has no rows or the counts are impossible
 */
export function compareProportions(
  k1: number,
  n1: number,
  k2: number,
  n2: number,
): ProportionComparison | null {
  const counts = [k1, n1, k2, n2];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return null;
  const first = wilson(k1, n1);
  const second = wilson(k2, n2);
  if (!first || !second) return null;
  const p1 = k1 / n1;
  const p2 = k2 / n2;
  const difference = p1 - p2;
  const small = Math.min(n1, n2) < Z_TEST_MINIMUM;
  return {
    difference,
    low: difference - Math.hypot(p1 - first.low, second.high - p2),
    high: difference + Math.hypot(first.high - p1, p2 - second.low),
    p: small ? fisherExact(k1, n1, k2, n2) : twoProportionZ(k1, n1, k2, n2),
    test: small ? 'fisher' : 'z',
  };
}
