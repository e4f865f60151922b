/** What a score is made of, part by part. Pure. */
import type { KpiDefinition } from './define';
import { GATE_CAP, isFailedGate, isScored } from './score';
import { DIMENSIONS, type Dimension, type JudgedKpi } from './types';
import { type DimensionWeights, EVEN_WEIGHTS } from './weights';

/** A judged KPI with what scores read of its definition. */
export type ScoredKpi = JudgedKpi & Pick<KpiDefinition, 'dimension' | 'direction' | 'weight' | 'gate'>;

/** A KPI that has a score, and what it adds. */
export interface ScorePart<K extends ScoredKpi> {
  kpi: K;
  /** What it counts for among all parts, 0-1. */
  share: number;
  /** Points of 100 that it brings. */
  adds: number;
}

export interface ScoreGroup<K extends ScoredKpi> {
  dimension: Dimension;
  /** The sum of what its parts add, divided by what they count for; null where none has a score. */
  score: number | null;
  share: number;
  adds: number;
  /** The weightiest first. */
  parts: ScorePart<K>[];
  /** KPIs that would count, had they a score. */
  without: K[];
}

export interface ScoreParts<K extends ScoredKpi> {
  /** Dimensions that have a KPI that counts. */
  groups: ScoreGroup<K>[];
  /** Gates that are failed for certain. */
  failedGates: K[];
  /** The sum of what all parts add; null where none has a score. */
  sum: number | null;
  /** The score that the parts make: the sum, held below the cap by a failed gate. */
  made: number | null;
  /** KPIs that have a score, and KPIs that count. */
  measured: number;
  total: number;
}

/**
 * Takes a score apart: the overall one by dimensions and their KPIs, or that of one dimension, which no gate caps.
 * What the parts add, added up, is the score.
 *
 * @param only the dimension whose score it is; null = the overall score
 */
export function scoreParts<K extends ScoredKpi>(
  kpis: readonly K[],
  only: Dimension | null,
  weights: DimensionWeights = EVEN_WEIGHTS,
): ScoreParts<K> {
  const counts = kpis.filter(isScored);
  const dimensions = DIMENSIONS.filter((dimension) => only === null || dimension === only);
  const weightOf = (rows: readonly K[]) => rows.reduce((sum, { weight }) => sum + weight, 0);
  const sorted = dimensions.map((dimension) => {
    const rows = counts.filter((kpi) => kpi.dimension === dimension);
    return {
      dimension,
      scored: rows.filter(({ score }) => score !== null).sort((a, b) => b.weight - a.weight),
      without: rows.filter(({ score }) => score === null),
    };
  });
  const all = sorted.reduce(
    (sum, { dimension, scored }) => sum + (scored.length > 0 ? weights[dimension] : 0),
    0,
  );
  const groups = sorted
    .filter(({ scored, without }) => scored.length + without.length > 0)
    .map(({ dimension, scored, without }): ScoreGroup<K> => {
      const share = scored.length > 0 ? weights[dimension] / all : 0;
      const weight = weightOf(scored);
      const parts = scored.map((kpi) => {
        const part = (share * kpi.weight) / weight;
        return { kpi, share: part, adds: part * kpi.score! };
      });
      const adds = parts.reduce((sum, part) => sum + part.adds, 0);
      return { dimension, score: scored.length > 0 ? adds / share : null, share, adds, parts, without };
    });
  const sum = all > 0 ? groups.reduce((total, { adds }) => total + adds, 0) : null;
  const failedGates = only === null ? counts.filter((kpi) => isFailedGate(kpi, kpi)) : [];
  const cap = failedGates.length > 0 ? GATE_CAP : 100;
  return {
    groups,
    failedGates,
    sum,
    made: sum === null ? null : Math.min(sum, cap),
    measured: groups.reduce((count, { parts }) => count + parts.length, 0),
    total: groups.reduce((count, { parts, without }) => count + parts.length + without.length, 0),
  };
}

const CLOSE = 1e-9;

/** Whether two scores are the same to nine digits. */
export function sameScore(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= CLOSE * Math.max(1, Math.abs(a), Math.abs(b));
}
