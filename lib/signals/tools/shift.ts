import type { KpiDefinition } from '../../kpi/define';
import { formatAgainst } from '../../kpi/format';
import { countOf, shownValue } from '../../kpi/sentences';
import type { JudgedKpi, SeriesPoint } from '../../kpi/types';
import { type Xmr, type XmrSignal, xmr } from '../../stats/xmr';
import type { SignalContext } from '../types';
import { monthName, monthsWithRows } from './months';
import { type Held, worsening } from './select';

/** A smaller move than this of the process mean is not worth a person's time, however certain. */
const EFFECT = 0.1;
/** Fewest rows behind the months of the pattern. */
const MINIMUM_ROWS = 5;
/** The pattern must reach into these newest months. */
const FRESH = 2;
const STRENGTH = { outside: 0, near: 1, run: 2 } as const;

/** A month-to-month pattern beyond noise. */
export interface Shift extends Held {
  chart: Xmr;
  signal: XmrSignal;
  /** Months of the pattern that make it one: on its side of the mean, or nearer the limit. */
  months: SeriesPoint[];
  /** Mean of those months. */
  level: number;
  /** Relative to the process mean, always positive. */
  effect: number;
  /** Rows behind those months. */
  rows: number;
}

/**
 * The newest pattern of a KPI's months that Wheeler's rules call a signal, in the asked direction, with its size and
 * the rows behind it; null where there are too few months, too few rows, or the move is small.
 */
export function findShift(context: SignalContext, row: Held, towards: 'worse' | 'better'): Shift | null {
  const { definition } = row;
  const months = monthsWithRows(context, definition.id);
  const values = months.map((point) => point.value);
  const chart = xmr(values);
  if (!chart) return null;
  const side = (definition.direction === 'lower') === (towards === 'worse') ? 'above' : 'below';
  // Months without a value are gaps, so "newest" counts the points that are there.
  const newest = values.flatMap((value, at) => (value === null ? [] : [at])).slice(-FRESH);
  const signal = chart.signals
    .filter((one) => one.side === side && newest.includes(one.to))
    .sort((a, b) => b.to - a.to || STRENGTH[a.rule] - STRENGTH[b.rule])[0];
  if (!signal) return null;

  const edge = side === 'above' ? chart.upper : chart.lower;
  const from = signal.rule === 'near' ? (chart.mean + edge) / 2 : chart.mean;
  const pattern = months
    .slice(signal.from, signal.to + 1)
    .filter(({ value }) => value !== null && (side === 'above' ? value > from : value < from));
  const rows = pattern.reduce((sum, point) => sum + point.n, 0);
  const level = pattern.reduce((sum, point) => sum + point.value!, 0) / pattern.length;
  const effect = Math.abs(worsening(definition, chart.mean, level));
  if (!(effect >= EFFECT) || rows < MINIMUM_ROWS) return null;
  return { ...row, chart, signal, months: pattern, level, effect, rows };
}

/** The strongest shift of each KPI, largest effect first. */
export function findShifts(
  context: SignalContext,
  rows: readonly Held[],
  towards: 'worse' | 'better',
): Shift[] {
  return rows
    .flatMap((row) => findShift(context, row, towards) ?? [])
    .sort((a, b) => b.effect - a.effect || a.definition.id.localeCompare(b.definition.id, 'en'));
}

/** "3 of the last 4 months nearer the upper limit 19 % than the mean 14 % (n = 31 deals)". */
export function describeShift(shift: Shift): string {
  const { definition, judged, chart, signal, months, rows } = shift;
  const limit = signal.side === 'above' ? chart.upper : chart.lower;
  const bound = `${signal.side === 'above' ? 'upper' : 'lower'} process limit`;
  const mean = shownValue(definition, judged, chart.mean);
  const behind = `n = ${countOf(definition, rows)}`;
  if (signal.rule === 'run')
    return `${months.length} months in a row ${signal.side} the mean ${mean} (${behind})`;
  if (signal.rule === 'near')
    return `${months.length} of 4 months nearer the ${bound} ${shownValue(definition, judged, limit)} than the mean ${mean} (${behind})`;
  const [value, edge] = inUnit(definition, judged, months[0]!.value!, limit);
  return `${monthName(months[0]!)} at ${value}, ${signal.side} the ${bound} ${edge} (mean ${mean}, ${behind})`;
}

function inUnit(
  definition: KpiDefinition,
  judged: JudgedKpi,
  value: number,
  limit: number,
): [string, string] {
  return formatAgainst(value, limit, definition.unit, judged.currency);
}
