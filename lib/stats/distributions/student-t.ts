import quantile from '@stdlib/stats-base-dists-t-quantile';

// The engine asks for the same few hundred degrees of freedom again and again.
const cache = new Map<number, number>();

/**
 * 0.975 quantile of Student's t distribution: half a 95 % interval, in standard errors; agrees with R's
 * `qt(0.975, df)`.
 * @param df degrees of freedom, > 0
 */
export function t975(df: number): number {
  let found = cache.get(df);
  if (found === undefined) {
    found = quantile(0.975, df);
    if (cache.size > 10_000) cache.clear();
    cache.set(df, found);
  }
  return found;
}

/**
 * Critical value of a two-sided t test: what |t| must exceed; agrees with R's `qt(1 - level / 2, df)`.
 * @param level error of the first kind, 0-1
 * @param df degrees of freedom, > 0
 */
export function tCritical(level: number, df: number): number {
  return quantile(1 - level / 2, df);
}
