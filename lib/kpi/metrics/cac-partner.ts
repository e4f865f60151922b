import type { KpiDefinition } from '../define';
import { acquisitionCost } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'cac-partner',
  code: 'K12b',
  name: 'Customer acquisition cost, fully loaded',
  question: 'What does a new customer from this partner cost, everything included?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 5, of: 'new customers' },
  limit: { basis: 'programme', of: { kpi: 'cac-blended', code: 'K12a' }, warn: 1, fail: 1.3 },
  weight: 1,
  gate: false,
  includes:
    'All costs of the partnership booked in the quarter (incentives, MDF, hours, tools, legal) over customers whose first won deal was sourced by the partner and closed in the quarter.',
  excludes:
    'Costs that name no partner, returning customers, test records. The limit compares with what a customer costs the whole company (K12a); where that is not measured, for want of costs of sales and marketing, there is none.',
  sourceOfRecord: 'Finance for costs, CRM for customers',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://metrickittools.com/guides/blended-cac-guide',
  formula: acquisitionCost,
};
