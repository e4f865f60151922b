import { column } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'acv',
  code: 'K68',
  name: 'Average contract value',
  question: 'How large are the deals this partner wins?',
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
  includes: 'Mean amount of deals won in the window; the amount of a deal is its annual value.',
  excludes: 'Deals without an amount, test records.',
  sourceOfRecord: 'CRM, deal amount',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'mean',
    rows: { table: 'deals', date: 'closed', where: won, undated: 'no close date' },
    value: column('amount'),
    missing: 'no amount',
  },
};
