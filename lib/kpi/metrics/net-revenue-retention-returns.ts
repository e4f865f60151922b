import type { KpiDefinition } from '../define';
import { netRetentionWithReturns } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'net-revenue-retention-returns',
  code: 'K17c',
  name: 'Net revenue retention with returns',
  question: 'Does the recurring revenue of this partner’s customers grow, those who came back included?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 10, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 1, fail: 0.9 },
  weight: 0,
  gate: false,
  includes:
    'Recurring revenue at the start of the window plus expansion less contraction and churn of the same customers in it, over that at the start; the reactivation of one of them counts too.',
  excludes:
    'Customers that came in the window or had left before it; test records. A customer never counts below zero.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://glama.ai/mcp/connectors/co.raziel/calculators/tools/net_revenue_retention',
  variantOf: 'net-revenue-retention',
  variant: 'with returns',
  formula: netRetentionWithReturns,
};
