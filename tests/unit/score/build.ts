import type { KpiDefinition } from '@/lib/kpi/define';
import { won } from '@/lib/kpi/fragments';
import { judge } from '@/lib/kpi/judge';
import type { JudgedKpi, Measurement, ResolvedLimit, SeriesPoint } from '@/lib/kpi/types';
import { wilson } from '@/lib/stats/wilson';

/** Definitions and measurements for tests; of a formula, verdicts only look at whether it yields a part of a whole. */
export function definition(id: string, part: Partial<KpiDefinition> = {}): KpiDefinition {
  return {
    id,
    code: 'K00',
    name: id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
    question: 'How many?',
    dimension: 'performance',
    unit: 'percent',
    direction: 'higher',
    kind: 'lagging',
    depth: 'deep',
    window: { days: 90 },
    maturityDays: null,
    minimum: { n: 20, of: 'closed deals' },
    limit: { basis: 'absolute', warn: 0.3, fail: 0.2 },
    weight: 1,
    gate: false,
    includes: '',
    excludes: '',
    sourceOfRecord: 'CRM',
    cadence: 'monthly',
    owner: 'RevOps',
    version: 1,
    source: 'H',
    formula: { kind: 'proportion', rows: { table: 'deals', date: 'closed' }, success: won },
    ...part,
  };
}

/** k of n as the engine would measure it. */
export function share(kpi: string, k: number, n: number): Measurement {
  const interval = wilson(k, n);
  return {
    kpi,
    value: n > 0 ? k / n : null,
    n,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    numerator: k,
    denominator: n,
    immature: 0,
    excluded: {},
    window: { from: 20_000, to: 20_090 },
  };
}

/** A value with any interval; a total where none is given. */
export function measured(
  kpi: string,
  value: number | null,
  n: number,
  low: number | null = null,
  high: number | null = null,
): Measurement {
  return { ...share(kpi, 0, 0), value, n, low, high, numerator: value, denominator: null };
}

export const limit = (warn: number, fail: number): ResolvedLimit => ({ warn, fail, from: 'default' });

/** Judged under the definition's own absolute limit. */
export function judged(kpi: KpiDefinition, measurement: Measurement): JudgedKpi {
  return judge(kpi, measurement, kpi.limit && limit(kpi.limit.warn, kpi.limit.fail));
}

/** Whole months ending at `asOfDay`, oldest first. */
export function months(
  asOfDay: number,
  points: readonly { k?: number | null; n: number; value?: number | null }[],
): SeriesPoint[] {
  return points.map(({ k = null, n, value }, i) => {
    const to = asOfDay - 30 * (points.length - 1 - i);
    return {
      window: { from: to - 30, to },
      value: value !== undefined ? value : k === null || n === 0 ? null : k / n,
      n,
      numerator: k,
      denominator: k === null ? null : n,
    };
  });
}
