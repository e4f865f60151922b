import type { KpiDefinition } from '../define';
import { logosLost } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'logo-churn-quarter',
  code: 'K18c',
  name: 'Logo churn by quarter',
  question: 'What share of this partner’s customers leaves in a quarter?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 3 },
  maturityDays: null,
  minimum: { n: 20, of: 'customers at the start' },
  limit: { basis: 'absolute', warn: 0.06, fail: 0.12 },
  weight: 0,
  gate: false,
  includes:
    'Customers of the first day of the window, by their first and last days; counted are those that left in it.',
  excludes: 'Customers that came in the window; customers without a first day; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  variantOf: 'logo-churn',
  variant: 'by quarter',
  formula: logosLost,
};
