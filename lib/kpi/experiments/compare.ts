/** Two groups of rows beside each other, with intervals. */
import { eValue, meansAsRatio } from '../../stats/risk-ratio';
import { compareShares, weightedShare } from '../../stats/weighted-share';
import { meanInterval, weightedMean, welch } from '../../stats/welch';
import { type Frame, pick } from './frame';
import { match } from './matching';
import type { Comparison, MatchedComparison, Side } from './types';

/** Places of both groups in a frame. */
export interface Groups {
  exposed: readonly number[];
  others: readonly number[];
  /** Of `others`, after matching; all 1 when left out. */
  weights?: readonly number[];
}

export interface Compared {
  frame: Pick<Frame<string>, 'table' | 'rows'>;
  groups: Groups;
  /** Outcome by place in the frame. */
  outcome: Float64Array;
  /** Fewest rows that each group needs. */
  least: number;
  /** What the rows are called: `deals`. */
  of: string;
}

/** Groups of rows of which each has a like in the other, and those that have none. */
export type ComparedLike = Compared & Pick<MatchedComparison, 'unmatched'>;

/**
 * Like against like.
 * @param places, isExposed, keys as for `match`
 */
export function likeAgainstLike(
  places: Iterable<number>,
  isExposed: (place: number) => boolean,
  keys: readonly ArrayLike<number>[],
  { frame, ...rest }: Omit<Compared, 'groups'>,
): ComparedLike {
  const { exposed, others, weights, unmatchedExposed, unmatchedOthers } = match(places, isExposed, keys);
  return {
    frame,
    groups: { exposed, others, weights },
    ...rest,
    unmatched: { exposed: pick(frame, unmatchedExposed), others: pick(frame, unmatchedOthers) },
  };
}

type Words = Pick<Comparison, 'id' | 'name' | 'how' | 'unit'>;

const emptySide = (frame: Compared['frame'], places: readonly number[]): Side => ({
  value: null,
  low: null,
  high: null,
  ...pick(frame, places),
});

/** Says which group is too small; null when none is. */
export function tooFew(exposed: number, others: number, least: number, of: string): string | null {
  if (exposed >= least && others >= least) return null;
  const [first, second] = [Math.max(0, least - exposed), Math.max(0, least - others)];
  return `It takes ${least} ${of} on each side; there are ${exposed} and ${others}: ${[
    first > 0 ? `${first} more on the first` : '',
    second > 0 ? `${second} more on the second` : '',
  ]
    .filter(Boolean)
    .join(', ')}.`;
}

/** A comparison that says nothing yet, with the rows of both groups. */
export function notYet(
  words: Words,
  { frame, groups }: Pick<Compared, 'frame' | 'groups'>,
  reason: string,
): Comparison {
  return {
    ...words,
    exposed: emptySide(frame, groups.exposed),
    others: emptySide(frame, groups.others),
    difference: null,
    low: null,
    high: null,
    sensitivity: null,
    reason,
  };
}

const outcomesOf = (outcome: Float64Array, places: readonly number[]): number[] =>
  places.map((place) => outcome[place]!);

/** Compares shares of ones; `outcome` is 0 or 1. */
export function shares(words: Words, compared: Compared): Comparison {
  const { frame, groups, outcome, least, of } = compared;
  const reason = tooFew(groups.exposed.length, groups.others.length, least, of);
  const a = weightedShare(outcomesOf(outcome, groups.exposed));
  const b = weightedShare(outcomesOf(outcome, groups.others), groups.weights);
  if (reason || !a || !b) return notYet(words, compared, reason ?? 'One of the two sides has no rows.');
  const { ratio, ...difference } = compareShares(a, b);
  return {
    ...words,
    exposed: { value: a.value, low: a.low, high: a.high, ...pick(frame, groups.exposed) },
    others: { value: b.value, low: b.low, high: b.high, ...pick(frame, groups.others) },
    ...difference,
    sensitivity: ratio && eValue(ratio),
    reason: null,
  };
}

/** Compares means. */
export function means(words: Words, compared: Compared): Comparison {
  const { frame, groups, outcome, least, of } = compared;
  const reason = tooFew(groups.exposed.length, groups.others.length, least, of);
  const a = weightedMean(outcomesOf(outcome, groups.exposed));
  const b = weightedMean(outcomesOf(outcome, groups.others), groups.weights);
  if (reason || !a || !b) return notYet(words, compared, reason ?? 'One of the two sides has no rows.');
  const { difference, low, high } = welch(a, b);
  const none = { low: null, high: null };
  const deviation = Math.sqrt((a.variance + b.variance) / 2);
  const ratio = low === null || high === null ? null : meansAsRatio(difference, { low, high }, deviation);
  return {
    ...words,
    exposed: { value: a.value, ...(meanInterval(a) ?? none), ...pick(frame, groups.exposed) },
    others: { value: b.value, ...(meanInterval(b) ?? none), ...pick(frame, groups.others) },
    difference,
    low,
    high,
    sensitivity: ratio && eValue(ratio),
    deviation,
    reason: null,
  };
}
