/** What past deals teach about evidence, and how good suggestions would have been on them. */
import { collect, patternOf, subjectOf } from './collect';
import { EVIDENCE, kindsOf } from './evidence';
import { type History, NOBODY } from './history';
import { type Choice, fitWeights, type Weights, weightsWithout } from './model';
import { estimates, type Situations, situationsOf } from './situations';

/** Beyond this many different cases a case is left out by one step of Newton's method instead of a whole fit. */
const WHOLE_FITS = 60;
/** Past deals that are asked again: the newest, which is more than enough for a dozen weights. */
const MOST_DEALS = 20_000;

/** Candidates with one pattern of evidence on past deals. */
export interface Tally {
  n: number;
  theirs: number;
}

export interface Calibration {
  weights: Weights;
  situations: Situations;
  /** By pattern, and by single kind (its bit alone does not count as a pattern of it). */
  patterns: ReadonlyMap<number, Tally>;
  kinds: readonly Tally[];
  /** Past deals with at least one candidate. */
  deals: number;
  /** The first suggestion on each past deal, judged by what all other deals teach: its chances and whether it was right. */
  check: { deals: number; stated: number; right: number };
  /** Chance given to each candidate by all other deals, and whether the deal was theirs; counts of equal cases. */
  reliability: readonly { stated: number; right: boolean; count: number }[];
}

/** Asks each past deal whose partner is known again, as if it were not. */
export function calibrate(history: History): Calibration {
  const cases = new Map<string, { patterns: number[]; chosen: number; count: number }>();
  for (const row of newest(history)) {
    const deal = history.deals[row]!;
    const subject = subjectOf(history, row);
    const candidates = subject ? [...collect(history, subject)] : [];
    if (candidates.length === 0) continue;
    const seen = candidates
      .map(([partner, found]) => ({ pattern: patternOf(found), own: partner === deal.partner }))
      .sort((a, b) => b.pattern - a.pattern || Number(b.own) - Number(a.own));
    const key = seen.map(({ pattern, own }) => (own ? `${pattern}!` : pattern)).join();
    const known = cases.get(key);
    if (known) known.count++;
    else
      cases.set(key, {
        patterns: seen.map(({ pattern }) => pattern),
        chosen: seen.findIndex(({ own }) => own),
        count: 1,
      });
  }
  const choices: Choice[] = [...cases.values()];
  const weights = fitWeights(choices);
  const situations = situationsOf(choices);
  return { weights, situations, ...tallies(choices), ...leaveOneOut(choices, weights, situations) };
}

/** Rows of the deals that teach something: a partner named, or settled without one. */
function newest({ deals }: History): number[] {
  const rows = deals.flatMap(({ partner, settled, created }, row) =>
    created !== null && (partner !== NOBODY || settled) ? [row] : [],
  );
  return rows.sort((a, b) => deals[b]!.created! - deals[a]!.created!).slice(0, MOST_DEALS);
}

function tallies(choices: readonly Choice[]) {
  const patterns = new Map<number, Tally>();
  const kinds = EVIDENCE.map(() => ({ n: 0, theirs: 0 }));
  let deals = 0;
  for (const { patterns: all, chosen, count } of choices) {
    deals += count;
    all.forEach((pattern, i) => {
      const tally = patterns.get(pattern) ?? { n: 0, theirs: 0 };
      patterns.set(pattern, tally);
      for (const one of [tally, ...kindsOf(pattern).map((kind) => kinds[EVIDENCE.indexOf(kind)]!)]) {
        one.n += count;
        if (i === chosen) one.theirs += count;
      }
    });
  }
  return { patterns, kinds, deals };
}

/** Each case judged by weights and counts that it had no part in. */
function leaveOneOut(choices: readonly Choice[], weights: Weights, situations: Situations) {
  const check = { deals: 0, stated: 0, right: 0 };
  const reliability: { stated: number; right: boolean; count: number }[] = [];
  const stepped = choices.length > WHOLE_FITS ? weightsWithout(weights, choices) : null;
  const without = (one: Choice) =>
    stepped?.(one) ??
    fitWeights(
      choices.map((each) => (each === one ? { ...each, count: each.count - 1 } : each)),
      weights,
    );
  for (const one of choices) {
    const p = estimates(without(one), situations, one.patterns, one);
    const first = p.indexOf(Math.max(...p));
    // Where several are equally likely, each would have come first as often.
    const equal = p.filter((each) => each === p[first]).length;
    const right = one.chosen >= 0 && p[one.chosen] === p[first] ? 1 / equal : 0;
    check.deals += one.count;
    check.stated += one.count * p[first]!;
    check.right += one.count * right;
    p.forEach((stated, i) => {
      reliability.push({ stated, right: i === one.chosen, count: one.count });
    });
  }
  return { check, reliability };
}
