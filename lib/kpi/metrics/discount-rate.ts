import { column, minus } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'discount-rate',
  code: 'K11',
  name: 'Discount rate',
  question: 'How far below list price does this partner sell?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: { basis: 'absolute', warn: 0.15, fail: 0.2 },
  weight: 1,
  gate: false,
  includes: '1 less net price over list price, of deals won in the window, weighted by value.',
  excludes: 'Deals without a net or list price, test records.',
  sourceOfRecord: 'CRM or CPQ, prices',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'ratio',
    rows: { table: 'deals', date: 'closed', where: won, undated: 'no close date' },
    numerator: minus('list_amount', 'amount'),
    denominator: column('list_amount'),
    missing: 'no net or list price',
  },
};
