/**
 * Whether partner deals do better than like deals without a partner, and whether partners bring customers that were not
 * ours already. Observed, not an experiment: partners may choose the easier deals.
 */
import type { Facts } from '../../facts/factset';
import { NOBODY } from '../../facts/table';
import { addMonths, startOf } from '../../facts/time';
import { quantile } from '../../stats/median';
import { wilson } from '../../stats/wilson';
import { column, day, daysBetween, isMissing, leave, when, yes } from '../build';
import type { Formula } from '../expression';
import { decided, won } from '../fragments';
import type { DayWindow } from '../types';
import { likeAgainstLike, means, shares } from './compare';
import { type Frame, type FrameOptions, type FrameSpec, frameFormulas, pick, readFrame } from './frame';
import { bands } from './matching';
import type { LeftOut, MatchedComparison, Side } from './types';

/** Fewest deals on each side, as for K66. */
const LEAST = 30;
const QUARTILES = [0.25, 0.5, 0.75] as const;

const deals: FrameSpec<'won' | 'amount' | 'segment' | 'age' | 'days'> = {
  rows: { table: 'deals', date: 'closed', where: decided, undated: 'no close date' },
  values: {
    won: when(won, 1, 0),
    amount: column('amount'),
    segment: column('segment'),
    age: daysBetween('created', day('asOf')),
    days: daysBetween('created', 'closed'),
  },
};

const customers: FrameSpec<'prior'> = {
  rows: {
    table: 'customers',
    date: 'started',
    leaveOut: [leave('not known whether it was known before', isMissing('prior'))],
  },
  values: { prior: when(yes('prior'), 1, 0) },
};

/** What has to be loaded. */
export const incrementalityReads: readonly Formula[] = [...frameFormulas(deals), ...frameFormulas(customers)];

export interface IncrementalityOptions extends FrameOptions {
  /** Ordinal; null = all partners together. */
  partner: number | null;
  months: number;
}

export interface IncrementalityView {
  window: DayWindow;
  comparisons: MatchedComparison[];
  /** Deals won beyond what like deals without a partner win: difference of win rates times matched deals. */
  extraWins: { value: number; low: number; high: number; deals: number } | null;
  /** Upper ends of the bands of size, money in minor units. */
  edges: readonly number[];
  /** Share of the customers that began in the window and had no relationship with us before. */
  netNew: Side;
  leftOut: readonly LeftOut[];
}

const isOf = (partner: number | null) => (ordinal: number) =>
  partner === null ? ordinal !== NOBODY : ordinal === partner;

/** Month in which a deal was created, as a number; NaN without a day. */
function monthsOf(age: Float64Array, asOfDay: number): Float64Array {
  return age.map((days) => (Number.isNaN(days) ? days : startOf('month', asOfDay - days)));
}

export function incrementalityView(facts: Facts, options: IncrementalityOptions): IncrementalityView {
  const { asOfDay, partner, months } = options;
  const window = { from: addMonths(asOfDay, -months), to: asOfDay };
  const own = isOf(partner);
  const frame = readFrame(facts, deals, window, options, (of) => own(of) || of === NOBODY);
  const isOwn = (place: number): boolean => own(frame.partner[place]!);
  const scope = Array.from(frame.rows.keys());

  const { amount, segment, age, days } = frame.values;
  const sizes = scope.map((place) => amount[place]!);
  const edges = QUARTILES.flatMap((share) => quantile(sizes, share) ?? []);
  const keys = [segment, bands(amount, edges), monthsOf(age, asOfDay)];
  const compared = (places: readonly number[], outcome: Float64Array, of: string) =>
    likeAgainstLike(places, isOwn, keys, { frame, outcome, least: LEAST, of });

  const all = compared(scope, frame.values.won, 'matched deals');
  const priced = compared(
    scope.filter((place) => !Number.isNaN(amount[place]!)),
    amount.map((value, place) => value * frame.values.won[place]!),
    'matched deals with an amount',
  );
  const timed = compared(
    scope.filter((place) => frame.values.won[place] === 1 && days[place]! >= 0),
    days,
    'matched won deals',
  );
  const winRate = shares(
    {
      id: 'win-rate',
      name: 'Win rate',
      how: 'Share of decided deals that are won; Newcombe interval',
      unit: 'percent',
    },
    all,
  );
  const { difference, low, high } = winRate;
  const many = all.groups.exposed.length;
  return {
    window,
    comparisons: [
      { ...winRate, unmatched: all.unmatched },
      {
        ...means(
          {
            id: 'value',
            name: 'Won value a decided deal',
            how: 'Amount where won, nothing where lost, a deal; Welch interval',
            unit: 'currency',
          },
          priced,
        ),
        unmatched: priced.unmatched,
      },
      {
        ...means(
          {
            id: 'cycle',
            name: 'Days to win',
            how: 'Mean days from creation to close of won deals; Welch interval',
            unit: 'days',
          },
          timed,
        ),
        unmatched: timed.unmatched,
      },
    ],
    extraWins:
      difference === null || low === null || high === null
        ? null
        : { value: difference * many, low: low * many, high: high * many, deals: many },
    edges,
    netNew: netNewOf(readFrame(facts, customers, window, options, own)),
    leftOut: frame.leftOut,
  };
}

function netNewOf(frame: Frame<'prior'>): Side {
  const places = Array.from(frame.rows.keys());
  const fresh = places.filter((place) => frame.values.prior[place] === 0).length;
  const bounds = wilson(fresh, places.length);
  return {
    value: bounds && fresh / places.length,
    low: bounds?.low ?? null,
    high: bounds?.high ?? null,
    ...pick(frame, places),
  };
}
