import type { Partner } from '../match/types';
import { evaluateSignals } from '../signals/registry';
import type { LargestShare, SignalContext } from '../signals/types';
import type { LayeredLimit } from '../store/types';
import { isOwn } from './catalogue';
import type { KpiDefinition } from './define';
import { judge } from './judge';
import { comparedKpi, resolveLimit } from './limits';
import { scoreDimensions, scoreOverall } from './score';
import type { JudgedKpi, Measurement, Scorecard, SeriesPoint } from './types';
import { answer } from './verdict';
import { NO_WEIGHTS, type StoredWeights, weightsFor } from './weights';

export interface ScorecardInput {
  partner: Pick<Partner, 'id' | 'name' | 'type' | 'tier'>;
  definitions: readonly KpiDefinition[];
  /** The partner's, one a KPI; a KPI without one is not measured. */
  measurements: readonly Measurement[];
  /** Pooled over all partners. */
  programme: readonly Measurement[];
  /** The partner's months of a KPI, oldest first. */
  series: (kpi: string) => readonly SeriesPoint[];
  /** Every stored limit; those of other partners are passed over. */
  limits: readonly LayeredLimit[];
  /** What a person set the dimensions to count for. */
  weights?: StoredWeights;
  /** Day the windows end on (exclusive). */
  asOfDay: number;
  now: Date;
  /** Day of the computation; the as-of day when left out. */
  today?: number;
  /** Day of the newest imported fact of any partner. */
  lastFactDay?: number | null;
  /** The partner's rows by fact table. */
  counts?: Readonly<Record<string, number>>;
  largestShare?: Readonly<Record<string, LargestShare>>;
  changeParts?: SignalContext['changeParts'];
  unmappedStages?: SignalContext['unmappedStages'];
  tracking?: SignalContext['tracking'];
  /** How many signals to keep, the most severe first; a panel's few when left out. */
  signalCap?: number;
}

/**
 * Judges, scores and reads the signals of one partner from what was measured. It reads no fact and costs little:
 * after a limit change it is run again on the same measurements.
 */
export function buildScorecard(input: ScorecardInput): Scorecard {
  const { partner, definitions, asOfDay } = input;
  const measured = byKpi(input.measurements);
  const programme = byKpi(input.programme);
  const subject = { partnerId: partner.id, type: partner.type, tier: partner.tier };
  const judged = new Map<string, JudgedKpi>();
  for (const definition of definitions) {
    const limit = resolveLimit(
      definition,
      input.limits,
      subject,
      programme.get(comparedKpi(definition))?.value ?? null,
    );
    const measurement =
      measured.get(definition.id) ??
      unmeasured(definition.id, asOfDay, 'It was not computed with the others: recompute the scorecard.');
    judged.set(definition.id, {
      ...judge(definition, measurement, limit),
      ...(isOwn(definition) ? { version: definition.version } : {}),
    });
  }
  const dimensions = scoreDimensions(definitions, judged);
  const weights = weightsFor(input.weights ?? NO_WEIGHTS, subject);
  return {
    partnerId: partner.id,
    asOfDay,
    computedAt: input.now.toISOString(),
    kpis: [...judged.values()],
    dimensions,
    ...scoreOverall(definitions, judged, dimensions, weights?.dimensions),
    ...(weights ? { weights } : {}),
    verdicts: [
      answer('working', definitions, judged, programme),
      answer('right-way', definitions, judged, programme),
    ],
    signals: evaluateSignals(
      {
        partner,
        definitions,
        judged,
        series: input.series,
        programme,
        asOfDay,
        today: input.today ?? asOfDay,
        lastFactDay: input.lastFactDay ?? null,
        counts: input.counts ?? {},
        largestShare: input.largestShare,
        changeParts: input.changeParts,
        unmappedStages: input.unmappedStages,
        tracking: input.tracking,
      },
      input.signalCap,
    ),
  };
}

const byKpi = (measurements: readonly Measurement[]): Map<string, Measurement> =>
  new Map(measurements.map((measurement) => [measurement.kpi, measurement]));

/** A measurement that is not there, and why. */
export function unmeasured(kpi: string, asOfDay: number, reason: string): Measurement {
  return {
    kpi,
    value: null,
    n: 0,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    immature: 0,
    excluded: {},
    window: { from: asOfDay, to: asOfDay },
    reason,
  };
}
