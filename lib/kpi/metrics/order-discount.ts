import { any, coalesce, isMissing, leave, minus, named, not, over, sumOf } from '../build';
import type { KpiDefinition } from '../define';
import { linesOfOrder } from '../fragments';

const listPrice = named('the list price', coalesce('list_amount', over('amount', minus(1, 'discount'))));
const unknown = any(isMissing('amount'), isMissing(listPrice));
const lines = linesOfOrder(not(unknown));

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
    '1 less value over list price of orders in the window; the list price is worked out from the discount share where only that is given. The lines of an order count together.',
  excludes: 'Orders and lines without a value, or with neither list price nor discount, test records.',
  sourceOfRecord: 'Shop or billing system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'ratio',
    rows: {
      table: 'orders',
      date: 'ordered',
      leaveOut: [leave('no value or list price', unknown)],
      once: { column: 'order', same: 'same order' },
    },
    numerator: sumOf(lines, minus(listPrice, 'amount')),
    denominator: sumOf(lines, listPrice),
    missing: 'no value or list price',
  },
};
