/** Two-sided confidence interval. */
export interface Interval {
  low: number;
  high: number;
}

/** 0.975 quantile of the standard normal distribution: half a 95 % interval, in standard errors. */
export const Z95 = 1.959963984540054;
