import { ownedBy } from '../policy';
import type { Model } from '../types';

export const model: Model = {
  id: 'source-wins',
  version: 1,
  name: 'Source wins',
  says: 'The partner that sourced the deal has all the credit; without one, W-shaped.',
  family: 'policy',
  weights: (path, settings) => ownedBy(path.sourcedBy, path, settings),
};
