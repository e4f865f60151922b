/** Beyond this many rows "collect more" is no advice. */
export const NEEDED_CAP = 100_000;

/**
 * Fewest further rows, at the rate seen so far, after which the interval clears the limit.
 *
 * The width of every interval here shrinks as the sample grows around a fixed rate, so once it clears it stays clear
 * and a doubling then halving search finds the first such size.
 *
 * @param n rows now, >= 0
 * @param clears whether the interval of a sample of that many rows, at the same rate, clears the limit
 * @returns 0 when it clears already; null when not even `cap` further rows would do
 */
export function neededRows(n: number, clears: (rows: number) => boolean, cap = NEEDED_CAP): number | null {
  if (!Number.isFinite(n) || n < 0) return null;
  if (clears(n)) return 0;
  let low = 0;
  let high = 1;
  while (!clears(n + high)) {
    if (high >= cap) return null;
    low = high;
    high = Math.min(high * 2, cap);
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (clears(n + middle)) high = middle;
    else low = middle;
  }
  return high;
}
