import type { KpiDefinition } from '../define';
import { logosLost } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'logo-churn',
  code: 'K18a',
  name: 'Logo churn',
  question: 'What share of this partner’s customers leaves in a month?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 1 },
  maturityDays: null,
  minimum: { n: 20, of: 'customers at the start' },
  limit: { basis: 'absolute', warn: 0.02, fail: 0.04 },
  weight: 1,
  gate: false,
  includes:
    'Customers of the first day of the window, by their first and last days; counted are those that left in it.',
  excludes: 'Customers that came in the window; customers without a first day; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  formula: logosLost,
};
