/** Two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/**
 * A value with its 95 % interval. A null bound is unbounded: the sample says nothing on that side
 * (one row has a mean, and no interval).
 */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
  /** Rows it rests on. */
  n: number;
}

/** 0.975 quantile of the standard normal distribution: half a 95 % interval, in standard errors. */
export const Z95 = 1.959963984540054;
