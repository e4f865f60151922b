import { type Model, OPPORTUNITY_CREATED } from '../types';
import { betweenFirstAnd } from '../u';

export const model: Model = {
  id: 'u-first-opportunity',
  version: 1,
  name: 'U-shaped, first and opportunity created',
  says: '40 % each to the first touch and the one that created the opportunity, 20 % over the rest; two touches have half each.',
  family: 'rule',
  weights: (path) => betweenFirstAnd(OPPORTUNITY_CREATED, path),
};
