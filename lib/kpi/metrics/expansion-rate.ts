import type { KpiDefinition } from '../define';
import { expansionShare } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'expansion-rate',
  code: 'K23a',
  name: 'Expansion rate',
  question: 'By how much do this partner’s customers expand?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 10, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 0.1, fail: 0.05 },
  weight: 1,
  gate: false,
  includes:
    'Recurring revenue added by expansion in the window, over that of the same customers at its start.',
  excludes:
    'Customers that came in the window or had left before it; new business and reactivation; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'quarterly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention; components as in net revenue retention',
  formula: expansionShare,
};
