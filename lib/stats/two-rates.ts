import { binomialCdf } from './distributions/binomial';
import { normalTwoSided } from './distributions/normal';

/** Fewest events in all that are compared; in either exposure, fewest to be expected for the approximation. */
const FEW = 10;

/**
 * Two-sided p-value of "two counts over two exposures come from the same rate": given their sum, the first count is
 * binomial with chance t1 / (t1 + t2). Normal approximation of that binomial; exact, as twice the smaller tail, where
 * fewer than 10 events are expected in either.
 *
 * Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
 * Biometrika 31 (1940) 313-323; K. Krishnamoorthy and J. Thomson, "A more powerful test for comparing two Poisson
 * means", Journal of Statistical Planning and Inference 119 (2004) 23-35, on the conditional test.
 *
 * @param c1 first count, over exposure t1 (> 0, e.g. days)
 * @returns null where an exposure is not positive, or there are fewer than 10 events in all
 */
export function compareRates(c1: number, t1: number, c2: number, t2: number): number | null {
  if (!(t1 > 0) || !(t2 > 0) || !(c1 >= 0) || !(c2 >= 0)) return null;
  const all = c1 + c2;
  const chance = t1 / (t1 + t2);
  if (!(all >= FEW)) return null;
  if (Math.min(all * chance, all * (1 - chance)) < FEW)
    return Math.min(1, 2 * Math.min(binomialCdf(c1, all, chance), 1 - binomialCdf(c1 - 1, all, chance)));
  return normalTwoSided((c1 - all * chance) / Math.sqrt(all * chance * (1 - chance)));
}
