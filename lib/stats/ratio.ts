import { t975 } from './distributions/student-t';
import type { Estimate } from './types';

/**
 * Ratio of two sums over the same rows (margin = sum of profit / sum of price) with its 95 % interval.
 *
 * The variance is the linearised (Taylor) one, sum of (y - r x)^2 * n / (n - 1) / (sum x)^2, and the interval uses t
 * with n - 1 degrees of freedom. Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), sections 2.11 and 6.4;
 * rows are taken as a sample of what the partner does, so there is no finite-population correction.
 *
 * @param y numerators row by row
 * @param x denominators row by row, same length; a row where either is not finite is left out and not counted
 * @returns null without rows or where the denominators sum to 0; one row has no interval (bounds null)
 */
export function ratioOfSums(y: ArrayLike<number>, x: ArrayLike<number>): Estimate | null {
  let n = 0;
  let sumY = 0;
  let sumX = 0;
  const rows = Math.min(y.length, x.length);
  for (let i = 0; i < rows; i++) {
    const a = y[i]!;
    const b = x[i]!;
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    n++;
    sumY += a;
    sumX += b;
  }
  const value = sumY / sumX;
  if (n === 0 || sumX === 0 || !Number.isFinite(value)) return null;
  if (n === 1) return { value, low: null, high: null, n };
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const off = y[i]! - value * x[i]!;
    if (Number.isFinite(off)) squares += off * off;
  }
  const half = (t975(n - 1) * Math.sqrt((squares * n) / (n - 1))) / Math.abs(sumX);
  return { value, low: value - half, high: value + half, n };
}
