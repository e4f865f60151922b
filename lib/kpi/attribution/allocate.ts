/** Fractions of a minor unit that rounding of the weights may make or lose. */
const TRACE = 1e-6;

/**
 * Shares an amount by weights so that nothing is made or lost: each part is rounded down, and what is left goes, a
 * minor unit each, to the largest remainders; of equal ones to the first.
 *
 * @param amount minor units; a fraction of one is rounded away first
 * @param weights at least 0, together 1
 * @param out parts, whole minor units that add up to the rounded amount
 */
export function allocate(amount: number, weights: ArrayLike<number>, out: Float64Array): Float64Array {
  const n = weights.length;
  const sign = amount < 0 ? -1 : 1;
  const total = Math.round(Math.abs(amount));
  let left = total;
  const remainders = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const quota = total * weights[i]!;
    const whole = Math.floor(quota + TRACE);
    out[i] = whole;
    left -= whole;
    remainders[i] = Math.round((quota - whole) / TRACE);
  }
  for (; left > 0; left--) {
    let best = 0;
    for (let i = 1; i < n; i++) if (remainders[i]! > remainders[best]!) best = i;
    out[best]! += 1;
    remainders[best] = Number.NEGATIVE_INFINITY;
  }
  if (sign < 0) for (let i = 0; i < n; i++) out[i] = -out[i]! + 0;
  return out;
}
