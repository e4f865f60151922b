import pmf from '@stdlib/stats-base-dists-hypergeometric-pmf';

/**
 * Probability of x marked among `draws` taken without return from `population` with `marked` marked ones; agrees
 * with R's `dhyper(x, marked, population - marked, draws)`.
 */
export function hypergeometricPmf(x: number, population: number, marked: number, draws: number): number {
  return pmf(x, population, marked, draws);
}
