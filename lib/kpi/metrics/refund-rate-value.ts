import { any, atMost, coalesce, daysBetween, isMissing, least, leastOf, leave, named, sumOf } from '../build';
import type { KpiDefinition } from '../define';

const itsOrder = { table: 'orders', key: 'order' } as const;
const orderValue = sumOf(itsOrder, 'amount');
const inTime = any(isMissing('refunded'), atMost(daysBetween(leastOf(itsOrder, 'ordered'), 'refunded'), 60));
const refunded = named(
  'what was refunded of the order within 60 days',
  least(sumOf({ table: 'refunds', key: 'order', where: inTime }, coalesce('amount', orderValue)), orderValue),
);

export const definition: KpiDefinition = {
  id: 'refund-rate-value',
  code: 'K19b',
  name: 'Refund rate by value',
  question: 'What share of the order value is refunded?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: 60,
  minimum: { n: 50, of: 'mature orders' },
  limit: { basis: 'absolute', warn: 0.04, fail: 0.05 },
  weight: 0,
  gate: false,
  includes:
    'Value refunded within 60 days of the order, over the value of orders of the window that are at least 60 days old; a refund without an amount is the whole order, one without a date counts. The lines of an order count together.',
  excludes:
    'Orders younger than 60 days, counted apart; orders without a value; test orders. Refunds never take more than their order was worth.',
  sourceOfRecord: 'Billing or payment provider',
  cadence: 'monthly',
  owner: 'Finance',
  version: 2,
  source: 'https://docs.codat.io/docs/commerce-metrics',
  variantOf: 'refund-rate',
  variant: 'by value',
  formula: {
    kind: 'ratio',
    rows: {
      table: 'orders',
      date: 'ordered',
      leaveOut: [leave('no amount', isMissing('amount'))],
      once: { column: 'order', same: 'same order' },
    },
    numerator: refunded,
    denominator: orderValue,
    missing: 'no amount',
    range: [0, 1],
  },
};
