import { isFirst, spread } from '../ends';
import type { Model } from '../types';

export const model: Model = {
  id: 'first',
  version: 1,
  name: 'First touch',
  says: 'The first touch has all the credit.',
  family: 'rule',
  weights(path) {
    const weights = new Float64Array(path.touches.length);
    spread(weights, path.touches, 1, isFirst(path));
    return weights;
  },
};
