import { qualityScore } from '../quality-score';
import { QUALITY_WEIGHTS } from '../weights';

export const definition = qualityScore(QUALITY_WEIGHTS, 2);
