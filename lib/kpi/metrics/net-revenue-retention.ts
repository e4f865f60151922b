import type { KpiDefinition } from '../define';
import { netRetention } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'net-revenue-retention',
  code: 'K17a',
  name: 'Net revenue retention',
  question: 'Does the recurring revenue of this partner’s customers grow?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 10, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 1, fail: 0.9 },
  weight: 1,
  gate: false,
  includes:
    'Recurring revenue at the start of the window plus expansion less contraction and churn of the same customers in it, over that at the start.',
  excludes:
    'Customers that came in the window or had left before it; what a customer that left and came back pays again; test records. A customer never counts below zero.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 2,
  source: 'https://glama.ai/mcp/connectors/co.raziel/calculators/tools/net_revenue_retention',
  formula: netRetention,
};
