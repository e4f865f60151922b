import { isLast, spread } from '../ends';
import type { Model } from '../types';

export const model: Model = {
  id: 'last-non-direct',
  version: 1,
  name: 'Last non-direct touch',
  says: 'The last touch that was no direct visit has all the credit; the last touch where all were direct.',
  family: 'rule',
  weights(path) {
    const { touches } = path;
    const weights = new Float64Array(touches.length);
    const minute = touches.findLast(({ direct }) => !direct)?.minute;
    if (minute === undefined) spread(weights, touches, 1, isLast(path));
    else spread(weights, touches, 1, (touch) => !touch.direct && touch.minute === minute);
    return weights;
  },
};
