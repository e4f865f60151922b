import { EVEN_WEIGHTS, QUALITY_WEIGHTS, weightsFor } from '../../kpi/weights';
import type { Handler } from '../../messaging/server';
import { focusScope } from '../../store/focus';
import { getWeights } from '../../store/weights';
import { subjectOf } from '../limits';

export const handle: Handler<'weights.get'> = async (input) => {
  const stored = await getWeights();
  const found = weightsFor(stored, await subjectOf(input));
  return {
    dimensions: {
      own: stored.dimensions[focusScope(input)]?.weights ?? null,
      effective: found?.dimensions ?? EVEN_WEIGHTS,
      from: found?.from ?? 'default',
      version: found?.version ?? 0,
    },
    quality: stored.quality ?? { weights: QUALITY_WEIGHTS, version: 0 },
  };
};
