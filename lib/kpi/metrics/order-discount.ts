import { coalesce, minus, named, over } from '../build';
import type { KpiDefinition } from '../define';

const listPrice = named('the list price', coalesce('list_amount', over('amount', minus(1, 'discount'))));

export const definition: KpiDefinition = {
  id: 'order-discount',
  code: 'K11b',
  name: 'Order discount',
  question: 'How far below list price are this partner’s orders?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'orders' },
  limit: { basis: 'absolute', warn: 0.15, fail: 0.2 },
  weight: 1,
  gate: false,
  includes:
    '1 less value over list price of orders in the window; the list price is worked out from the discount share where only that is given.',
  excludes: 'Orders without a value, or with neither list price nor discount, test records.',
  sourceOfRecord: 'Shop or billing system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'ratio',
    rows: { table: 'orders', date: 'ordered' },
    numerator: minus(listPrice, 'amount'),
    denominator: listPrice,
    missing: 'no value or list price',
  },
};
