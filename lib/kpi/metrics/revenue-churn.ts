import type { KpiDefinition } from '../define';
import { revenueChurn } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'revenue-churn',
  code: 'K18b',
  name: 'Revenue churn',
  question: 'What share of the recurring revenue leaves in a month?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 1 },
  maturityDays: null,
  minimum: { n: 20, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 0.02, fail: 0.04 },
  weight: 1,
  gate: false,
  includes: 'Recurring revenue lost to customers that left in the window, over that at its start.',
  excludes:
    'Customers whose first movement lies in the window or that had left before it; test records. Losses take no more than the customer began with.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://glama.ai/mcp/connectors/co.raziel/calculators/tools/net_revenue_retention',
  formula: revenueChurn,
};
