import type { KpiDefinition } from '../../kpi/define';
import { formatAgainst } from '../../kpi/format';
import { countOf, shownValue } from '../../kpi/sentences';
import type { JudgedKpi, SeriesPoint } from '../../kpi/types';
import { tCritical } from '../../stats/distributions/student-t';
import { type Xmr, type XmrSignal, xmr } from '../../stats/xmr';
import type { SignalContext } from '../types';
import { monthName, monthsWithRows } from './months';
import { type Held, worsening } from './select';
import { compareMonths } from './windows';

/** A smaller move than this of the process mean is not worth a person's time, however certain. */
const EFFECT = 0.1;
/** Fewest rows behind the months of the pattern. */
const MINIMUM_ROWS = 5;
/** The pattern must reach into these newest months. */
const FRESH = 2;
const STRENGTH = { outside: 0, near: 1, run: 2 } as const;
/**
 * Error of the first kind shared by all the KPIs that are looked at together. The months must be an XmR signal as well,
 * and the two are not independent: with this level fewer than one scorecard in twenty alarms by chance, of 20 KPIs as of
 * 60 (simulated in the tests).
 */
const LEVEL = 0.25;
/** Months among which the pattern could have been found: its own chance is that many times as large. */
const LOOKS = { outside: FRESH, near: 4 * FRESH, run: FRESH } as const;
/** A newest month with less than this part of the usual rows has not all of its outcomes yet. */
const RIPE = 0.5;

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

/** The months without newest ones that hold few of the usual rows. */
function ripeMonths(months: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const sorted = months.map(({ n }) => n).sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return months.slice(0, months.findLastIndex(({ n }) => n >= RIPE * usual) + 1);
}

/**
 * Whether the pattern's months differ from all others by more than chance: two shares or rates by their counts, other
 * values by Student's t with pooled spread of the other months. An XmR signal alone comes up by chance about once in a
 * hundred months, and a scorecard has many KPIs.
 */
function isBeyondChance(
  definition: KpiDefinition,
  pattern: readonly SeriesPoint[],
  others: readonly SeriesPoint[],
  level: number,
): boolean {
  const change = compareMonths(definition, others, pattern);
  if (change) return change.p < level;
  const [k, m] = [pattern.length, others.length];
  if (m < 3) return false;
  const mean = (points: readonly SeriesPoint[]) =>
    points.reduce((sum, point) => sum + point.value!, 0) / points.length;
  const centre = mean(others);
  const spread = Math.sqrt(others.reduce((sum, point) => sum + (point.value! - centre) ** 2, 0) / (m - 1));
  const t = Math.abs(mean(pattern) - centre) / (spread * Math.sqrt(1 / k + 1 / m));
  return t > tCritical(level, m - 1);
}

/**
 * Where the months beyond a process limit began that end at `to`. Without those before it, a month of a lasting shift
 * would be compared with others of the same shift.
 */
function outsideSince(
  values: readonly (number | null)[],
  to: number,
  edge: number,
  side: 'above' | 'below',
): number {
  let since = to;
  for (let at = to; at >= 0; at--) {
    const value = values[at] ?? null;
    if (value === null) continue;
    if (side === 'above' ? value <= edge : value >= edge) break;
    since = at;
  }
  return since;
}

/**
 * The newest pattern of a KPI's months that Wheeler's rules call a signal, in the asked direction, with its size and
 * the rows behind it; null where there are too few months or rows, the move is small, or chance explains it.
 * @param error error of the first kind
 */
function findShift(
  row: Held,
  months: readonly SeriesPoint[],
  towards: 'worse' | 'better',
  error: number,
): Shift | null {
  const { definition } = row;
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
  const start = signal.rule === 'outside' ? outsideSince(values, signal.to, edge, side) : signal.from;
  const pattern = months
    .slice(start, signal.to + 1)
    .filter(({ value }) => value !== null && (side === 'above' ? value > from : value < from));
  const rows = pattern.reduce((sum, point) => sum + point.n, 0);
  const level = pattern.reduce((sum, point) => sum + point.value!, 0) / pattern.length;
  const effect = Math.abs(worsening(definition, chart.mean, level));
  if (!(effect >= EFFECT) || rows < MINIMUM_ROWS) return null;
  const others = months.filter((point) => point.value !== null && !pattern.includes(point));
  if (!isBeyondChance(definition, pattern, others, error / LOOKS[signal.rule])) return null;
  return { ...row, chart, signal, months: pattern, level, effect, rows };
}

/** The strongest shift of each KPI, largest effect first; the error of the first kind is shared by all KPIs looked at. */
export function findShifts(
  context: SignalContext,
  rows: readonly Held[],
  towards: 'worse' | 'better',
): Shift[] {
  const charted = rows
    .map((row) => ({ row, months: ripeMonths(monthsWithRows(context, row.definition.id)) }))
    .filter(({ months }) => xmr(months.map(({ value }) => value)) !== null);
  return charted
    .flatMap(({ row, months }) => findShift(row, months, towards, LEVEL / charted.length) ?? [])
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
  const newest = months.at(-1)!;
  const [value, edge] = inUnit(definition, judged, newest.value!, limit);
  const lasting = months.length > 1 ? ` for ${months.length} months` : '';
  return `${monthName(newest)} at ${value}, ${signal.side} the ${bound} ${edge}${lasting} (mean ${mean}, ${behind})`;
}

function inUnit(
  definition: KpiDefinition,
  judged: JudgedKpi,
  value: number,
  limit: number,
): [string, string] {
  return formatAgainst(value, limit, definition.unit, judged.currency);
}
