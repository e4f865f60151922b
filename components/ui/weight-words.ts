import { GATE_CAP } from '@/lib/kpi/score';
import { DIMENSIONS } from '@/lib/kpi/types';
import type { AppliedWeights } from '@/lib/kpi/weights';
import type { ScorecardView } from '@/lib/messaging/views';
import { DIMENSION_WORDS } from './dimension-words';
import { originWords } from './limit-words';

/** `Performance 40, Quality 30, … (set for its type, version 3)`; without a person's weights `each dimension alike`. */
export function weightWords(weights: AppliedWeights | undefined): string {
  if (!weights) return 'each dimension alike';
  const parts = DIMENSIONS.map((each) => `${DIMENSION_WORDS[each]} ${weights.dimensions[each]}`);
  return `${parts.join(', ')} (${originWords(weights.from)}, version ${weights.version})`;
}

/** ` from 2 of 5 dimensions` where some are not measured: what is left counts for all. Else empty. */
export function fromDimensions({ dimensions }: Pick<ScorecardView, 'dimensions'>): string {
  const defined = dimensions.filter(({ total }) => total > 0);
  const scored = defined.filter(({ score }) => score !== null);
  return scored.length < defined.length ? ` from ${scored.length} of ${defined.length} dimensions` : '';
}

/** Why the overall score is less than its dimensions make: a gate that fails for certain caps it. Else empty. */
export function capWords({ score, dimensions, weights }: ScorecardView): string {
  if (score !== GATE_CAP) return '';
  let sum = 0;
  let scored = 0;
  for (const each of dimensions) {
    if (each.score === null) continue;
    const weight = weights?.dimensions[each.dimension] ?? 1;
    sum += weight * each.score;
    scored += weight;
  }
  return sum / scored > GATE_CAP ? `; a gate fails for certain and keeps it below ${GATE_CAP + 1}` : '';
}
