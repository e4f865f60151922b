import type { KpiDefinition } from '../define';
import { logosKept } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'logo-retention',
  code: 'K16',
  name: 'Logo retention',
  question: 'What share of this partner’s customers stays?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 20, of: 'customers at the start' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.8 },
  weight: 1,
  gate: false,
  includes:
    'Customers of the first day of the window, by their first and last days; success is still being a customer at the as-of day.',
  excludes: 'Customers that came in the window; customers without a first day; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  formula: logosKept,
};
