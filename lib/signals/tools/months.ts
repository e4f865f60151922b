import type { SeriesPoint } from '../../kpi/types';
import type { SignalContext } from '../types';

/** Shortest calendar month; a point of fewer days is a month still running. */
const WHOLE_MONTH = 28;

/** A KPI's whole months up to the as-of day, oldest first: a running month would read as a drop. */
export function wholeMonths(context: Pick<SignalContext, 'series' | 'asOfDay'>, kpi: string): SeriesPoint[] {
  return context
    .series(kpi)
    .filter(({ window }) => window.to - window.from >= WHOLE_MONTH && window.to <= context.asOfDay);
}

/** {@link betweenRows} of a KPI's whole months. */
export function monthsWithRows(context: SignalContext, kpi: string): SeriesPoint[] {
  return betweenRows(wholeMonths(context, kpi));
}

/**
 * The months between a KPI's first and last rows: before the first there was no partnership to measure, after the last
 * the rows are too young to have an outcome.
 */
export function betweenRows(months: readonly SeriesPoint[]): SeriesPoint[] {
  const first = months.findIndex(({ n }) => n > 0);
  const last = months.findLastIndex(({ n }) => n > 0);
  return first < 0 ? [] : months.slice(first, last + 1);
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** Last day that a Date can hold; a formatter throws beyond it. */
const LAST_DAY = 1e8;

function format(day: number, formatter: Intl.DateTimeFormat): string {
  return Math.abs(day) <= LAST_DAY ? formatter.format(day * 86_400_000) : 'an unknown day';
}

/** "September", of the month a point begins in. */
export function monthName(point: SeriesPoint): string {
  return format(point.window.from, MONTH);
}

/** "November 20, 2026", of a day since 1970-01-01. */
export function dayName(day: number): string {
  return format(day, DAY);
}
