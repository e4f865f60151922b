import { column, minus } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'deal-margin',
  code: 'K10',
  name: 'Deal margin',
  question: 'How much of the net price of won deals is left after cost?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: { basis: 'absolute', warn: 0.3, fail: 0.25 },
  weight: 1,
  gate: false,
  includes: 'Net price less cost over net price, of deals won in the window, weighted by value.',
  excludes: 'Deals without an amount or a cost, test records.',
  sourceOfRecord: 'Finance, deal cost',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'House convention (gross margin)',
  formula: {
    kind: 'ratio',
    rows: { table: 'deals', date: 'closed', where: won, undated: 'no close date' },
    numerator: minus('amount', 'cost'),
    denominator: column('amount'),
    missing: 'no amount or cost',
  },
};
