import type { AttributionSettings } from '../../facts/attribution';
import { spread } from './ends';
import { model as w } from './models/w';
import type { Path } from './types';

/** Weights where a policy has nothing to say about a deal. */
export const withoutPolicy = (path: Path, settings: AttributionSettings): Float64Array =>
  w.weights(path, settings);

/** All to one party's touches; as without the policy where there is no such party, or it has no touch. */
export function ownedBy(party: number | null, path: Path, settings: AttributionSettings): Float64Array {
  const { touches } = path;
  if (party === null || !touches.some((touch) => touch.party === party)) return withoutPolicy(path, settings);
  const weights = new Float64Array(touches.length);
  spread(weights, touches, 1, (touch) => touch.party === party);
  return weights;
}
