import type { KpiDefinition } from '../define';
import { revenueChurn } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'revenue-churn-quarter',
  code: 'K18d',
  name: 'Revenue churn by quarter',
  question: 'What share of the recurring revenue leaves in a quarter?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 3 },
  maturityDays: null,
  minimum: { n: 20, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 0.06, fail: 0.12 },
  weight: 0,
  gate: false,
  includes: 'Recurring revenue lost to customers that left in the window, over that at its start.',
  excludes:
    'Customers whose first movement lies in the window or that had left before it; test records. Losses take no more than the customer began with.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://glama.ai/mcp/connectors/co.raziel/calculators/tools/net_revenue_retention',
  variantOf: 'revenue-churn',
  variant: 'by quarter',
  formula: revenueChurn,
};
