/** Parts of the cost of customers that would not have come anyway (K12c). */
import {
  all,
  any,
  atLeast,
  atMost,
  below,
  column,
  day,
  greatestOf,
  greatestPart,
  is,
  isMissing,
  leave,
  lessParts,
  minus,
  named,
  not,
  over,
  part,
  partOr,
  productOf,
  quotientOf,
  sumOf,
  times,
  yes,
} from './build';
import type { Composite, Condition, Count, Exclusion, FirstMeasured, Rows } from './expression';

const complete = all(
  atLeast('audience', 1),
  atLeast('converted', 0),
  atMost(minus('converted', 'audience'), 0),
);

/** What was counted up to a later day holds what was counted before: adding both would count people twice. */
const measuredAgain = (arm: 'exposed' | 'holdout'): Condition =>
  all(
    is('arm', arm),
    below(
      'measured',
      greatestOf(
        { table: 'holdouts', key: 'experiment', samePartner: true, where: all(is('arm', arm), complete) },
        'measured',
      ),
    ),
  );

/** Arms that cannot be, and all but the last measurement of each. */
export const leftOutOfTests: Exclusion[] = [
  leave('no audience', not(atLeast('audience', 1))),
  leave('converted is missing or no part of the audience', not(atLeast('converted', 0))),
  leave('converted is missing or no part of the audience', not(atMost(minus('converted', 'audience'), 0))),
  leave(
    'measured again later',
    named('the same arm was measured again later', any(measuredAgain('exposed'), measuredAgain('holdout'))),
  ),
];

/** Audience of the exposed arm of a holdout's test, measured in the window as well; 0 where it has none. */
const exposedAudience = named(
  'the audience exposed in its test',
  sumOf(
    {
      table: 'holdouts',
      key: 'experiment',
      samePartner: true,
      where: all(
        is('arm', 'exposed'),
        complete,
        atLeast('measured', day('windowStart')),
        below('measured', day('windowEnd')),
        not(measuredAgain('exposed')),
      ),
    },
    'audience',
  ),
);

/** The last measurements of holdouts. */
const lastHoldouts: Rows = {
  table: 'holdouts',
  date: 'measured',
  where: is('arm', 'holdout'),
  leaveOut: leftOutOfTests,
};

/**
 * New customers less those that would have come anyway: of each test the holdout's share of the audience that it
 * exposed, added up, as audiences of different tests are not alike (direct standardisation: K. J. Rothman, Epidemiology:
 * An Introduction, 2nd ed., 2012, chapter 5). The interval is that of the share so weighted.
 */
export const beyondHoldout: Composite = {
  kind: 'composite',
  parts: {
    customers: { formula: { kind: 'count', rows: { table: 'customers', date: 'started' } } },
    anyway: {
      formula: {
        kind: 'pooled',
        rows: lastHoldouts,
        successes: times(exposedAudience, over('converted', 'audience')),
        trials: exposedAudience,
        squares: times(exposedAudience, over(exposedAudience, 'audience')),
        missing: 'no audience or result',
      },
    },
    audience: {
      formula: {
        kind: 'sum',
        rows: lastHoldouts,
        value: exposedAudience,
        missing: 'no audience',
      },
    },
  },
  value: lessParts(partOr('customers', 0), productOf(part('anyway'), part('audience'))),
  n: 'customers',
  interval: 'anyway',
};

/** New customers without a relationship of our own before. */
const newToUs: Count = {
  kind: 'count',
  rows: {
    table: 'customers',
    date: 'started',
    where: not(yes('prior')),
    leaveOut: [leave('not known whether it was known before', isMissing('prior'))],
    needs: ['prior'],
  },
};

export const incrementalCustomers: FirstMeasured = {
  kind: 'firstMeasured',
  of: [
    { says: 'by the holdout test', formula: beyondHoldout },
    { says: 'by the customers that were new to us', formula: newToUs },
  ],
};

/** All costs of the partnership over those customers. */
export const costOf = (customers: Composite | FirstMeasured): Composite => ({
  kind: 'composite',
  parts: {
    cost: {
      formula: {
        kind: 'sum',
        rows: { table: 'costs', date: 'spent' },
        value: column('amount'),
        missing: 'no amount',
      },
    },
    customers: { formula: customers },
  },
  value: quotientOf(part('cost'), greatestPart(part('customers'), 0)),
  n: 'customers',
  over: { numerator: 'cost', denominator: 'customers' },
  interval: 'customers',
  undefined: 'No more customers came than would have come anyway, so none can be said to have cost this.',
});
