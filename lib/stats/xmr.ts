/** Points needed to draw natural process limits at all. */
export const XMR_DRAW = 8;
/** Points from which the limits are trusted. */
export const XMR_TRUST = 15;
/** 3 / d2 for moving ranges of two: turns the mean moving range into three sigma. */
const LIMIT_FACTOR = 2.66;
const RUN = 8;

/**
 * - `outside` one point beyond a natural process limit
 * - `run`     eight points in a row on one side of the mean
 * - `near`    three of four points in a row nearer a limit than the mean, on the same side
 */
export type XmrRule = 'outside' | 'run' | 'near';

export interface XmrSignal {
  rule: XmrRule;
  side: 'above' | 'below';
  /** Index among the points given, of the first and the last point of the pattern. */
  from: number;
  to: number;
}

export interface Xmr {
  /** Points that count. */
  n: number;
  mean: number;
  /** Mean moving range. */
  movingRange: number;
  lower: number;
  upper: number;
  /** At least 15 points set the limits. */
  trusted: boolean;
  signals: XmrSignal[];
}

/**
 * XmR (individuals and moving range) chart: natural process limits mean +/- 2.66 x mean moving range and the three
 * detection rules.
 *
 * Source: D. J. Wheeler, Understanding Variation: The Key to Managing Chaos, 2nd ed. (2000); the factor is 3 / d2 with
 * d2 = 1.128 for ranges of two (NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2).
 *
 * @param values in time order; null is a gap: it has no point, and its neighbours count as consecutive
 * @param baseline how many of the leading points set mean and limits; all by default. Rules look at every point.
 * @returns null with fewer than 8 points in the baseline
 */
export function xmr(values: readonly (number | null)[], baseline = Number.POSITIVE_INFINITY): Xmr | null {
  const points: { value: number; at: number }[] = [];
  values.forEach((value, at) => {
    if (value !== null && Number.isFinite(value)) points.push({ value, at });
  });
  const base = points.slice(0, Math.max(0, baseline));
  if (base.length < XMR_DRAW) return null;

  const mean = base.reduce((sum, point) => sum + point.value, 0) / base.length;
  let ranges = 0;
  for (let i = 1; i < base.length; i++) ranges += Math.abs(base[i]!.value - base[i - 1]!.value);
  const movingRange = ranges / (base.length - 1);
  const reach = LIMIT_FACTOR * movingRange;

  const signals: XmrSignal[] = [];
  for (const side of ['above', 'below'] as const) {
    // Distance from the mean on this side, in units where the limit is at `reach`. Rounding must not make a signal
    // of a constant series.
    const noise = 1e-9 * (Math.abs(mean) + reach);
    const sign = side === 'above' ? 1 : -1;
    let run = 0;
    // One bit a point, the newest lowest: nearer the limit than the mean.
    let near = 0;
    for (let i = 0; i < points.length; i++) {
      const off = sign * (points[i]!.value - mean);
      run = off > noise ? run + 1 : 0;
      near = ((near << 1) | Number(off > reach / 2 + noise)) & 0b1111;
      const to = points[i]!.at;
      if (off > reach + noise) signals.push({ rule: 'outside', side, from: to, to });
      if (run >= RUN) signals.push({ rule: 'run', side, from: points[i - RUN + 1]!.at, to });
      // A pattern ends on a point that belongs to it.
      if (i >= 3 && (near & 1) === 1 && bits(near) >= 3)
        signals.push({ rule: 'near', side, from: points[i - 3]!.at, to });
    }
  }
  signals.sort((a, b) => a.to - b.to);
  return {
    n: points.length,
    mean,
    movingRange,
    lower: mean - reach,
    upper: mean + reach,
    trusted: base.length >= XMR_TRUST,
    signals,
  };
}

const bits = (four: number): number => (four & 1) + ((four >> 1) & 1) + ((four >> 2) & 1) + ((four >> 3) & 1);
