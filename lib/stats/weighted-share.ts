import { riskRatio } from './risk-ratio';
import type { Interval } from './types';
import { wilson } from './wilson';

/** A share whose rows may weigh differently. */
export interface WeightedShare extends Interval {
  value: number;
  rows: number;
  /** Kish's effective sample size. */
  effective: number;
}

/**
 * Share of ones with Wilson's interval at Kish's effective sample size (L. Kish, Survey Sampling, 1965, section 11.7).
 *
 * @param values 0 or 1
 * @param weights each > 0; all 1 when left out
 * @returns null without rows
 */
export function weightedShare(values: ArrayLike<number>, weights?: ArrayLike<number>): WeightedShare | null {
  let [sum, squares, ones] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const weight = weights ? weights[i]! : 1;
    sum += weight;
    squares += weight * weight;
    ones += weight * values[i]!;
  }
  if (!(sum > 0)) return null;
  const effective = (sum * sum) / squares;
  // Rounding must not take a share of all over one.
  const value = Math.min(1, ones / sum);
  const bounds = wilson(value * effective, effective);
  return bounds && { value, ...bounds, rows: values.length, effective };
}

/**
 * Difference of two shares with its 95 % interval, square-and-add of their own (R. G. Newcombe, Statistics in Medicine
 * 17, 1998, 873-890, method 10), and their ratio.
 */
export function compareShares(a: WeightedShare, b: WeightedShare) {
  const difference = a.value - b.value;
  return {
    difference,
    low: difference - Math.hypot(a.value - a.low, b.high - b.value),
    high: difference + Math.hypot(a.high - a.value, b.value - b.low),
    ratio: riskRatio(a.value, a.effective, b.value, b.effective),
  };
}
