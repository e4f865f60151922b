import { column } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'acv-median',
  code: 'K68b',
  name: 'Median contract value',
  question: 'How large is the deal in the middle of those this partner wins?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Median amount of deals won in the window; the amount of a deal is its annual value. The interval is that of order statistics.',
  excludes: 'Deals without an amount, test records.',
  sourceOfRecord: 'CRM, deal amount',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'House convention',
  variantOf: 'acv',
  variant: 'median',
  formula: {
    kind: 'median',
    rows: { table: 'deals', date: 'closed', where: won, undated: 'no close date' },
    value: column('amount'),
    missing: 'no amount',
  },
};
