/**
 * K66 in three outcomes: deals, answers and texts that a partner stands behind, against like ones that none does.
 * Observed, not an experiment.
 */
import type { Facts } from '../../facts/factset';
import { NOBODY } from '../../facts/table';
import { addMonths, startOf } from '../../facts/time';
import { anyOf, coalesce, column, day, daysBetween, is, isMissing, itsPartner, leave, when } from '../build';
import type { Formula } from '../expression';
import { decided, outside, won } from '../fragments';
import { kpiDefinition } from '../registry';
import type { DayWindow } from '../types';
import { type ComparedLike, likeAgainstLike, means, shares } from './compare';
import { type Frame, type FrameOptions, type FrameSpec, frameFormulas, readFrame } from './frame';
import type { LeftOut, MatchedComparison } from './types';

/** Fewest on each side. */
const LEAST = kpiDefinition('trust-transfer').minimum.n;

type Outcome = 'outcome' | 'partner' | 'segment' | 'age';

const customer = { table: 'customers', key: 'customer', optional: true } as const;

const deals: FrameSpec<Outcome> = {
  rows: { table: 'deals', date: 'closed', where: decided, undated: 'no close date', optional: true },
  values: {
    outcome: when(won, 1, 0),
    partner: itsPartner,
    segment: column('segment'),
    age: daysBetween('created', day('asOf')),
  },
};

/** An answer is a partner's when it names the partner, or its customer came through one. */
const answers: FrameSpec<Outcome> = {
  rows: {
    table: 'surveys',
    date: 'answered',
    where: is('kind', 'nps'),
    leaveOut: [leave('no score', isMissing('score')), leave('score outside 0-10', outside('score', 0, 10))],
    optional: true,
  },
  values: {
    outcome: when(
      { op: 'compare', is: '>=', left: column('score'), right: { op: 'number', value: 9 } },
      100,
      when({ op: 'compare', is: '<=', left: column('score'), right: { op: 'number', value: 6 } }, -100, 0),
    ),
    partner: coalesce(itsPartner, anyOf(customer, itsPartner)),
    segment: anyOf(customer, 'segment'),
    age: daysBetween('answered', day('asOf')),
  },
};

/** Texts name no customer, so no segment: like is what was said in the same channel. */
const texts: FrameSpec<Outcome> = {
  rows: {
    table: 'texts',
    date: 'published',
    leaveOut: [leave('no sentiment', isMissing('sentiment'))],
    optional: true,
  },
  values: {
    outcome: when(is('sentiment', 'positive'), 100, when(is('sentiment', 'negative'), -100, 0)),
    partner: itsPartner,
    segment: column('channel'),
    age: daysBetween('published', day('asOf')),
  },
};

/** What has to be loaded. */
export const trustReads: readonly Formula[] = [deals, answers, texts].flatMap(frameFormulas);

export interface TrustOptions extends FrameOptions {
  /** Ordinal; null = any partner. */
  partner: number | null;
  months: number;
}

export interface TrustView {
  window: DayWindow;
  comparisons: MatchedComparison[];
  leftOut: readonly LeftOut[];
}

export function trustView(facts: Facts, options: TrustOptions): TrustView {
  const { asOfDay, partner, months } = options;
  const window = { from: addMonths(asOfDay, -months), to: asOfDay };
  const leftOut: LeftOut[] = [];
  const matched = (spec: FrameSpec<Outcome>, of: string) => {
    const frame = readFrame(
      facts,
      spec,
      window,
      options,
      (of) => partner === null || of === partner || of === NOBODY,
    );
    leftOut.push(...frame.leftOut);
    return matchedBy(frame, partner, asOfDay, of);
  };
  const [outcomes, nps, sentiment] = [
    matched(deals, 'matched deals'),
    matched(answers, 'matched answers'),
    matched(texts, 'matched texts'),
  ];
  return {
    window,
    comparisons: [
      {
        ...shares(
          {
            id: 'win-rate',
            name: 'Win rate',
            how: 'Decided deals by segment and quarter of creation; Newcombe interval',
            unit: 'percent',
          },
          outcomes,
        ),
        unmatched: outcomes.unmatched,
      },
      {
        ...means(
          {
            id: 'nps',
            name: 'NPS',
            how: 'Answers by the customer’s segment and quarter; Welch interval',
            unit: 'points',
          },
          nps,
        ),
        unmatched: nps.unmatched,
      },
      {
        ...means(
          {
            id: 'sentiment',
            name: 'Net sentiment',
            how: 'Positive less negative texts in 100, by channel and quarter; Welch interval',
            unit: 'points',
          },
          sentiment,
        ),
        unmatched: sentiment.unmatched,
      },
    ],
    leftOut,
  };
}

/** Rows of the same segment and quarter. */
function matchedBy(frame: Frame<Outcome>, partner: number | null, asOfDay: number, of: string): ComparedLike {
  const { partner: whose, segment, age, outcome } = frame.values;
  const none = (place: number): boolean => Number.isNaN(whose[place]!);
  const own = (place: number): boolean => (partner === null ? !none(place) : whose[place] === partner);
  const places = Array.from(frame.rows.keys()).filter((place) => own(place) || none(place));
  const quarters = age.map((days) => (Number.isNaN(days) ? days : startOf('quarter', asOfDay - days)));
  return likeAgainstLike(places, own, [segment, quarters], { frame, outcome, least: LEAST, of });
}
