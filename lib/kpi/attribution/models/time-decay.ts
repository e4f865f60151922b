import { normalised } from '../ends';
import type { Model } from '../types';

const DAY = 1440;

export const model: Model = {
  id: 'time-decay',
  version: 1,
  name: 'Time decay',
  says: 'A touch has half the credit of one that came a half-life later.',
  family: 'rule',
  reads: ['halfLifeDays'],
  weights({ touches }, { halfLifeDays }) {
    // Counted back from the last touch: the same ratios as from the conversion, and never 0 for all of them.
    const last = touches[touches.length - 1]!.minute;
    return normalised(
      Float64Array.from(touches, ({ minute }) => 2 ** ((minute - last) / (DAY * halfLifeDays))),
    );
  },
};
