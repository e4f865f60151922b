import type { KpiDefinition } from '../../kpi/define';
import type { SeriesPoint } from '../../kpi/types';
import { compareProportions, type ProportionComparison } from '../../stats/two-proportion';
import { worsening } from './select';

/** Rows of a share over some months. */
export interface Share {
  k: number;
  n: number;
  share: number;
}

const isCount = (value: number | null): value is number =>
  value !== null && Number.isSafeInteger(value) && value >= 0;

/**
 * Months added up to one share; null where the KPI is not a count of rows over the rows (a value-weighted rate, a
 * median), so that a test of shares does not apply.
 */
export function shareOf(months: readonly SeriesPoint[]): Share | null {
  let k = 0;
  let n = 0;
  for (const point of months) {
    if (point.value === null && point.n === 0) continue;
    if (!isCount(point.numerator) || !isCount(point.denominator)) return null;
    if (point.numerator > point.denominator || point.denominator !== point.n) return null;
    k += point.numerator;
    n += point.denominator;
  }
  return n > 0 ? { k, n, share: k / n } : null;
}

export interface ShareChange extends ProportionComparison {
  before: Share;
  after: Share;
  /** Relative to before, positive when it is for the worse. */
  worse: number;
}

/** Later months against earlier ones; null where either has no rows or the KPI is not a share. */
export function compareShares(
  definition: KpiDefinition,
  earlier: readonly SeriesPoint[],
  later: readonly SeriesPoint[],
): ShareChange | null {
  const before = shareOf(earlier);
  const after = shareOf(later);
  if (!before || !after) return null;
  const comparison = compareProportions(after.k, after.n, before.k, before.n);
  return (
    comparison && { ...comparison, before, after, worse: worsening(definition, before.share, after.share) }
  );
}
