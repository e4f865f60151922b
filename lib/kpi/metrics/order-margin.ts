import { any, coalesce, isMissing, leave, minus, not, sumOf } from '../build';
import type { KpiDefinition } from '../define';
import { linesOfOrder } from '../fragments';

const profit = coalesce('profit', minus('amount', 'cost'));
const unknown = any(isMissing('amount'), isMissing(profit));
const lines = linesOfOrder(not(unknown));

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
  includes:
    'Profit, or value less cost where no profit is given, over value, of orders in the window; the lines of an order count together.',
  excludes: 'Orders and lines without a value or without both profit and cost, test records.',
  sourceOfRecord: 'Shop or billing system',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 2,
  source: 'House convention (gross margin)',
  formula: {
    kind: 'ratio',
    rows: {
      table: 'orders',
      date: 'ordered',
      leaveOut: [leave('no value or cost', unknown)],
      once: { column: 'order', same: 'same order' },
    },
    numerator: sumOf(lines, profit),
    denominator: sumOf(lines, 'amount'),
    missing: 'no value or cost',
  },
};
