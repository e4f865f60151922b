import {
  atLeast,
  atMost,
  column,
  greatestPart,
  is,
  leave,
  lessParts,
  minus,
  not,
  part,
  productOf,
  quotientOf,
} from '../build';
import type { KpiDefinition } from '../define';
import type { Exclusion } from '../expression';

const incomplete: Exclusion[] = [
  leave('no audience', not(atLeast('audience', 1))),
  leave('converted is missing or no part of the audience', not(atLeast('converted', 0))),
  leave('converted is missing or no part of the audience', not(atMost(minus('converted', 'audience'), 0))),
];

export const definition: KpiDefinition = {
  id: 'cac-incremental-holdout',
  code: 'K12d',
  name: 'Customer acquisition cost, incremental by holdout',
  question:
    'What does a customer cost that we would not have had without this partner, by the test that was made?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 20, of: 'new customers' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'All costs of the partnership booked in the quarter over its new customers of the quarter less those that would have come anyway: the share of the holdout that became customers times the audience exposed. The interval is that of the holdout’s share.',
  excludes:
    'Arms without an audience or with more customers than audience; costs that name no partner; test records.',
  sourceOfRecord: 'Finance for costs, the holdout test, the customer list',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.track360.io/blog/affiliate-incrementality-measuring-incremental-sales-2026',
  variantOf: 'cac-incremental',
  variant: 'by holdout',
  formula: {
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
      customers: { formula: { kind: 'count', rows: { table: 'customers', date: 'started' } } },
      anyway: {
        formula: {
          kind: 'pooled',
          rows: {
            table: 'holdouts',
            date: 'measured',
            where: is('arm', 'holdout'),
            leaveOut: incomplete,
          },
          successes: column('converted'),
          trials: column('audience'),
          missing: 'no audience or result',
        },
      },
      audience: {
        formula: {
          kind: 'sum',
          rows: {
            table: 'holdouts',
            date: 'measured',
            where: is('arm', 'exposed'),
            leaveOut: incomplete,
          },
          value: column('audience'),
          missing: 'no audience',
        },
      },
    },
    value: quotientOf(
      part('cost'),
      greatestPart(lessParts(part('customers'), productOf(part('anyway'), part('audience'))), 0),
    ),
    n: 'customers',
    over: { numerator: 'cost', denominator: 'customers' },
    interval: 'anyway',
    undefined: 'No more customers came than would have come anyway, so none can be said to have cost this.',
  },
};
