import type { KpiDefinition } from '../define';
import { logosKept } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'logo-retention-90d',
  code: 'K16b',
  name: 'Logo retention over 90 days',
  question: 'What share of this partner’s customers is still there after 90 days?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 20, of: 'customers at the start' },
  limit: { basis: 'absolute', warn: 0.97, fail: 0.95 },
  weight: 0,
  gate: false,
  includes:
    'Customers of the first day of the window, by their first and last days; success is still being a customer at the as-of day.',
  excludes: 'Customers that came in the window; customers without a first day; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  variantOf: 'logo-retention',
  variant: 'over 90 days',
  formula: logosKept,
};
