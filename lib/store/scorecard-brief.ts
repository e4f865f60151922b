import type { Answer } from '../kpi/types';
import type { StoredScorecard } from './types';

/** What a list of partners shows of a scorecard. */
export interface ScorecardBrief {
  partnerId: string;
  working: Answer;
  rightWay: Answer;
  /** 0-1 */
  coverage: number;
  /** ISO time of the computation. */
  computedAt: string;
  revision: number;
}

/** The brief as an index key. */
export type BriefKey = [string, Answer, Answer, number, string, number];

export function briefOf(card: StoredScorecard): BriefKey {
  const answer = (question: string): Answer =>
    card.verdicts.find((verdict) => verdict.question === question)?.answer ?? 'unknown';
  return [
    card.partnerId,
    answer('working'),
    answer('right-way'),
    card.coverage,
    card.computedAt,
    card.revision,
  ];
}

export function fromBrief([
  partnerId,
  working,
  rightWay,
  coverage,
  computedAt,
  revision,
]: BriefKey): ScorecardBrief {
  return { partnerId, working, rightWay, coverage, computedAt, revision };
}
