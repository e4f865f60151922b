import { exists } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'chargeback-rate',
  code: 'K20',
  name: 'Chargeback rate',
  question: 'What share of this partner’s payments is disputed?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 180 },
  maturityDays: 90,
  minimum: { n: 200, of: 'mature payments' },
  limit: { basis: 'absolute', warn: 0.0065, fail: 0.009 },
  weight: 1,
  gate: true,
  includes:
    'Payments of the 90 days that are 90 to 180 days ago (every order is one payment); a dispute linked to the order counts.',
  excludes: 'Payments younger than 90 days, counted apart, as disputes take that long; test orders.',
  sourceOfRecord: 'Payment provider',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://docs.antom.com/ac/merchant_service/card_monitor',
  formula: {
    kind: 'proportion',
    rows: { table: 'orders', date: 'ordered', once: { column: 'order', same: 'same order' } },
    success: exists({ table: 'disputes', key: 'order' }),
  },
};
