import type { KpiDefinition } from '../../kpi/define';
import type { SeriesPoint } from '../../kpi/types';
import { compareRates } from '../../stats/two-rates';
import { betweenRows } from './months';
import { compareMonths, type LevelChange } from './windows';

/** Months looked at, and those before them that they are compared with. */
export const RECENT = 3;
const BEFORE = 6;
const UNITS = 20;
const GROWTH = 0.25;
const EFFECT = 0.2;
const P = 0.05;

interface Split {
  before: readonly SeriesPoint[];
  after: readonly SeriesPoint[];
}

const days = (months: readonly SeriesPoint[]): number =>
  months.reduce((sum, { window }) => sum + window.to - window.from, 0);
const rows = (months: readonly SeriesPoint[]): number => months.reduce((sum, { n }) => sum + n, 0);

/** The last 3 months against the 6 before them, or null where there are fewer than 6 in all. */
function split(months: readonly SeriesPoint[]): Split | null {
  const mature = betweenRows(months).slice(-(RECENT + BEFORE));
  return mature.length < 2 * RECENT
    ? null
    : { before: mature.slice(0, -RECENT), after: mature.slice(-RECENT) };
}

export interface Volume {
  /** Rows of the last months. */
  n: number;
  /** Relative to the months before, per day: 0.5 is half as many again. */
  growth: number;
  /** Two-sided p-value of "as many as before". */
  p: number;
}

/**
 * How the rows behind a KPI came to be more or fewer; null where they are too few to tell.
 * @param months whole months, oldest first
 */
export function volumeOf(months: readonly SeriesPoint[]): Volume | null {
  const spans = split(months);
  if (!spans) return null;
  const { before, after } = spans;
  const n = rows(after);
  const was = rows(before);
  const p = compareRates(n, days(after), was, days(before));
  // What comes after nothing is a start, not so many per cent more.
  if (n < UNITS || was === 0 || p === null) return null;
  return { n, p, growth: n / days(after) / (was / days(before)) - 1 };
}

/** @param tested volumes that were looked at, which share the chance of a false alarm */
export const hasGrown = ({ growth, p }: Volume, tested = 1): boolean => growth >= GROWTH && p < P / tested;

/** How a share or rate changed, and the months between which it did. */
export interface RecentChange extends LevelChange {
  months: Split;
}

/** The change of a KPI's level; null where no test applies or rows are too few. */
export function recentChange(definition: KpiDefinition, months: readonly SeriesPoint[]): RecentChange | null {
  const spans = split(months);
  const change = spans && compareMonths(definition, spans.before, spans.after);
  return change && change.after.n >= UNITS ? { ...change, months: spans } : null;
}

/** @param tested levels that were looked at */
export const hasWorsened = ({ worse, p }: LevelChange, tested = 1): boolean =>
  worse >= EFFECT && p < P / tested;
