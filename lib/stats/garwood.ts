import { gamma025, gamma975 } from './distributions/gamma';
import type { Interval } from './types';

const cache = new Map<number, Interval>();

/** Bounds of the expected count behind an observed one. */
function countBounds(count: number): Interval {
  let found = cache.get(count);
  if (!found) {
    found = {
      low: count === 0 ? 0 : gamma025(count),
      high: gamma975(count + 1),
    };
    if (cache.size > 10_000) cache.clear();
    cache.set(count, found);
  }
  return found;
}

/**
 * Exact 95 % Poisson interval of a count per exposure.
 *
 * Source: F. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936) 437-442: half the
 * chi-square quantiles with 2k and 2k + 2 degrees of freedom.
 *
 * @param count events, >= 0
 * @param exposure what they are counted per (orders, audited assets), > 0
 * @param per exposure that the rate refers to: 1000 for "per 1,000"
 * @returns bounds of the rate `per * count / exposure`; null without exposure
 */
export function garwood(count: number, exposure: number, per = 1): Interval | null {
  if (!(count >= 0) || !(exposure > 0) || !Number.isFinite(count) || !Number.isFinite(exposure)) return null;
  const bounds = countBounds(count);
  return { low: (per * bounds.low) / exposure, high: (per * bounds.high) / exposure };
}
