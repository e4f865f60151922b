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
import { packSeries } from './series';

/** Months behind trends: enough for process limits to be trusted, and a year before it. */
export const MONTHS = 24;

export interface Figures {
  programme: Measurement[];
  /** Day of the newest fact of any partner that is not in the future; null without facts. */
  lastFactDay: number | null;
  /** One partner with facts at a time; each call measures nothing anew. */
  bases(): Generator<StoredBasis>;
}

/** Newest day of any table's facts before `asOfDay`. */
export function lastFactDay(facts: Facts, timeZone: string, asOfDay: number): number | null {
  const clock = clockOf(timeZone);
  let last: number | null = null;
  for (const { id, date, columns } of Object.values(factTables)) {
    const table = facts.table(id);
    if (table.rows === 0 || !table.has(date)) continue;
    const values = table.column(date) as Int32Array;
    const days = columns[date]?.kind === 'minute' ? clock.daysOfMinutes(values) : values;
    for (const day of days) if (day !== NO_TIME && day <= asOfDay && day > (last ?? NO_TIME)) last = day;
  }
  return last;
}

/** Rows by table of one partner; tables without any are left out. */
function countsOf(facts: Facts, ordinal: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of Object.keys(factTables)) {
    const { start } = facts.table(id);
    const rows = (start[ordinal + 2] ?? 0) - (start[ordinal + 1] ?? 0);
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
  return {
    programme,
    lastFactDay: lastFactDay(facts, workspace.timeZone, asOfDay),
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
        yield { partnerId, revision, asOfDay, measurements, series, counts };
      }
    },
  };
}
