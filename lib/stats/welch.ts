import { tCritical } from './distributions/student-t';
import type { Interval } from './types';

/** Mean of one group; rows may weigh differently. */
export interface WeightedMean {
  value: number;
  variance: number;
  /** Rows, as many as there are. */
  rows: number;
  /** Rows of equal weight that say as much: Kish's (sum of w)^2 / (sum of w^2). */
  effective: number;
}

/**
 * Mean and variance of values with weights.
 *
 * Effective size: L. Kish, Survey Sampling (1965), section 11.7.
 *
 * @param weights each > 0; all 1 when left out
 * @returns null without values
 */
export function weightedMean(values: ArrayLike<number>, weights?: ArrayLike<number>): WeightedMean | null {
  let [sum, squares, total] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight;
    squares += weight * weight;
    total += weight * values[i]!;
  }
  if (!(sum > 0)) return null;
  const value = total / sum;
  const effective = (sum * sum) / squares;
  let off = 0;
  for (let i = 0; i < values.length; i++) off += (weights ? weights[i]! : 1) * (values[i]! - value) ** 2;
  const variance = effective > 1 ? ((off / sum) * effective) / (effective - 1) : 0;
  return { value, variance, rows: values.length, effective };
}

/** Interval of one mean; null where its effective size says nothing about spread. */
export function meanInterval({ value, variance, effective }: WeightedMean): Interval | null {
  if (!(effective > 1)) return null;
  const half = tCritical(0.05, effective - 1) * Math.sqrt(variance / effective);
  return { low: value - half, high: value + half };
}

/**
 * Difference of two means with its 95 % interval, the variances not taken to be equal.
 *
 * Source: B. L. Welch, "The generalization of Student's problem when several different population variances are
 * involved", Biometrika 34 (1947) 28-35; degrees of freedom by Satterthwaite, at Kish's effective sizes.
 *
 * @returns bounds null where a group is too small to have a spread
 */
export function welch(
  a: WeightedMean,
  b: WeightedMean,
): { difference: number; low: number | null; high: number | null; df: number | null } {
  const difference = a.value - b.value;
  if (!(a.effective > 1) || !(b.effective > 1)) return { difference, low: null, high: null, df: null };
  const [va, vb] = [a.variance / a.effective, b.variance / b.effective];
  const spread = va + vb;
  if (spread === 0) return { difference, low: difference, high: difference, df: null };
  const df = spread ** 2 / (va ** 2 / (a.effective - 1) + vb ** 2 / (b.effective - 1));
  const half = tCritical(0.05, df) * Math.sqrt(spread);
  return { difference, low: difference - half, high: difference + half, df };
}
