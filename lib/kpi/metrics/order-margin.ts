import { coalesce, column, minus } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'order-margin',
  code: 'K10b',
  name: 'Order margin',
  question: 'How much of the value of this partner’s orders is left after cost?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'orders' },
  limit: { basis: 'absolute', warn: 0.3, fail: 0.25 },
  weight: 1,
  gate: false,
  includes: 'Profit, or value less cost where no profit is given, over value, of orders in the window.',
  excludes: 'Orders without a value or without both profit and cost, test records.',
  sourceOfRecord: 'Shop or billing system',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'House convention (gross margin)',
  formula: {
    kind: 'ratio',
    rows: { table: 'orders', date: 'ordered' },
    numerator: coalesce('profit', minus('amount', 'cost')),
    denominator: column('amount'),
    missing: 'no value or cost',
  },
};
