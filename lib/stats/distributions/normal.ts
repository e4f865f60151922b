import cdf from '@stdlib/stats-base-dists-normal-cdf';

/** P(Z <= z) of the standard normal distribution; agrees with R's `pnorm`. */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1);
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}
