import { type Interval, Z95 } from './types';

/** A ratio of two shares or means; a null bound is unbounded. */
export interface RatioEstimate {
  ratio: number;
  low: number | null;
  high: number | null;
}

/**
 * Ratio of two shares with its 95 % interval on the log scale.
 *
 * Source: D. Katz et al., "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34 (1978)
 * 469-474; as in K. J. Rothman, Epidemiology: An Introduction, 2nd ed. (2012), chapter 9.
 *
 * @param p1 share of the first group, 0-1, over n1 rows (may be an effective size)
 * @param p2 share of the second group over n2 rows
 * @returns null without rows or where the second share is 0; a first share of 0 has no interval
 */
export function riskRatio(p1: number, n1: number, p2: number, n2: number): RatioEstimate | null {
  if (!(n1 > 0) || !(n2 > 0) || !(p1 >= 0 && p1 <= 1) || !(p2 > 0 && p2 <= 1)) return null;
  const ratio = p1 / p2;
  if (ratio === 0) return { ratio, low: null, high: null };
  const half = Z95 * Math.sqrt((1 - p1) / (n1 * p1) + (1 - p2) / (n2 * p2));
  return { ratio, low: ratio * Math.exp(-half), high: ratio * Math.exp(half) };
}

export interface EValue {
  /** Of the ratio itself; 1 = any confounding at all could explain it. */
  point: number;
  /** Of the end of the interval that is nearer to no effect; 1 where the interval holds no effect, null without one. */
  interval: number | null;
}

const bound = (ratio: number): number => {
  const away = ratio < 1 ? 1 / ratio : ratio;
  return away + Math.sqrt(away * (away - 1));
};

/**
 * E-value: how strongly, on the ratio scale, something that was not measured would have to go together with both
 * exposure and outcome, beyond what was matched, to explain the ratio away.
 *
 * Source: T. J. VanderWeele and P. Ding, "Sensitivity analysis in observational research: introducing the E-value",
 * Annals of Internal Medicine 167 (2017) 268-274.
 *
 * @returns null for a ratio that is not positive
 */
export function eValue({ ratio, low, high }: RatioEstimate): EValue | null {
  if (!(ratio > 0) || !Number.isFinite(ratio)) return null;
  const near = ratio >= 1 ? low : high;
  const crosses = near !== null && (ratio >= 1 ? near <= 1 : near >= 1);
  return { point: bound(ratio), interval: near === null ? null : crosses ? 1 : bound(near) };
}

/**
 * A difference of means as an approximate ratio, for its E-value: exp(0.91 d) for d standard deviations.
 *
 * Source: VanderWeele and Ding (2017), table 2; S. Chinn, Statistics in Medicine 19 (2000) 3127-3131.
 *
 * @param deviation pooled standard deviation, > 0
 */
export function meansAsRatio(
  difference: number,
  { low, high }: Interval,
  deviation: number,
): RatioEstimate | null {
  if (!(deviation > 0)) return null;
  const at = (value: number): number => Math.exp((0.91 * value) / deviation);
  return { ratio: at(difference), low: at(low), high: at(high) };
}
