import { atMost, daysBetween } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'activation-rate',
  code: 'K15',
  name: 'Activation rate',
  question: 'Do customers from this partner reach first value?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 30,
  minimum: { n: 20, of: 'mature new customers' },
  limit: { basis: 'programme', warn: 0.9, fail: 0.75 },
  weight: 1,
  gate: false,
  includes:
    'Customers by their first day, at least 30 days ago; success is the first-value milestone no later than 30 days after it.',
  excludes: 'Customers younger than 30 days, counted apart; customers without a first day; test records.',
  sourceOfRecord: 'Product analytics or customer success platform',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'customers', date: 'started', undated: 'no first day', needs: ['first_value'] },
    success: atMost(daysBetween('started', 'first_value'), 30),
  },
};
