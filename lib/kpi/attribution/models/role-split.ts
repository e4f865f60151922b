import { ROLES } from '../../../facts/attribution';
import { normalised, spread } from '../ends';
import { withoutPolicy } from '../policy';
import type { Model } from '../types';

export const model: Model = {
  id: 'role-split',
  version: 1,
  name: 'Role split',
  says: 'Each role has its agreed part, shared by the touches in it; a role that nobody had goes to the others pro rata. Without any role, W-shaped.',
  family: 'policy',
  reads: ['roles'],
  weights(path, settings) {
    const { touches } = path;
    const weights = new Float64Array(touches.length);
    for (const role of ROLES) spread(weights, touches, settings.roles[role], (touch) => touch.role === role);
    return weights.some((weight) => weight > 0) ? normalised(weights) : withoutPolicy(path, settings);
  },
};
