/** A KPI's months as they are drawn and put into words. Pure. */
import type { KpiDefinition } from '../kpi/define';
import { formatValue, plural } from '../kpi/format';
import type { SeriesPoint } from '../kpi/types';
import type { EvidenceTrend } from '../messaging/evidence-views';
import { betweenRows } from '../signals/tools/months';
import { compareMonths } from '../signals/tools/windows';
import { XMR_DRAW, XMR_TRUST, type Xmr, type XmrSignal, xmr } from '../stats/xmr';

/** Months of a window that is given in days. */
const DAYS_A_MONTH = 30;
const LEVEL = 0.05;
/** The stronger pattern is named where several end with the newest month. */
const STRENGTH = ['outside', 'near', 'run'] as const;

/** Length of the KPI's window in months; null for a state at a day and for running periods. */
function windowMonths({ window }: KpiDefinition): number | null {
  if ('months' in window) return window.months;
  return 'days' in window ? Math.max(1, Math.round(window.days / DAYS_A_MONTH)) : null;
}

/** Limits end where values do: a share is never below 0 or above 1. */
function possible(chart: Xmr, definition: KpiDefinition, values: readonly number[]): [number, number] {
  const lower = values.every((value) => value >= 0) ? Math.max(0, chart.lower) : chart.lower;
  const most = definition.unit === 'percent' && values.every((value) => value <= 1) ? 1 : Infinity;
  return [lower, Math.min(most, chart.upper)];
}

function ruleInWords({ rule, side }: XmrSignal): string {
  switch (rule) {
    case 'outside':
      return `the newest month lies ${side} them`;
    case 'run':
      return `the newest 8 months all lie ${side} the mean`;
    case 'near':
      return `3 of the newest 4 months lie nearer the ${side === 'above' ? 'upper' : 'lower'} limit than the mean`;
  }
}

/** Fewer months than limits need: the last window against the one before it, where both have counts to compare. */
function fewMonths(
  definition: KpiDefinition,
  months: readonly SeriesPoint[],
  measured: number,
): Pick<EvidenceTrend, 'shift' | 'says'> {
  const wanting = `${plural(measured, 'month')} with a value, and process limits need ${XMR_DRAW}`;
  const length = windowMonths(definition);
  const earlier = length === null ? [] : months.slice(-2 * length, -length);
  const change = length === null ? null : compareMonths(definition, earlier, months.slice(-length));
  if (!change) return { shift: null, says: `${wanting}.` };
  const [before, after] = [change.before, change.after].map(({ value }) =>
    formatValue(value, definition.unit),
  );
  const beyond = change.p < LEVEL;
  return {
    shift: beyond ? (change.after.value > change.before.value ? 'up' : 'down') : null,
    says: `${wanting}. ${after} in the last ${length === 1 ? 'month' : `${length} months`} after ${before} in ${
      length === 1 ? 'the one' : 'those'
    } before: ${beyond ? 'more than' : 'no more than'} chance explains.`,
  };
}

/**
 * @param points whole months, oldest first, as kept beside a scorecard
 * @param currency of the points where they are money
 * @returns null where fewer than two months have a value
 */
export function trendOf(
  definition: KpiDefinition,
  points: readonly SeriesPoint[],
  currency?: string,
): EvidenceTrend | null {
  const months = betweenRows(points);
  const values = months.map(({ value }) => value);
  const measured = values.filter((value) => value !== null);
  if (measured.length < 2) return null;
  const shown = months.map(({ window, value, n }) => ({ day: window.from, value, n }));
  const chart = xmr(values);
  if (!chart) return { months: shown, limits: null, ...fewMonths(definition, months, measured.length) };

  const [lower, upper] = possible(chart, definition, measured);
  const newest = values.findLastIndex((value) => value !== null);
  const signal = chart.signals
    .filter(({ to }) => to === newest)
    .sort((a, b) => STRENGTH.indexOf(a.rule) - STRENGTH.indexOf(b.rule))[0];
  const text = (value: number) => formatValue(value, definition.unit, currency);
  const limits = `${plural(chart.n, 'month')} around ${text(chart.mean)}, natural process limits ${text(lower)} to ${text(upper)}`;
  const doubt = chart.trusted ? '' : ` (to be trusted from ${XMR_TRUST} months)`;
  return {
    months: shown,
    limits: { mean: chart.mean, lower, upper, trusted: chart.trusted },
    shift: signal ? (signal.side === 'above' ? 'up' : 'down') : null,
    says: `${limits}${doubt}: ${signal ? ruleInWords(signal) : 'the newest month is within the noise'}.`,
  };
}
