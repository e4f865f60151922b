import { isFirst, normalised, spread } from './ends';
import type { Path } from './types';

const END = 0.4;
const REST = 0.2;

/**
 * U-shaped weights between the first touch and the touches of a milestone: 0.4 and 0.4, 0.2 over the rest; one touch
 * has all, two have half each. Where the first touch is the milestone's too, its weights add up; a missing milestone's
 * part, and that of a rest that is not there, goes to the others pro rata.
 * Of several touches in the first minute each is the first with equal chance, and the weights are the mean over them.
 */
export function betweenFirstAnd(milestone: number, path: Path): Float64Array {
  const { touches } = path;
  const n = touches.length;
  const weights = new Float64Array(n);
  if (n <= 2) return weights.fill(1 / n);
  const first = isFirst(path);
  const marked = touches.map((touch) => (touch.milestones & milestone) !== 0);
  const marks = marked.filter(Boolean).length;
  const firsts = touches.filter(first).length;
  for (let i = 0; i < n && first(touches[i]!); i++) {
    const others = n - marks - (marked[i] ? 0 : 1);
    const whole = END + (marks > 0 ? END : 0) + (others > 0 ? REST : 0);
    const part = 1 / (whole * firsts);
    weights[i]! += END * part;
    spread(weights, touches, END * part, (_, k) => marked[k]!);
    spread(weights, touches, REST * part, (_, k) => k !== i && !marked[k]);
  }
  return normalised(weights);
}

/** U-shaped weights between the first and the last touch: a touch that may be either has the mean of both. */
export function betweenFirstAndLast(path: Path): Float64Array {
  const { touches } = path;
  const n = touches.length;
  const weights = new Float64Array(n);
  if (n <= 2) return weights.fill(1 / n);
  const last = touches[n - 1]!.minute;
  spread(weights, touches, 1, isFirst(path));
  spread(weights, touches, 1, ({ minute }) => minute === last);
  // Each weight so far is the chance to be an end, so what is left to 1 is the chance to be in between.
  for (let i = 0; i < n; i++) weights[i] = END * weights[i]! + (REST * (1 - weights[i]!)) / (n - 2);
  return normalised(weights);
}
