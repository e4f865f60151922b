import { normalised, spread } from '../ends';
import { FIRST_TOUCH, LEAD_CREATED, type Model, OPPORTUNITY_CREATED } from '../types';

const MILESTONES = [FIRST_TOUCH, LEAD_CREATED, OPPORTUNITY_CREATED];

export const model: Model = {
  id: 'w',
  version: 1,
  name: 'W-shaped',
  says: '30 % each to the first touch, the one that created the lead and the one that created the opportunity, 10 % over the rest; what is missing goes to the others pro rata.',
  family: 'rule',
  weights({ touches }) {
    const weights = new Float64Array(touches.length);
    for (const milestone of MILESTONES)
      spread(weights, touches, 0.3, ({ milestones }) => (milestones & milestone) !== 0);
    spread(weights, touches, 0.1, ({ milestones }) => milestones === 0);
    return normalised(weights);
  },
};
