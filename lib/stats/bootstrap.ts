import { quantileOfSorted } from './median';
import { randomBelow } from './random';

/**
 * 95 % percentile interval of a figure made of two independent samples, by drawing rows with replacement.
 *
 * Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
 *
 * @param sizes rows of the samples
 * @param figure the figure of drawn row numbers; NaN where it has none, infinite where it is without bound
 * @returns null where more than one draw in 40 has no figure; a bound that is not finite is null
 */
export function bootstrap(
  sizes: readonly [number, number],
  figure: (first: Int32Array, second: Int32Array) => number,
  { draws = 1000, seed = 1 }: { draws?: number; seed?: number } = {},
): { low: number | null; high: number | null } | null {
  if (!(sizes[0] > 1) || !(sizes[1] > 1)) return null;
  const below = randomBelow(seed);
  const [first, second] = [new Int32Array(sizes[0]), new Int32Array(sizes[1])];
  const found: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    for (const rows of [first, second]) for (let i = 0; i < rows.length; i++) rows[i] = below(rows.length);
    const value = figure(first, second);
    if (!Number.isNaN(value)) found.push(value);
  }
  if (draws - found.length > draws / 40) return null;
  const ascending = Float64Array.from(found).sort();
  const bound = (p: number): number | null => {
    const at = quantileOfSorted(ascending, p);
    return at !== null && Number.isFinite(at) ? at : null;
  };
  return { low: bound(0.025), high: bound(0.975) };
}
