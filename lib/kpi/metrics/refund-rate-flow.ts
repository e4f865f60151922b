import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'refund-rate-flow',
  code: 'K19c',
  name: 'Refunds per order (flow)',
  question: 'How many orders are refunded for each order that comes in?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 50, of: 'orders' },
  limit: { basis: 'absolute', warn: 0.04, fail: 0.05 },
  weight: 0,
  gate: false,
  includes:
    'Orders refunded in the window, by the day of the refund, over orders placed in it. A flow: the refunds are of other orders than those below the line.',
  excludes: 'Refunds without a date; test orders; each order once.',
  sourceOfRecord: 'Billing or payment provider',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.klipfolio.com/metrics/category/retail/2/',
  variantOf: 'refund-rate',
  variant: 'as a flow',
  formula: {
    kind: 'rate',
    events: {
      kind: 'distinct',
      rows: { table: 'refunds', date: 'refunded', undated: 'no refund date' },
      of: 'order',
    },
    exposure: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'order' },
    per: 1,
  },
};
