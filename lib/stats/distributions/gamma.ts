import quantile from '@stdlib/stats-base-dists-gamma-quantile';

/**
 * p quantile of the gamma distribution of unit rate; agrees with R's `qgamma(p, shape)`. Half the chi-square
 * quantile with 2 `shape` degrees of freedom.
 * @param shape > 0
 */
export function gammaQuantile(p: number, shape: number): number {
  return quantile(p, shape, 1);
}
