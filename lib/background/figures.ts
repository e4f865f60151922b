/** Measures every partner that has facts. Pure: facts and day come in, what scorecards are judged from goes out. */
import type { Facts } from '../facts/factset';
import { factTables } from '../facts/registry';
import { GONE } from '../facts/table';
import { clockOf } from '../facts/time';
import { NO_TIME } from '../facts/types';
import type { KpiDefinition } from '../kpi/define';
import type { Engine, MeasureOptions } from '../kpi/engine/engine';
import { measureTouched, monthlySeriesOf, PROGRAMME } from '../kpi/engine/measure';
import { NONE, type Touched } from '../kpi/engine/reading';
import type { Measurement, SeriesPoint } from '../kpi/types';
import type { StoredBasis } from '../store/types';
import type { FactsInMemory } from './facts';
import { recentParts } from './recent-parts';
import { seenMarker } from './seen-share';
import { packSeries, unpackSeries } from './series';
import { largestShares } from './shares';
import { unmappedStages } from './unmapped';

/** Months behind trends: enough for process limits to be trusted, and a year before it. */
export const MONTHS = 24;

export interface Figures {
  programme: Measurement[];
  /** Ordinals of the partners that have figures of their own to be written. */
  partners: readonly number[];
  /**
   * What a partner's scorecard is judged from; null where it has no facts.
   * @param before the same before the facts changed, where only what they touch is measured anew
   */
  basisOf(ordinal: number, before?: StoredBasis): StoredBasis | null;
}

/**
 * Newest day, up to `today`, on which anything in the loaded facts happened; plans do not count.
 * @param columns columns that were loaded, by table
 */
export function lastFactDay(
  { facts, columns: loaded }: Pick<FactsInMemory, 'facts' | 'columns'>,
  timeZone: string,
  today: number,
): number | null {
  const clock = clockOf(timeZone);
  let last = NO_TIME;
  for (const { id, columns } of Object.values(factTables)) {
    const table = facts.table(id);
    if (table.rows === 0) continue;
    for (const column of loaded[id] ?? []) {
      const { kind, ahead } = columns[column]!;
      if ((kind !== 'day' && kind !== 'minute') || ahead || !table.has(column)) continue;
      const values = table.column(column) as Int32Array;
      const days = kind === 'minute' ? clock.daysOfMinutes(values) : values;
      const { partner } = table;
      for (let row = 0; row < days.length; row++) {
        const day = days[row]!;
        if (day <= today && day > last && partner[row] !== GONE) last = day;
      }
    }
  }
  return last === NO_TIME ? null : last;
}

/** Data whose newest fact is older than this is looked at as of its own end. */
const QUIET_DAYS = 31;

/**
 * Day on which windows end (exclusive): today, or the day after the newest fact where that is more than 31 days ago.
 * A window that ends today would hold nothing of an older export, and say nothing of it.
 */
export function endOfData(last: number | null, today: number): number {
  return last !== null && today - last > QUIET_DAYS ? last + 1 : today;
}

/** Rows by table of one partner; tables without any are left out. */
function countsOf(facts: Facts, ordinal: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of Object.keys(factTables)) {
    const rows = facts.table(id).count(ordinal);
    if (rows > 0) counts[id] = rows;
  }
  return counts;
}

/** What is measured, and what with. */
export interface Measuring {
  inMemory: FactsInMemory;
  definitions: readonly KpiDefinition[];
  /** Measures everybody; follows the facts. */
  engine: Engine;
  /** Day on which the windows end, exclusive. */
  asOfDay: number;
  /** The programme as it was measured last, in the order of the definitions; empty where it was not. */
  programme: readonly Measurement[];
}

export const optionsOf = ({
  inMemory,
  definitions,
  asOfDay,
}: Pick<Measuring, 'inMemory' | 'definitions' | 'asOfDay'>): MeasureOptions => {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  return { asOfDay, workspace: inMemory.workspace, resolve: (id) => byId.get(id) };
};

const NOTHING: ReadonlyMap<string, Touched> = new Map();

/**
 * Measures partners that have facts.
 *
 * @param touched KPI -> partners whose figures may have changed; null = all of all. Others keep theirs.
 * @param breathe awaited between KPIs: trends over a million facts take seconds, and others wait for their turn
 */
export async function computeFigures(
  measuring: Measuring,
  touched: ReadonlyMap<string, Touched> | null,
  breathe: () => Promise<unknown>,
): Promise<Figures> {
  const { inMemory, definitions, engine, asOfDay } = measuring;
  const { facts, revision } = inMemory;
  const options = optionsOf(measuring);
  const everybody = facts.partners.map((_, ordinal) => ordinal);
  const partnersOf = (kpi: string): readonly number[] => {
    const some = touched ? (touched.get(kpi) ?? NONE) : 'everyone';
    return some === 'everyone' ? everybody : [...some].filter((ordinal) => ordinal >= 0);
  };
  const asked = definitions.map((definition) => ({ definition, partners: partnersOf(definition.id) }));
  const partners = touched ? [...new Set(asked.flatMap((one) => one.partners))] : everybody;
  if (touched) engine.ready(partners);
  const again = (group: number, before: readonly Measurement[]) =>
    measureTouched(engine, definitions, group, touched ? before : [], touched ?? NOTHING);
  const programme = again(PROGRAMME, measuring.programme);

  // Only what is judged or shown as volume has a trend worth keeping, and only where something was measured.
  const measured = new Set(programme.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
  const trends = new Map<string, { has: ReadonlySet<number>; of: (ordinal: number) => SeriesPoint[] }>();
  for (const { definition, partners: some } of asked) {
    if (!measured.has(definition.id) || some.length === 0) continue;
    await breathe();
    trends.set(definition.id, {
      has: new Set(some),
      of: monthlySeriesOf(facts, definition, {
        ...options,
        months: MONTHS,
        ...(some === everybody ? {} : { partners: some }),
      }),
    });
  }
  await breathe();
  const totals = touched ? definitions.filter(({ id }) => touched.has(id)) : definitions;
  const sharesOf = largestShares(facts, totals, touched ? { ...options, partners } : options);
  const withSeen = seenMarker(measuring, options);
  const stagesOf = unmappedStages(facts, inMemory.workspace.stageTerms ?? []);

  const seriesOf = (ordinal: number, before?: StoredBasis): StoredBasis['series'] => {
    const series: StoredBasis['series'] = {};
    for (const { id } of definitions) {
      const trend = trends.get(id);
      const points = trend?.has.has(ordinal) ? trend.of(ordinal) : null;
      if (points === null) {
        // What nobody has measured any more has no trend.
        if (before?.series[id] && measured.has(id)) series[id] = before.series[id];
      } else if (points.some(({ n }) => n > 0)) series[id] = packSeries(points);
    }
    return series;
  };
  const shares = (ordinal: number, measurements: readonly Measurement[], before?: StoredBasis) => {
    const kept = Object.entries(before?.largestShare ?? {}).filter(
      ([kpi]) => !totals.some(({ id }) => id === kpi),
    );
    return { ...Object.fromEntries(kept), ...sharesOf(ordinal, measurements) };
  };
  return {
    programme,
    partners,
    basisOf(ordinal, before) {
      const counts = countsOf(facts, ordinal);
      if (Object.keys(counts).length === 0) return null;
      const kept = new Set(before?.measurements);
      const measurements = again(ordinal, before?.measurements ?? []).map((measurement, i) =>
        kept.has(measurement) ? measurement : withSeen(definitions[i]!, ordinal, measurement),
      );
      const stages = stagesOf(ordinal);
      const series = seriesOf(ordinal, before);
      const parts = recentParts(facts, definitions, ordinal, options, (kpi) =>
        series[kpi] ? unpackSeries(series[kpi]) : [],
      );
      return {
        partnerId: facts.partners[ordinal]!.id,
        revision,
        asOfDay,
        measurements,
        series,
        counts,
        largestShare: shares(ordinal, measurements, before),
        ...(stages.length > 0 ? { unmappedStages: stages } : {}),
        ...(parts ? { changeParts: parts } : {}),
      };
    },
  };
}
