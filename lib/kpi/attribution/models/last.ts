import { isLast, spread } from '../ends';
import type { Model } from '../types';

export const model: Model = {
  id: 'last',
  version: 1,
  name: 'Last touch',
  says: 'The last touch before the conversion has all the credit.',
  family: 'rule',
  weights(path) {
    const weights = new Float64Array(path.touches.length);
    spread(weights, path.touches, 1, isLast(path));
    return weights;
  },
};
