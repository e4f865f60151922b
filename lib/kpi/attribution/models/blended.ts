import { normalised } from '../ends';
import { findModel } from '../registry';
import type { Model } from '../types';

export const model: Model = {
  id: 'blended',
  version: 1,
  name: 'Blended',
  says: 'The mean of several models, weighted as the settings say.',
  family: 'rule',
  reads: ['blend', 'halfLifeDays', 'roles'],
  weights(path, settings) {
    const weights = new Float64Array(path.touches.length);
    for (const [id, part] of Object.entries(settings.blend)) {
      const own = findModel(id)!.weights(path, settings);
      for (let i = 0; i < own.length; i++) weights[i]! += part * own[i]!;
    }
    return normalised(weights);
  },
};
