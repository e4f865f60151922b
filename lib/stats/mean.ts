import { t975 } from './distributions/student-t';
import type { Estimate } from './types';

/**
 * Mean with its 95 % t interval.
 *
 * Source: "Student" (W. S. Gosset), "The probable error of a mean", Biometrika 6 (1908) 1-25; NIST/SEMATECH
 * e-Handbook of Statistical Methods, section 1.3.5.2.
 *
 * @param values non-finite ones are left out and not counted
 * @returns null without values; one value has no interval (bounds null)
 */
export function mean(values: ArrayLike<number>): Estimate | null {
  let n = 0;
  let value = 0;
  let squares = 0;
  // Welford's recurrence: no cancellation between large sums.
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (!Number.isFinite(x)) continue;
    n++;
    const off = x - value;
    value += off / n;
    squares += off * (x - value);
  }
  if (n === 0) return null;
  if (n === 1) return { value, low: null, high: null, n };
  const half = t975(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value, low: value - half, high: value + half, n };
}
