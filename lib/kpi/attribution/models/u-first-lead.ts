import { LEAD_CREATED, type Model } from '../types';
import { betweenFirstAnd } from '../u';

export const model: Model = {
  id: 'u-first-lead',
  version: 1,
  name: 'U-shaped, first and lead created',
  says: '40 % each to the first touch and the one that created the lead, 20 % over the rest; two touches have half each.',
  family: 'rule',
  weights: (path) => betweenFirstAnd(LEAD_CREATED, path),
};
