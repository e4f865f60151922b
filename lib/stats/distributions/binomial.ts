import cdf from '@stdlib/stats-base-dists-binomial-cdf';

/** P(X <= k) of n trials with chance p each; agrees with R's `pbinom(k, n, p)`. */
export function binomialCdf(k: number, n: number, p: number): number {
  return k < 0 ? 0 : cdf(k, n, p);
}
