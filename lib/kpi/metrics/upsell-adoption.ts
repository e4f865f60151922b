import type { KpiDefinition } from '../define';
import { upsell } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'upsell-adoption',
  code: 'K23b',
  name: 'Upsell adoption',
  question: 'What share of this partner’s customers buys more?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 20, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 0.2, fail: 0.1 },
  weight: 1,
  gate: false,
  includes: 'Customers that paid at the start of the window; success is at least one expansion in it.',
  excludes: 'Customers that came in the window or had left before it; test records.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'quarterly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  formula: upsell,
};
