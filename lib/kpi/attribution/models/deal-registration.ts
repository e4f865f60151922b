import { ownedBy } from '../policy';
import type { Model } from '../types';

export const model: Model = {
  id: 'deal-registration',
  version: 1,
  name: 'Deal registration protected',
  says: 'The partner that registered the deal no later than it was created has all the credit; without one, W-shaped.',
  family: 'policy',
  weights: (path, settings) => ownedBy(path.registeredBy, path, settings),
};
