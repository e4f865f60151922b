/** Parts of the KPIs of customers and their recurring revenue, so that all of them mean the same by "at the start". */
import {
  above,
  all,
  any,
  atLeast,
  atMost,
  below,
  coalesce,
  column,
  countOf,
  day,
  daysBetween,
  exists,
  greatest,
  greatestOf,
  happened,
  is,
  isFirst,
  isMissing,
  least,
  leave,
  minus,
  named,
  not,
  over,
  plus,
  sumOf,
  times,
  when,
} from './build';
import type { Condition, FirstMeasured, Mean, Proportion, Rate, Ratio, Rows, Value } from './expression';
import { maybeSourced, originUnknown, won } from './fragments';

const atStart = below('moved', day('windowStart'));
const inWindow = all(atLeast('moved', day('windowStart')), below('moved', day('windowEnd')));

/** By how much a movement changes the movedAmount, without its sign: sources write losses with and without a minus. */
export const movedAmount = greatest('mrr', times('mrr', -1));
export const signedAmount = when(
  is('kind', 'new', 'expansion', 'reactivation'),
  movedAmount,
  times(movedAmount, -1),
);

const movements = (where: Condition, of: Value): Value =>
  sumOf({ table: 'subscriptions', key: 'customer', where }, of);
const latest = (where: Condition): Value =>
  greatestOf({ table: 'subscriptions', key: 'customer', where }, 'moved');

/** Not gone for good: its last beginning is no earlier than its last end. */
const paying = (until: Condition): Condition => {
  const left = latest(all(is('kind', 'churn'), until));
  const came = latest(all(is('kind', 'new', 'reactivation'), until));
  return any(isMissing(left), atLeast(daysBetween(left, came), 0));
};

const startMrr = named('its recurring revenue at the start of the window', movements(atStart, signedAmount));
const lost = named(
  'what it took away by contraction and churn in the window, at most what it began with',
  least(movements(all(is('kind', 'contraction', 'churn'), inWindow), movedAmount), startMrr),
);
const churned = named(
  'what it took away by churn in the window, at most what it began with',
  least(movements(all(is('kind', 'churn'), inWindow), movedAmount), startMrr),
);
const expanded = named(
  'what it added by expansion in the window',
  movements(all(is('kind', 'expansion'), inWindow), movedAmount),
);
const regained = movements(all(is('kind', 'reactivation'), inWindow), movedAmount);
const taken = movements(all(is('kind', 'contraction', 'churn'), inWindow), movedAmount);

/**
 * Customers that paid at the start of the window, each by its first movement, whose partner has it. Customers that
 * came later are in none of these KPIs.
 */
const accountsAtStart: Rows = {
  table: 'subscriptions',
  date: null,
  where: all(
    named('it is the customer’s first movement', isFirst('customer', 'moved')),
    named('the customer paid at the start of the window', all(above(startMrr, 0), paying(atStart))),
  ),
};

const ofStart = (numerator: Value, most: number | null): Ratio => ({
  kind: 'ratio',
  rows: accountsAtStart,
  numerator,
  denominator: startMrr,
  missing: 'no amount',
  range: [0, most],
});

export const netRetention: Ratio = ofStart(
  named(
    'what it pays after expansion, contraction and churn in the window',
    greatest(minus(plus(startMrr, expanded), taken), 0),
  ),
  null,
);
export const netRetentionWithReturns: Ratio = ofStart(
  named(
    'what it pays after expansion, reactivation, contraction and churn in the window',
    greatest(minus(plus(startMrr, plus(expanded, regained)), taken), 0),
  ),
  null,
);
export const grossRetention: Ratio = ofStart(minus(startMrr, lost), 1);
export const revenueChurn: Ratio = ofStart(churned, 1);
export const revenueLoss: Ratio = ofStart(lost, 1);
export const expansionShare: Ratio = ofStart(expanded, null);
export const upsell: Proportion = {
  kind: 'proportion',
  rows: accountsAtStart,
  success: exists({
    table: 'subscriptions',
    key: 'customer',
    where: all(is('kind', 'expansion'), inWindow),
  }),
};

/** All costs of the partnership over new customers that the partner sourced: those whose first won deal it is. */
export const acquisitionCost: Rate = {
  kind: 'rate',
  events: {
    kind: 'sum',
    rows: { table: 'costs', date: 'spent' },
    value: column('amount'),
    missing: 'no amount',
  },
  exposure: {
    kind: 'count',
    rows: {
      table: 'deals',
      date: 'closed',
      where: all(isFirst('customer', 'closed', won), maybeSourced),
      leaveOut: [originUnknown],
    },
  },
  per: 1,
};

const known = below('moved', day('asOf'));
const mrrNow = named('its recurring revenue', movements(known, signedAmount));
/** Average revenue per account: monthly recurring revenue of the customers that pay at the as-of day. */
export const arpa: Mean = {
  kind: 'mean',
  rows: {
    table: 'subscriptions',
    date: null,
    where: all(
      named('it is the customer’s first movement', isFirst('customer', 'moved')),
      named('the customer pays', all(above(mrrNow, 0), paying(known))),
    ),
  },
  value: mrrNow,
  missing: 'no amount',
};

/** A customer at the as-of day. */
export const isCustomer = named('it is a customer', not(happened('ended')));
/** Active accounts: those of the customer list at the as-of day; for partners without any, customers that ordered. */
export const activeAccounts: FirstMeasured = {
  kind: 'firstMeasured',
  of: [
    {
      says: 'by the customer list',
      formula: { kind: 'count', rows: { table: 'customers', date: null, where: isCustomer } },
    },
    {
      says: 'by the customers that ordered',
      formula: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'customer' },
    },
  ],
};
const endedInWindow = named(
  'it left in the window',
  all(atLeast('ended', day('windowStart')), below('ended', day('windowEnd'))),
);

/** Customers of the start of the window, whatever they pay. */
const logosAtStart: Rows = {
  table: 'customers',
  date: null,
  where: named(
    'it was a customer at the start of the window',
    all(
      any(isMissing('ended'), atLeast('ended', day('windowStart'))),
      any(isMissing('started'), below('started', day('windowStart'))),
    ),
  ),
  leaveOut: [leave('no first day', isMissing('started'))],
};

export const logosKept: Proportion = {
  kind: 'proportion',
  rows: logosAtStart,
  success: not(endedInWindow),
};
export const logosLost: Proportion = { kind: 'proportion', rows: logosAtStart, success: endedInWindow };

const DAYS_A_MONTH = 365.25 / 12;
const endedFirst = leave('ended before it began', below(daysBetween('started', 'ended'), 0));
const customerDays = daysBetween(
  greatest('started', day('windowStart')),
  least(coalesce('ended', day('windowEnd')), day('windowEnd')),
);

/** Share of a customer's months that ended with it leaving: customers lost over months in which there were customers. */
export const monthlyChurn: Rate = {
  kind: 'rate',
  events: { kind: 'count', rows: { table: 'customers', date: 'ended', leaveOut: [endedFirst] } },
  exposure: {
    kind: 'sum',
    rows: {
      table: 'customers',
      date: null,
      where: named(
        'it was a customer in the window',
        all(
          any(isMissing('started'), below('started', day('windowEnd'))),
          any(isMissing('ended'), atLeast('ended', day('windowStart'))),
        ),
      ),
      leaveOut: [endedFirst],
    },
    value: named('its months as a customer in the window', over(customerDays, DAYS_A_MONTH)),
    missing: 'no first day',
  },
  per: 1,
};

/**
 * The same over the whole life of customers by their first day, for cohorts: each is one row with its months and whether
 * it left.
 */
export const lifeChurn: Ratio = {
  kind: 'ratio',
  rows: { table: 'customers', date: 'started', leaveOut: [endedFirst] },
  numerator: when(happened('ended'), 1, 0),
  denominator: named(
    'its months as a customer so far',
    over(daysBetween('started', least(coalesce('ended', day('asOf')), day('asOf'))), DAYS_A_MONTH),
  ),
  missing: 'no first day',
  range: [0, null],
};

/** An integration that is installed and was used within the last 30 days. */
export const activeIntegration = named(
  'it was used within the last 30 days',
  atMost(daysBetween('last_active', day('asOf')), 30),
);
/** How many of them the customer has, whosever they are. */
export const activeIntegrations = countOf({
  table: 'integrations',
  key: 'customer',
  where: all(not(happened('removed')), activeIntegration),
});
