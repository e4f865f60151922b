import { normalTwoSided } from './distributions/normal';

/**
 * Two-sided p-value of "two counts over two exposures come from the same rate": given their sum, the first count is
 * binomial with chance t1 / (t1 + t2); normal approximation of that binomial.
 *
 * Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
 * Biometrika 31 (1940) 313-323; K. Krishnamoorthy and J. Thomson, "A more powerful test for comparing two Poisson
 * means", Journal of Statistical Planning and Inference 119 (2004) 23-35, on the conditional test.
 *
 * @param c1 first count, over exposure t1 (> 0, e.g. days)
 * @returns null where an exposure is not positive, or fewer than 10 events are expected in either (too few for the
 * approximation)
 */
export function compareRates(c1: number, t1: number, c2: number, t2: number): number | null {
  if (!(t1 > 0) || !(t2 > 0) || !(c1 >= 0) || !(c2 >= 0)) return null;
  const all = c1 + c2;
  const chance = t1 / (t1 + t2);
  if (!(Math.min(all * chance, all * (1 - chance)) >= 10)) return null;
  return normalTwoSided((c1 - all * chance) / Math.sqrt(all * chance * (1 - chance)));
}
