import type { Model } from '../types';
import { betweenFirstAndLast } from '../u';

export const model: Model = {
  id: 'u-first-last',
  version: 1,
  name: 'U-shaped, first and last',
  says: '40 % each to the first and the last touch, 20 % over those between; two touches have half each.',
  family: 'rule',
  weights: betweenFirstAndLast,
};
