import { all, any, coalesce, isMissing, isSet, leave, named, over, plus, times, when } from '../build';
import type { KpiDefinition } from '../define';
import { outside } from '../fragments';
import { isCustomer } from '../recurring-fragments';

const share = (score: string, weight: number) => when(isSet(score), times(score, weight), 0);
const counted = (score: string, weight: number) => when(isSet(score), weight, 0);
const weighted = named(
  'usage, support and sentiment weighted 50 : 25 : 25 over those that are there',
  over(
    plus(plus(share('usage', 50), share('support', 25)), share('sentiment', 25)),
    plus(plus(counted('usage', 50), counted('support', 25)), counted('sentiment', 25)),
  ),
);

/** A part only matters where there is no health score to take instead. */
const partOutside = all(
  isMissing('health'),
  any(...['usage', 'support', 'sentiment'].map((part) => outside(part, 0, 100))),
);

export const definition: KpiDefinition = {
  id: 'customer-health',
  code: 'K67',
  name: 'Customer health score',
  question: 'How healthy are this partner’s customers?',
  dimension: 'quality',
  unit: 'score',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 10, of: 'scored customers' },
  limit: { basis: 'absolute', warn: 70, fail: 50 },
  weight: 1,
  gate: false,
  includes:
    'Mean over the customers of the as-of day of the imported health score; where there is none, of usage, support and sentiment weighted 50 : 25 : 25, re-normalised over those that are there.',
  excludes:
    'Customers that left, customers without any score, test records; customers whose health score, or without one any of the other scores, lies outside 0-100.',
  sourceOfRecord: 'Customer success platform',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'mean',
    rows: {
      table: 'customers',
      date: null,
      where: isCustomer,
      leaveOut: [leave('score outside 0-100', any(outside('health', 0, 100), partOutside))],
    },
    value: coalesce('health', weighted),
    missing: 'no score',
  },
};
