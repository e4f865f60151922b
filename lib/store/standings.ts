/**
 * What every partner measures in one KPI, kept beside the scorecards: a list of ten thousand partners reads one small
 * record instead of as many scorecards. It holds measurements, no judgement: limits are resolved where it is shown.
 */
import type { Measurement } from '../kpi/types';
import { database, type LensDatabase } from './db';
import type { StoredBasis } from './types';

const FIELDS = ['value', 'n', 'low', 'high', 'numerator', 'denominator', 'immature'] as const;
const WIDTH = FIELDS.length;

type Note = Pick<Measurement, 'currency' | 'foreign' | 'atLeast'>;

/** Partners that measure anything in one KPI. */
export interface StoredStandings {
  kpi: string;
  window: Measurement['window'];
  partnerIds: string[];
  /** Value, n, low, high, numerator, denominator and immature of each; NaN = none. */
  figures: Float64Array;
  /** By place in `partnerIds`: what most do not have. */
  notes: Record<number, Note>;
}

interface Growing {
  window: Measurement['window'];
  partnerIds: string[];
  figures: number[];
  notes: Record<number, Note>;
}

/** Gathers standings while partners are measured one after the other. */
export class StandingsBuilder {
  private readonly byKpi = new Map<string, Growing>();

  add({ partnerId, measurements }: Pick<StoredBasis, 'partnerId' | 'measurements'>): void {
    for (const measurement of measurements) {
      if (measurement.value === null) continue;
      let growing = this.byKpi.get(measurement.kpi);
      if (!growing) {
        growing = { window: measurement.window, partnerIds: [], figures: [], notes: {} };
        this.byKpi.set(measurement.kpi, growing);
      }
      const { currency, foreign, atLeast } = measurement;
      if (currency !== undefined || foreign || atLeast)
        growing.notes[growing.partnerIds.length] = {
          ...(currency === undefined ? {} : { currency }),
          ...(foreign ? { foreign } : {}),
          ...(atLeast ? { atLeast } : {}),
        };
      growing.partnerIds.push(partnerId);
      for (const field of FIELDS) growing.figures.push(measurement[field] ?? Number.NaN);
    }
  }

  rows(): StoredStandings[] {
    return [...this.byKpi].map(([kpi, { figures, ...rest }]) => ({
      kpi,
      ...rest,
      figures: Float64Array.from(figures),
    }));
  }
}

/** Replaces all standings. */
export async function putStandings(
  rows: readonly StoredStandings[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.standings, async () => {
    await db.standings.clear();
    await db.standings.bulkPut(rows);
  });
}

/** What partners measure in a KPI, by partner; those without a value are not in it. */
export async function standingsOf(
  kpi: string,
  db: LensDatabase = database(),
): Promise<ReadonlyMap<string, Measurement>> {
  const standings = new Map<string, Measurement>();
  const row = await db.standings.get(kpi);
  if (!row) return standings;
  for (const [place, partnerId] of row.partnerIds.entries()) {
    const [value, n, low, high, numerator, denominator, immature] = Array.from(
      row.figures.subarray(place * WIDTH, (place + 1) * WIDTH),
      (figure) => (Number.isNaN(figure) ? null : figure),
    );
    standings.set(partnerId, {
      kpi,
      value: value ?? null,
      n: n ?? 0,
      low: low ?? null,
      high: high ?? null,
      numerator: numerator ?? null,
      denominator: denominator ?? null,
      immature: immature ?? 0,
      excluded: {},
      window: row.window,
      ...row.notes[place],
    });
  }
  return standings;
}
