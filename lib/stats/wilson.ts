import { type Interval, Z95 } from './types';

/**
 * Wilson score interval of a proportion, without continuity correction.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 * 209-212; formula as in R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of
 * seven methods", Statistics in Medicine 17 (1998) 857-872, method 3.
 *
 * @param k successes, 0 <= k <= n; a fractional k (a rate at a planned n) is allowed
 * @param n trials
 * @param z standard normal quantile of half the error; 1.96 for 95 %
 * @returns bounds within [0, 1]; null without trials or with k outside them
 */
export function wilson(k: number, n: number, z = Z95): Interval | null {
  if (!(n > 0) || !(k >= 0) || !(k <= n) || !Number.isFinite(n)) return null;
  const p = k / n;
  const zz = z * z;
  const centre = 2 * k + zz;
  const spread = z * Math.sqrt(zz + 4 * k * (1 - p));
  const scale = 2 * (n + zz);
  // Exact at the ends, where rounding would leave 1e-17 or 0.9999999999999999.
  return {
    low: k === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: k === n ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
