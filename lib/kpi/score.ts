import type { KpiDefinition } from './define';
import { DIMENSIONS, type DimensionScore, type JudgedKpi } from './types';
import { type DimensionWeights, EVEN_WEIGHTS } from './weights';

/** A confidently failed gate keeps the overall score below this. */
export const GATE_CAP = 49;

/** Whether a KPI takes part in scores and verdicts; the others are only shown. */
export function isScored(definition: Pick<KpiDefinition, 'direction' | 'weight'>): boolean {
  return definition.direction !== 'info' && definition.weight > 0;
}

/** A gate whose limit is broken for certain. */
export function isFailedGate(
  definition: Pick<KpiDefinition, 'gate'>,
  judged: JudgedKpi | undefined,
): boolean {
  return definition.gate && judged?.grade === 'fail' && judged.state === 'confident';
}

/**
 * Scores by dimension: the mean of its KPIs' scores by their weights, re-normalised over those that have a score.
 * What is not measured, insufficient or without a limit has none, and counts in `total` only.
 */
export function scoreDimensions(
  definitions: readonly KpiDefinition[],
  judged: ReadonlyMap<string, JudgedKpi>,
): DimensionScore[] {
  return DIMENSIONS.map((dimension) => {
    let weights = 0;
    let sum = 0;
    let measured = 0;
    let total = 0;
    for (const definition of definitions) {
      if (definition.dimension !== dimension || !isScored(definition)) continue;
      total++;
      const score = judged.get(definition.id)?.score ?? null;
      if (score === null) continue;
      measured++;
      weights += definition.weight;
      sum += definition.weight * score;
    }
    return { dimension, score: weights > 0 ? sum / weights : null, measured, total };
  });
}

export interface Overall {
  /** Share of the scored KPIs that have a score, 0-1; 0 where there are none. */
  coverage: number;
  /** Mean of the dimensions that have a score, 0-100, by their weights; null when none has. */
  score: number | null;
}

/**
 * Coverage and overall score; a gate failed for certain caps the score at `GATE_CAP`, whatever the weights.
 *
 * @param weights of the dimensions, re-normalised over those that have a score
 */
export function scoreOverall(
  definitions: readonly KpiDefinition[],
  judged: ReadonlyMap<string, JudgedKpi>,
  dimensions: readonly DimensionScore[],
  weights: DimensionWeights = EVEN_WEIGHTS,
): Overall {
  let measured = 0;
  let total = 0;
  let sum = 0;
  let scored = 0;
  for (const dimension of dimensions) {
    measured += dimension.measured;
    total += dimension.total;
    if (dimension.score === null) continue;
    sum += weights[dimension.dimension] * dimension.score;
    scored += weights[dimension.dimension];
  }
  const coverage = total > 0 ? measured / total : 0;
  if (scored === 0) return { coverage, score: null };
  const capped = definitions.some((definition) => isFailedGate(definition, judged.get(definition.id)));
  return { coverage, score: Math.min(sum / scored, capped ? GATE_CAP : 100) };
}
