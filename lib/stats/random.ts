import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * Whole numbers from 0 to below a bound, each as likely. The same seed gives the same numbers on every machine, so that
 * a figure made by resampling can be made again.
 */
export function randomBelow(seed: number): (bound: number) => number {
  const generator = xoroshiro128plus(seed);
  return (bound) => uniformInt(generator, 0, bound - 1);
}
