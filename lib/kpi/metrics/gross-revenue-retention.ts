import type { KpiDefinition } from '../define';
import { grossRetention } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'gross-revenue-retention',
  code: 'K17b',
  name: 'Gross revenue retention',
  question: 'How much of the recurring revenue stays before any expansion?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 10, of: 'accounts at the start' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.8 },
  weight: 1,
  gate: false,
  includes:
    'Recurring revenue at the start of the window less contraction and churn of the same customers in it, over that at the start; never above 100 %.',
  excludes:
    'Customers whose first movement lies in the window or that had left before it; test records. Losses take no more than the customer began with.',
  sourceOfRecord: 'Billing or subscription system',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'https://glama.ai/mcp/connectors/io.github.f-tiger/bpj-ai-tools/tools/bpj_gross_net_retention',
  formula: grossRetention,
};
