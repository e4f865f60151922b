import type { Model } from '../types';

export const model: Model = {
  id: 'linear',
  version: 1,
  name: 'Linear',
  says: 'Every touch has the same credit.',
  family: 'rule',
  weights: ({ touches }) => new Float64Array(touches.length).fill(1 / touches.length),
};
