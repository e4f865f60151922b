import quantile from '@stdlib/stats-base-dists-gamma-quantile';
import { Z95 } from '../types';

/** Above this shape the library's upper quantiles stop short: 1.6e-4 too high from a shape of about 940. */
const LIBRARY_HOLDS = 800;

/**
 * 0.025 quantile of the gamma distribution of unit rate (half the chi-square quantile with 2 `shape` degrees of
 * freedom); agrees with R's `qgamma(0.025, shape)`.
 * @param shape > 0
 */
export function gamma025(shape: number): number {
  return quantile(0.025, shape, 1);
}

/**
 * 0.975 quantile of the gamma distribution of unit rate; agrees with R's `qgamma(0.975, shape)`, above a shape of 800
 * to 7 digits by the cube-root approximation of E. B. Wilson and M. M. Hilferty, "The distribution of chi-square",
 * PNAS 17 (1931) 684-688.
 * @param shape > 0
 */
export function gamma975(shape: number): number {
  if (shape <= LIBRARY_HOLDS) return quantile(0.975, shape, 1);
  return shape * (1 - 1 / (9 * shape) + Z95 / (3 * Math.sqrt(shape))) ** 3;
}
