/** Measures every partner that has facts. Pure: facts and day come in, what scorecards are judged from goes out. */
import type { Facts } from '../facts/factset';
import { factTables } from '../facts/registry';
import { clockOf } from '../facts/time';
import { NO_TIME } from '../facts/types';
import type { Workspace } from '../facts/workspace';
import type { KpiDefinition } from '../kpi/define';
import { measureAll, monthlySeriesOf } from '../kpi/engine/measure';
import type { Measurement, SeriesPoint } from '../kpi/types';
import type { StoredBasis } from '../store/types';
import type { FactsInMemory } from './facts';
import { packSeries } from './series';
import { largestShares } from './shares';
import { unmappedStages } from './unmapped';

/** Months behind trends: enough for process limits to be trusted, and a year before it. */
export const MONTHS = 24;

export interface Figures {
  programme: Measurement[];
  /** One partner with facts at a time; each call measures nothing anew. */
  bases(): Generator<StoredBasis>;
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
      for (const day of days) if (day <= today && day > last) last = day;
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

/**
 * @param revision data revision of the facts
 * @param asOfDay day on which the windows end, exclusive
 * @param breathe awaited between KPIs: trends over a million facts take seconds, and others wait for their turn
 */
export async function computeFigures(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  workspace: Workspace,
  asOfDay: number,
  revision: number,
  breathe: () => Promise<unknown>,
): Promise<Figures> {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  const options = { asOfDay, workspace, resolve: (id: string) => byId.get(id) };
  const { byPartner, programme } = measureAll(facts, definitions, options);
  // Only what is judged or shown as volume has a trend worth keeping, and only where something was measured.
  const measured = new Set(programme.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
  const trends: { id: string; of: (ordinal: number) => SeriesPoint[] }[] = [];
  for (const definition of definitions) {
    if (!measured.has(definition.id)) continue;
    await breathe();
    trends.push({
      id: definition.id,
      of: monthlySeriesOf(facts, definition, { ...options, months: MONTHS }),
    });
  }
  await breathe();
  const sharesOf = largestShares(facts, definitions, options);
  const stagesOf = unmappedStages(facts);
  return {
    programme,
    *bases() {
      for (const [ordinal, measurements] of byPartner) {
        const counts = countsOf(facts, ordinal);
        if (Object.keys(counts).length === 0) continue;
        const series: StoredBasis['series'] = {};
        for (const trend of trends) {
          const points = trend.of(ordinal);
          if (points.some(({ n }) => n > 0)) series[trend.id] = packSeries(points);
        }
        const partnerId = facts.partners[ordinal]!.id;
        const largestShare = sharesOf(ordinal, measurements);
        const stages = stagesOf(ordinal);
        yield {
          partnerId,
          revision,
          asOfDay,
          measurements,
          series,
          counts,
          largestShare,
          ...(stages.length > 0 ? { unmappedStages: stages } : {}),
        };
      }
    },
  };
}
