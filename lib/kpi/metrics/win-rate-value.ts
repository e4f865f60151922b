import { column, when } from '../build';
import type { KpiDefinition } from '../define';
import { decided, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'win-rate-value',
  code: 'K07b',
  name: 'Win rate by value',
  question: 'What share of the money in this partner’s decided deals is won?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 20, of: 'closed deals' },
  limit: { basis: 'programme', warn: 0.85, fail: 0.7 },
  weight: 0,
  gate: false,
  includes: 'Amounts of deals won over amounts of deals won or lost, by close date.',
  excludes: 'Open deals, deals without an amount or close date, test records.',
  sourceOfRecord: 'CRM, deal status and amount',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://optif.ai/learn/questions/pipeline-coverage-ratio-calculation',
  variantOf: 'win-rate',
  variant: 'by value',
  formula: {
    kind: 'ratio',
    rows: { table: 'deals', date: 'closed', where: decided, undated: 'no close date' },
    numerator: when(won, 'amount', 0),
    denominator: column('amount'),
    missing: 'no amount',
  },
};
