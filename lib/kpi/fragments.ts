/** Parts that several KPIs are written with, so that "won" and "sourced" mean the same in all of them. */
import { factTables } from '../facts/registry';
import {
  above,
  all,
  any,
  atLeast,
  atMost,
  below,
  column,
  day,
  daysBetween,
  equal,
  exists,
  greatest,
  greatestOf,
  happened,
  is,
  isFirst,
  isMissing,
  isSet,
  least,
  leastOf,
  leave,
  named,
  no,
  not,
  type Operand,
  over,
  part,
  partOr,
  plus,
  quotientOf,
  sumOf,
  times,
  when,
  yes,
} from './build';
import type { Composite, Condition, Either, Formula, Proportion, Sum } from './expression';

const statusNames = Object.entries(factTables.deals!.columns.status!.synonyms ?? {});
const stagesThatMean = (status: string): string[] => [
  ...new Set([status, ...statusNames.filter(([, meaning]) => meaning === status).map(([name]) => name)]),
];

/** The stage's name says that the deal is won, or lost. */
export const stageMeans = (...outcomes: ('won' | 'lost')[]): Condition =>
  is('stage', ...outcomes.flatMap(stagesThatMean));

/** A deal's status, or what its stage says where the source has no status. */
const status = (value: 'won' | 'lost'): Condition =>
  any(is('status', value), all(isMissing('status'), stageMeans(value)));

export const won = named('the deal is won', status('won'));
/** Value of the deals won in the running quarter. */
export const wonThisQuarter: Sum = {
  kind: 'sum',
  rows: { table: 'deals', date: 'closed', where: won, window: { current: 'quarter' } },
  value: column('amount'),
  missing: 'no amount',
};
export const lost = named('the deal is lost', status('lost'));
export const decided = named('the deal is won or lost', any(won, lost));

/** Open at the as-of day: not decided, or decided only later. */
export const openDeal = named(
  'the deal is open',
  any(not(decided), atLeast(daysBetween(day('asOf'), 'closed'), 0)),
);

/**
 * The partner originated the deal: the source says so, or it says nothing and the partner registered or referred the
 * deal no later than the day it was created.
 */
export const sourced = named(
  'the partner sourced it',
  any(yes('sourced'), all(isMissing('sourced'), atLeast(daysBetween('registered', 'created'), 0))),
);

/** Neither a statement nor a registration date to tell by. */
export const sourcingUnknown = all(isMissing('sourced'), isMissing(daysBetween('registered', 'created')));

/** Population of the KPIs of sourced deals; those of unknown origin are left out by `originUnknown`. */
export const maybeSourced = named('the partner sourced it', any(sourced, sourcingUnknown));
export const originUnknown = leave('not known who sourced it', sourcingUnknown);

/** Costs that go to the partner or its customers. */
export const incentive = named(
  'it is a commission, SPIFF, cashback or MDF',
  is('kind', 'commission', 'spiff', 'cashback', 'mdf'),
);

/** A training row that is done and has not expired at the as-of day. */
export const validTraining = named(
  'it is completed and still valid',
  all(
    happened('completed'),
    any(isMissing('valid_until'), atLeast(daysBetween(day('asOf'), 'valid_until'), 0)),
  ),
);

/** Steps and modules count as required unless they say they are not. */
export const notOptional = named('it is required', not(no('required')));

export const within = (from: string, to: string, days: number): Condition =>
  all(atLeast(daysBetween(from, to), 0), atMost(daysBetween(from, to), days));

export const outside = (column: string, low: number, high: number): Condition =>
  all(isSet(column), any(below(column, low), not(atMost(column, high))));

/** Share of answers of 4 or 5 to a survey of one side of the partnership. */
export const satisfied = (side: 'partner' | 'team'): Proportion => ({
  kind: 'proportion',
  rows: {
    table: 'surveys',
    date: 'answered',
    where: is('kind', side),
    leaveOut: [leave('no score', isMissing('score')), leave('score outside 1-5', outside('score', 1, 5))],
  },
  success: atLeast('score', 4),
});

const revenueGoal = named(
  'it is a goal for revenue',
  is('metric', 'revenue', 'sales', 'bookings', 'closed won'),
);

const goalDays = daysBetween('from', 'to');
/** A revenue goal with a day in the running quarter. */
const ofQuarter: Condition[] = [
  revenueGoal,
  above(daysBetween(day('quarterStart'), 'to'), 0),
  below(daysBetween(day('quarterEnd'), 'from'), 0),
];
const daysInQuarter = daysBetween(greatest('from', day('quarterStart')), least('to', day('quarterEnd')));

/** Longest goals for a month, a quarter, half a year, a year, up to three years and any longer time, in days. */
const LENGTHS = [31, 92, 184, 366, 1_096, 36_600] as const;
const [month, quarter, ...more] = LENGTHS;
const longest = LENGTHS.at(-1)!;
/** Which of these the row's goal is for. */
const lengthOf = LENGTHS.reduceRight<Operand>(
  (other, most) => (most === longest ? most : when(atMost(goalDays, most), most, other)),
  longest,
);
/** Goals for a time cover each day of the quarter once. */
function tile(length: (typeof LENGTHS)[number]): Condition {
  const shorter = LENGTHS[LENGTHS.indexOf(length) - 1] ?? 0;
  const where = all(revenueGoal, above(goalDays, shorter), atMost(goalDays, length));
  return equal(
    sumOf({ table: 'goals', key: 'partner', where }, greatest(daysInQuarter, 0)),
    daysBetween(day('quarterStart'), day('quarterEnd')),
  );
}

/**
 * Goals are often written down more than once: for the year, its quarters and their months. Those for one time count: of
 * the first that cover the quarter without gap or overlap; where none do, of the shortest that there are.
 */
const statesTarget = equal(
  lengthOf,
  [quarter, month, ...more].reduceRight<Operand>(
    (other, length) => when(tile(length), length, other),
    leastOf({ table: 'goals', key: 'partner', where: all(...ofQuarter, above(goalDays, 0)) }, lengthOf),
  ),
);

/**
 * What the revenue goals ask for in the running quarter, by the share of their days that lies in it: a goal for the
 * year counts a quarter of its target.
 */
export const quarterTarget: Sum = {
  kind: 'sum',
  rows: {
    table: 'goals',
    date: null,
    where: all(...ofQuarter),
    leaveOut: [
      leave('ends before it begins', atMost(goalDays, 0)),
      leave('other goals say it for the quarter', named('goals of another length say it', not(statesTarget))),
    ],
  },
  value: named(
    'the part of the target that falls on these days',
    times('target', over(daysInQuarter, goalDays)),
  ),
  missing: 'no target or no days',
};

/** What a goal asks for, by what its metric is called. */
export const GOALS = {
  revenue: revenueGoal,
  pipeline: named(
    'it is a goal for pipeline',
    is('metric', 'pipeline', 'pipeline created', 'sourced pipeline'),
  ),
  leads: named(
    'it is a goal for leads',
    is('metric', 'leads', 'lead', 'new leads', 'number of leads', 'lead count'),
  ),
  deals: named(
    'it is a goal for sourced deals',
    is(
      'metric',
      'deals',
      'sourced deals',
      'opportunities',
      'sourced opportunities',
      'number of deals',
      'deal count',
    ),
  ),
} as const;

/** The goal of each partner that runs on the last day before the as-of day, and the days of its period so far. */
export interface GoalSoFar {
  /** The day lies in the goal's period; rows are bounded by GOAL_SPAN besides. */
  inPeriod: (date: string) => Condition;
  /** Target and baseline by the part that falls on the days gone by (pace). */
  target: Sum;
  baseline: Sum;
}

/** Days since it began, and of equals its length: no goal is as long as the factor. */
const latestThenShortest = plus(times(daysBetween('from', day('asOf')), 100_000), goalDays);

/** Longer than any goal: its own first day is what bounds the rows. */
export const GOAL_SPAN = { months: 120 };

/**
 * Of several running goals the one that began last, and of those that began together the one that ends first.
 * @param which further condition on the goal
 * @param number how its numbers are read: as money, or as those of a goal that counts
 */
export function goalSoFar(metric: Condition, which: Condition[] = [], number = column): GoalSoFar {
  const running = named(
    `${metric.says ?? 'it is a goal'} that has begun and not ended before the as-of day`,
    all(metric, below(daysBetween(day('asOf'), 'from'), 0), atLeast(daysBetween(day('asOf'), 'to'), 0)),
  );
  const meant = all(running, ...which);
  const begins = greatestOf({ table: 'goals', key: 'partner', where: meant }, 'from');
  const rows: Sum['rows'] = {
    table: 'goals',
    date: null,
    where: isFirst('partner', latestThenShortest, meant),
  };
  const paced = (of: 'target' | 'baseline'): Sum => ({
    kind: 'sum',
    rows,
    value: named(
      `the part of the ${of} that falls on the days gone by`,
      times(number(of), over(daysBetween('from', day('asOf')), goalDays)),
    ),
    missing: `no ${of}`,
  });
  return {
    inPeriod: (date) =>
      named('it lies in the period of the running goal', atLeast(daysBetween(begins, date), 0)),
    target: paced('target'),
    baseline: paced('baseline'),
  };
}

/** Revenue won in the goal's period: of deals, of orders where the partner has no deals. */
export function revenueOf({ inPeriod }: GoalSoFar): Either {
  const revenue = (rows: Sum['rows']): Sum => ({
    kind: 'sum',
    rows: { ...rows, window: GOAL_SPAN },
    value: column('amount'),
    missing: 'no amount',
  });
  return {
    kind: 'either',
    of: [
      revenue({ table: 'deals', date: 'closed', where: all(won, inPeriod('closed')) }),
      revenue({ table: 'orders', date: 'ordered', where: inPeriod('ordered') }),
    ],
  };
}

/**
 * What came so far over the part of the goal's target that falls on the days gone by; what is not there counts as none.
 * @param name of the part for what came
 */
export function attainmentOf(name: string, came: Formula, { target }: GoalSoFar): Composite {
  const soFar = partOr(name, 0);
  return {
    kind: 'composite',
    parts: { [name]: { formula: came }, target: { formula: target } },
    value: quotientOf(soFar, part('target')),
    n: 'target',
    over: { numerator: soFar, denominator: 'target' },
    undefined: 'The goal asks for nothing.',
  };
}

/** The goal says what would be reached anyway. */
export const withBaseline = named('it has a baseline', all(isSet('baseline'), isSet('target')));

/** Assets whose last checks of this kind all passed, of the assets checked; earlier checks of an asset are left out. */
export function lastChecksPassed(kind: 'disclosure' | 'message'): Proportion {
  const asset = { table: 'audits', key: 'asset', samePartner: true } as const;
  const checked = all(is('kind', kind), isSet('passed'));
  const lastCheck = greatestOf({ ...asset, where: checked }, 'audited');
  return {
    kind: 'proportion',
    rows: {
      table: 'audits',
      date: 'audited',
      where: checked,
      // Checks that name no asset cannot be told apart: five of one page would count as five pages.
      leaveOut: [
        leave('no asset named', isMissing('asset')),
        leave('checked again later', below('audited', lastCheck)),
      ],
      once: { column: 'asset', same: 'same asset' },
    },
    success: all(
      yes('passed'),
      not(exists({ ...asset, where: all(is('kind', kind), no('passed'), equal('audited', lastCheck)) })),
    ),
  };
}

/** The rows of the row's own order that are its partner's and say what is asked. */
export const linesOfOrder = (where: Condition) =>
  ({ table: 'orders', key: 'order', samePartner: true, where }) as const;

/** New business is what nobody calls an expansion or a renewal. */
export const newBusiness = named('it is new business', not(is('type', 'expansion', 'renewal')));
export const expansion = named('it is expansion business', is('type', 'expansion'));

/** A touch of a partner: it names one, and does not say that it is our own. */
export const partnerTouch = named(
  'the touch is a partner’s',
  any(is('party', 'partner'), all(isSet('partner'), not(is('party', 'own')))),
);
