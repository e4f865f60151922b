import type { Facts } from '../../facts/factset';
import type { Workspace } from '../../facts/workspace';
import type { KpiDefinition } from '../define';
import type { DayWindow, Measurement, SeriesPoint } from '../types';
import { createEngine, type Engine, type MeasureOptions } from './engine';
import { type Outcome, PROGRAMME } from './outcome';
import type { Touched } from './reading';
import { MOST_WINDOWS } from './scan';
import { wholeMonths } from './windows';

export { PROGRAMME } from './outcome';

export interface Measurements {
  /** Partner ordinal -> its measurements, in the order of the definitions. */
  byPartner: Map<number, Measurement[]>;
  /** The same over all partners; empty when only some were asked for. */
  programme: Measurement[];
}

/**
 * Partners whose figures are made one KPI after the other: enough for a KPI's own code to stay warm, and so few that
 * their lists are still young when they are full. An old list that is given a young object costs the collector.
 */
const TOGETHER = 50;

/**
 * Measures KPIs for partners and for the programme as a whole, each KPI in one pass over its rows.
 * @throws ExpressionError when a formula means nothing, RangeError when a column it reads was not loaded
 */
export function measureAll(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  options: MeasureOptions,
): Measurements {
  const run = createEngine(facts, definitions, options);
  const ordinals = run.context.partners ?? facts.partners.map((_, ordinal) => ordinal);
  const programme: Measurement[] = [];
  for (const definition of definitions) {
    run.evaluation(definition);
    if (!run.context.partners) programme.push(run.measure(definition, PROGRAMME));
  }
  const byPartner = new Map<number, Measurement[]>();
  for (let from = 0; from < ordinals.length; from += TOGETHER) {
    const some = ordinals.slice(from, from + TOGETHER);
    // Of their full length at once: thousands of lists that grow leave as many behind.
    const lists = some.map(() => new Array<Measurement>(definitions.length));
    definitions.forEach((definition, d) => {
      for (let i = 0; i < some.length; i++) lists[i]![d] = run.measure(definition, some[i]!);
    });
    for (let i = 0; i < some.length; i++) byPartner.set(some[i]!, lists[i]!);
  }
  return { byPartner, programme };
}

/**
 * A group's measurements after facts came or went: made anew only where they may be others.
 *
 * @param before its measurements before that, in the order of the definitions; made anew where there are none
 * @param touched what `Engine.follow` told of the changes since
 */
export function measureTouched(
  engine: Engine,
  definitions: readonly KpiDefinition[],
  group: number,
  before: readonly Measurement[],
  touched: ReadonlyMap<string, Touched>,
): Measurement[] {
  return definitions.map((definition, i) => {
    const known = before[i];
    if (known?.kpi !== definition.id || isTouched(touched.get(definition.id), group))
      return engine.measure(definition, group);
    return known;
  });
}

/** Whatever touches a partner, or rows without one, touches the programme. */
const isTouched = (touched: Touched | undefined, group: number): boolean =>
  touched !== undefined && (touched === 'everyone' || group === PROGRAMME || touched.has(group));

export interface SeriesOptions extends MeasureOptions {
  /** How many whole calendar months before the as-of day. */
  months: number;
}

/**
 * Whether all months can be read in one pass: rows have a day of their own, and nothing depends on the window or
 * quarter that is looked at. What is known of a row is always what is known at the as-of day.
 */
export function inOnePass(
  { formula, window }: KpiDefinition,
  find: (id: string) => KpiDefinition | undefined,
): boolean {
  if ('asOf' in window) return false;
  if (
    /"day":"(window|quarter|lookback)|"previous":true|"window":\{|"date":null/.test(JSON.stringify(formula))
  )
    return false;
  if (formula.kind !== 'composite') return true;
  return Object.values(formula.parts).every((part) => {
    const found = 'kpi' in part ? find(part.kpi) : undefined;
    return !('kpi' in part) || (found !== undefined && inOnePass(found, find));
  });
}

/**
 * A KPI by whole calendar months, for trends: months do not overlap, so each point is news.
 * The running month is left out. A KPI about a state is taken at the end of each month.
 * @returns for a partner ordinal or PROGRAMME the points, oldest first
 */
export function monthlySeriesOf(
  facts: Facts,
  definition: KpiDefinition,
  options: SeriesOptions,
): (group: number) => SeriesPoint[] {
  const months = wholeMonths(options.asOfDay, options.months);
  const point = (window: DayWindow, { value, n, numerator, denominator }: Outcome): SeriesPoint => ({
    window,
    value,
    n,
    numerator,
    denominator,
  });
  const readers: ((group: number) => SeriesPoint[])[] = [];
  if (inOnePass(definition, options.resolve ?? (() => undefined))) {
    const run = createEngine(facts, [definition], options);
    for (let from = 0; from < months.length; from += MOST_WINDOWS) {
      const part = months.slice(from, from + MOST_WINDOWS);
      const evaluation = run.evaluation(definition, part, false, true);
      readers.push((group) => part.map((window, slot) => point(window, evaluation.at(group, slot))));
    }
  } else {
    for (const month of months) {
      const one = oneMonth(definition, month, options);
      const run = createEngine(facts, [definition], one.options);
      const window = 'asOf' in definition.window ? { from: month.to, to: month.to } : month;
      const evaluation = run.evaluation(one.definition, [window], false);
      readers.push((group) => [point(month, evaluation.at(group, 0))]);
    }
  }
  return (group) => readers.flatMap((read) => read(group));
}

/**
 * What one month of a series is measured with, alone: the same number as that month's point comes out, and its rows.
 * @param month a whole calendar month before the as-of day
 */
export function oneMonth<O extends MeasureOptions>(
  definition: KpiDefinition,
  month: DayWindow,
  options: O,
): { definition: KpiDefinition; options: O } {
  if (inOnePass(definition, options.resolve ?? (() => undefined)))
    return { definition, options: { ...options, window: month } };
  return {
    definition: { ...definition, window: seriesSpec(definition) },
    options: { ...options, asOfDay: month.to, window: month },
  };
}

/** One month, for everything that is not a state. */
const seriesSpec = ({ window }: KpiDefinition): KpiDefinition['window'] =>
  'asOf' in window ? window : { months: 1 };

/**
 * One partner's KPI by whole calendar months, oldest first; see monthlySeriesOf. The cost is that of its rows.
 * @param partner ordinal, or PROGRAMME
 */
export function monthlySeries(
  facts: Facts,
  definition: KpiDefinition,
  partner: number,
  asOfDay: number,
  months: number,
  workspace: Workspace,
  resolve?: (id: string) => KpiDefinition | undefined,
): SeriesPoint[] {
  const partners = partner === PROGRAMME ? undefined : [partner];
  return monthlySeriesOf(facts, definition, { asOfDay, months, workspace, partners, resolve })(partner);
}
