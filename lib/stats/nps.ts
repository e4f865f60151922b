import { type Estimate, Z95 } from './types';

/**
 * Net Promoter Score with its closed-form standard error.
 *
 * 100 (p - d), SE = 100 sqrt((p + d - (p - d)^2) / n): the variance of a multinomial difference, as published for
 * NPS by A. B. Edwards, "NPS confidence intervals" (CYBAEA Journal, 14 January 2016).
 *
 * @param promoters answers 9-10
 * @param detractors answers 0-6
 * @param n all answers
 * @returns points -100..100 with the bounds kept inside that range; null without answers. Where all answers are of
 * one kind the estimated variance is 0, so the bound comes from the Wilson interval of "another kind occurs".
 */
export function nps(promoters: number, detractors: number, n: number): (Estimate & { se: number }) | null {
  if (!(n > 0) || !(promoters >= 0) || !(detractors >= 0) || promoters + detractors > n) return null;
  const p = promoters / n;
  const d = detractors / n;
  const value = 100 * (p - d);
  const se = 100 * Math.sqrt(Math.max(0, p + d - (p - d) ** 2) / n);
  if (promoters === n || detractors === n || promoters + detractors === 0) {
    // 3 promoters of 3 are not a certain 100: the unseen kinds have a share of up to z^2 / (n + z^2).
    const unseen = (Z95 * Z95) / (n + Z95 * Z95);
    const reach = promoters + detractors === 0 ? 100 * unseen : 200 * unseen;
    return {
      value,
      se,
      n,
      low: Math.max(-100, promoters === n || promoters + detractors === 0 ? value - reach : value),
      high: Math.min(100, detractors === n || promoters + detractors === 0 ? value + reach : value),
    };
  }
  return { value, se, n, low: Math.max(-100, value - Z95 * se), high: Math.min(100, value + Z95 * se) };
}
