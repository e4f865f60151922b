import type { KpiDefinition } from '../../kpi/define';
import type { SeriesPoint } from '../../kpi/types';
import { compareProportions } from '../../stats/two-proportion';
import { compareRates } from '../../stats/two-rates';
import { worsening } from './select';

/** Events and what they are counted over: won of closed deals, tickets on orders. */
export interface Level {
  k: number;
  n: number;
  /** In the KPI's own unit. */
  value: number;
}

type Counted = Pick<SeriesPoint, 'value' | 'n' | 'numerator' | 'denominator'>;

/** What turns k / n into the KPI's unit; null for units that are neither a share nor a rate. */
function factorOf(definition: KpiDefinition): number | null {
  if (definition.unit === 'percent') return 1;
  return definition.unit === 'per1000' ? 1000 : null;
}

const isCount = (value: number | null): value is number =>
  value !== null && Number.isSafeInteger(value) && value >= 0;

function isCounted(point: Counted, factor: number): boolean {
  const { value, numerator: k, denominator: n } = point;
  if (value === null || !isCount(k) || !isCount(n) || n === 0) return false;
  // A share is of the rows that n counts; a rate may have more events than exposure.
  if (factor === 1 && (k > n || n !== point.n)) return false;
  return Math.abs(value - (factor * k) / n) <= 1e-6 * factor;
}

/**
 * Months (or one result) added up to one share or rate; null where the KPI is neither (a value-weighted rate, a
 * median, a score), so that a test of counts does not apply.
 */
export function levelOf(definition: KpiDefinition, points: readonly Counted[]): Level | null {
  const factor = factorOf(definition);
  if (factor === null) return null;
  let k = 0;
  let n = 0;
  for (const point of points) {
    if (point.value === null && point.n === 0) continue;
    if (!isCounted(point, factor)) return null;
    k += point.numerator!;
    n += point.denominator!;
  }
  return n > 0 ? { k, n, value: (factor * k) / n } : null;
}

/** The rest of a whole after a part of it; null where the part is not in the whole. */
export function without(definition: KpiDefinition, whole: Level, part: Level): Level | null {
  const k = whole.k - part.k;
  const n = whole.n - part.n;
  return k >= 0 && n > 0 ? { k, n, value: ((factorOf(definition) ?? 1) * k) / n } : null;
}

export interface LevelChange {
  before: Level;
  after: Level;
  /** Two-sided p-value of "no change". */
  p: number;
  /** Relative to before, positive when it is for the worse. */
  worse: number;
}

/** Tests a change of level: two shares as proportions, two rates as Poisson counts. Null where no test applies. */
export function compareLevels(
  definition: KpiDefinition,
  before: Level | null,
  after: Level | null,
): LevelChange | null {
  if (!before || !after) return null;
  const p =
    factorOf(definition) === 1
      ? (compareProportions(after.k, after.n, before.k, before.n)?.p ?? null)
      : compareRates(after.k, after.n, before.k, before.n);
  if (p === null) return null;
  return { before, after, p, worse: worsening(definition, before.value, after.value) };
}

/** Later months against earlier ones. */
export function compareMonths(
  definition: KpiDefinition,
  earlier: readonly SeriesPoint[],
  later: readonly SeriesPoint[],
): LevelChange | null {
  return compareLevels(definition, levelOf(definition, earlier), levelOf(definition, later));
}
