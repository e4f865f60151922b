import { binomialCdf } from './distributions/binomial';
import { type Estimate, Z95 } from './types';

const ranks = new Map<number, number>();

/**
 * Rank j (from 1) such that the j-th smallest and j-th largest of n values hold the population's median between them
 * with at least 95 % confidence; the largest such j, 0 when even the extremes do not (n < 6).
 */
export function medianRank(n: number): number {
  const known = ranks.get(n);
  if (known !== undefined) return known;
  // The normal approximation lands within a rank or two of the exact answer.
  let j = Math.max(0, Math.floor(n / 2 - (Z95 / 2) * Math.sqrt(n)));
  while (j > 0 && binomialCdf(j - 1, n, 0.5) > 0.025) j--;
  while (j < n / 2 && binomialCdf(j, n, 0.5) <= 0.025) j++;
  if (ranks.size > 10_000) ranks.clear();
  ranks.set(n, j);
  return j;
}

/** Finite values in ascending order, in a new array. */
function sorted(values: ArrayLike<number>): Float64Array {
  const out = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) out[n++] = value;
  }
  const found = out.subarray(0, n);
  return counted(found) ?? found.sort();
}

/** Below this many the general way is as fast. */
const MANY = 512;

/** Many whole numbers of a narrow range, such as days, in order: counting each is faster than comparing. */
function counted(values: Float64Array): Float64Array | null {
  const n = values.length;
  if (n < MANY) return null;
  let low = values[0]!;
  let high = low;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    if (value < low) low = value;
    else if (value > high) high = value;
  }
  const range = high - low + 1;
  if (!(range <= 4 * n) || !Number.isInteger(low)) return null;
  const counts = new Int32Array(range);
  for (let i = 0; i < n; i++) {
    const at = values[i]! - low;
    if (at !== (at | 0)) return null;
    counts[at]!++;
  }
  let place = 0;
  for (let at = 0; at < range; at++) {
    const end = place + counts[at]!;
    values.fill(low + at, place, end);
    place = end;
  }
  return values;
}

/**
 * p quantile of sorted values, linear between order statistics.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996)
 * 361-365, definition 7 (R's default).
 *
 * @param ascending finite values in ascending order
 * @param p within [0, 1]
 * @returns null without values
 */
export function quantileOfSorted(ascending: ArrayLike<number>, p: number): number | null {
  const n = ascending.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return null;
  const at = (n - 1) * p;
  const below = Math.floor(at);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, n - 1)]!;
  return low + (at - below) * (high - low);
}

/** p quantile of values in any order; non-finite values are left out. See `quantileOfSorted`. */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  return quantileOfSorted(sorted(values), p);
}

/**
 * Sample median with the distribution-free 95 % interval of the population's: two order statistics whose ranks come
 * from the binomial distribution with p = 1/2.
 *
 * Source: W. J. Conover, Practical Nonparametric Statistics, 3rd ed. (1999), section 3.2; ranks tabulated in
 * D. G. Altman et al. (eds), Statistics with Confidence, 2nd ed. (2000), chapter 5 and table 18.3.
 *
 * @param values in any order; non-finite ones are left out and not counted
 * @param floor least value that can occur (0 for durations): the lower bound where fewer than 6 values allow none
 * @returns null without values; below 6 values no pair of order statistics reaches 95 %, so `high` is null and `low`
 * is the floor or null
 */
export function median(values: ArrayLike<number>, floor: number | null = null): Estimate | null {
  const ascending = sorted(values);
  const n = ascending.length;
  const value = quantileOfSorted(ascending, 0.5);
  if (value === null) return null;
  const j = medianRank(n);
  if (j === 0) return { value, low: floor === null ? null : Math.min(floor, value), high: null, n };
  return { value, low: ascending[j - 1]!, high: ascending[n - j]!, n };
}
