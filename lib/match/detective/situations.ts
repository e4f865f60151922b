/** Past deals in the very same situation: the same kinds of evidence on the same number of candidates. */
import { type Choice, chances, type Weights } from './model';

/** How many past deals in the same situation weigh as much as the model. */
const PRIOR_DEALS = 10;

interface Situation {
  n: number;
  /** Pattern -> deals whose partner had it. */
  chosen: Map<number, number>;
}
export type Situations = ReadonlyMap<string, Situation>;

const keyOf = (patterns: readonly number[]): string => [...patterns].sort((a, b) => a - b).join();

export function situationsOf(choices: readonly Choice[]): Situations {
  const situations = new Map<string, Situation>();
  for (const { patterns, chosen, count } of choices) {
    const key = keyOf(patterns);
    const situation = situations.get(key) ?? { n: 0, chosen: new Map() };
    situations.set(key, situation);
    situation.n += count;
    const pattern = patterns[chosen];
    if (pattern !== undefined) situation.chosen.set(pattern, (situation.chosen.get(pattern) ?? 0) + count);
  }
  return situations;
}

/**
 * The chance of each candidate: what happened in the same situation, shrunk towards what the model says by as much
 * as past deals are few. What all candidates lack to one is still the chance of nobody among them.
 *
 * Source: shrinkage of a proportion towards a prior mean with a fixed prior weight (the Dirichlet-multinomial posterior
 * mean), e.g. A. Agresti, "Categorical Data Analysis", 3rd ed., Wiley 2013, section 1.6.
 * @param without a past deal that must not count
 */
export function estimates(
  weights: Weights,
  situations: Situations,
  patterns: readonly number[],
  without?: { chosen: number },
): number[] {
  const prior = chances(weights, patterns);
  const situation = situations.get(keyOf(patterns));
  if (!situation) return prior;
  const left = without && patterns[without.chosen];
  const n = situation.n - (without ? 1 : 0);
  return prior.map((p, i) => {
    const pattern = patterns[i]!;
    const theirs = (situation.chosen.get(pattern) ?? 0) - (pattern === left ? 1 : 0);
    // Nothing tells candidates with the same evidence apart.
    const equal = patterns.filter((each) => each === pattern).length;
    return (theirs / equal + PRIOR_DEALS * p) / (n + PRIOR_DEALS);
  });
}
