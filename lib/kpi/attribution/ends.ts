/** Parts that the models are made of; each leaves the order of touches of the same minute without effect. */
import type { Path, Touch } from './types';

/** Shares `amount` equally among the touches for which `has` is true; nothing where there are none. */
export function spread(
  weights: Float64Array,
  touches: readonly Touch[],
  amount: number,
  has: (touch: Touch, place: number) => boolean,
): void {
  let count = 0;
  for (let i = 0; i < touches.length; i++) if (has(touches[i]!, i)) count++;
  if (count === 0) return;
  for (let i = 0; i < touches.length; i++) if (has(touches[i]!, i)) weights[i]! += amount / count;
}

/** Scales weights to a sum of 1; equal weights where all of them are 0. */
export function normalised(weights: Float64Array): Float64Array {
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (!(sum > 0)) return weights.fill(1 / weights.length);
  for (let i = 0; i < weights.length; i++) weights[i]! /= sum;
  return weights;
}

/** Whether a touch may be the first: those of the first minute all may. */
export const isFirst =
  ({ touches }: Path) =>
  ({ minute }: Touch): boolean =>
    minute === touches[0]!.minute;

export const isLast =
  ({ touches }: Path) =>
  ({ minute }: Touch): boolean =>
    minute === touches[touches.length - 1]!.minute;
