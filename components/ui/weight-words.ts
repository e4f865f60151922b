import { DIMENSIONS } from '@/lib/kpi/types';
import type { AppliedWeights } from '@/lib/kpi/weights';
import { DIMENSION_WORDS } from './DimensionBars';
import { originWords } from './limit-words';

/** `Performance 40, Quality 30, … (set for its type, version 3)`; without a person's weights `each dimension alike`. */
export function weightWords(weights: AppliedWeights | undefined): string {
  if (!weights) return 'each dimension alike';
  const parts = DIMENSIONS.map((each) => `${DIMENSION_WORDS[each]} ${weights.dimensions[each]}`);
  return `${parts.join(', ')} (${originWords(weights.from)}, version ${weights.version})`;
}
