import type { Journey, Learned } from './types';

/** Inverse of a square matrix by Gauss and Jordan with partial pivoting; row by row in one array. */
function inverse(matrix: Float64Array, n: number): Float64Array {
  const a = matrix.slice();
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row;
    if (pivot !== column)
      for (const m of [a, out])
        for (let k = 0; k < n; k++) {
          const swapped = m[pivot * n + k]!;
          m[pivot * n + k] = m[column * n + k]!;
          m[column * n + k] = swapped;
        }
    const scale = 1 / a[column * n + column]!;
    for (let k = 0; k < n; k++) {
      a[column * n + k]! *= scale;
      out[column * n + k]! *= scale;
    }
    for (let row = 0; row < n; row++) {
      const factor = a[row * n + column]!;
      if (row === column || factor === 0) continue;
      for (let k = 0; k < n; k++) {
        a[row * n + k]! -= factor * a[column * n + k]!;
        out[row * n + k]! -= factor * out[column * n + k]!;
      }
    }
  }
  return out;
}

/**
 * Removal effects of an absorbing first-order Markov chain over the paths, by channel.
 *
 * With N the fundamental matrix of the transient states, a path from the start comes by channel i with probability
 * f = N(start, i) / N(i, i), and converts from there with probability h(i). Without the channel exactly these
 * conversions are lost, so that its effect is f h(i) / h(start): one inversion serves all channels.
 */
export function absorbingChain(journeys: readonly Journey[]): Learned {
  const number = new Map<number, number>();
  for (const { channels } of journeys)
    for (const channel of channels) if (!number.has(channel)) number.set(channel, number.size + 1);
  const n = number.size + 1;
  const steps = new Float64Array(n * n);
  const converts = new Float64Array(n);
  const leaves = new Float64Array(n);
  for (const { channels, converted } of journeys) {
    let at = 0;
    for (const channel of channels) {
      const next = number.get(channel)!;
      steps[at * n + next]! += 1;
      leaves[at]! += 1;
      at = next;
    }
    leaves[at]! += 1;
    if (converted) converts[at]! += 1;
  }
  // I - Q, where Q holds the probabilities to go from one channel to another.
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) steps[i * n + j] = (i === j ? 1 : 0) - steps[i * n + j]! / leaves[i]!;
  const fundamental = inverse(steps, n);
  const chance = (from: number): number => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += (fundamental[from * n + j]! * converts[j]!) / leaves[j]!;
    return sum;
  };
  const all = chance(0);
  const effects = new Map<number, number>();
  for (const [channel, i] of number) {
    const comes = fundamental[i]! / fundamental[i * n + i]!;
    // Rounding may leave a trace below 0 or above 1.
    effects.set(channel, Math.min(1, Math.max(0, (comes * chance(i)) / all)));
  }
  return effects;
}
