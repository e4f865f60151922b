import type { KpiDefinition } from '../define';
import { decided, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'win-rate',
  code: 'K07',
  name: 'Win rate',
  question: 'What share of this partner’s decided deals is won?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 20, of: 'closed deals' },
  limit: { basis: 'programme', warn: 0.85, fail: 0.7 },
  weight: 1,
  gate: false,
  includes: 'Deals won or lost with a close date in the window.',
  excludes: 'Open deals, closed deals without a close date, test records.',
  sourceOfRecord: 'CRM, deal status',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://optif.ai/learn/questions/pipeline-coverage-ratio-calculation',
  formula: {
    kind: 'proportion',
    rows: { table: 'deals', date: 'closed', where: decided, undated: 'no close date' },
    success: won,
  },
};
