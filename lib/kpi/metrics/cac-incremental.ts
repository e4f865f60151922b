import type { KpiDefinition } from '../define';
import { costOf, incrementalCustomers } from '../incremental-fragments';

export const definition: KpiDefinition = {
  id: 'cac-incremental',
  code: 'K12c',
  name: 'Customer acquisition cost, incremental',
  question: 'What does a customer cost that we would not have had without this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 20, of: 'new customers' },
  limit: { basis: 'programme', of: { kpi: 'cac-partner', code: 'K12b' }, warn: 1.5, fail: 1.5 },
  weight: 0,
  gate: false,
  includes:
    'All costs of the partnership booked in the quarter over its new customers that would not have come anyway. Where a holdout test was measured in the quarter: new customers less, of each test, the holdout’s share of the audience exposed in it, with the interval of that share. Else: new customers that had no relationship with us before (the net-new proxy). Which of the two it was is said with the figure.',
  excludes:
    'By the proxy, customers known before and those of which it is not known; arms of a test without an audience or with more customers than audience, and all but the last measurement of an arm; costs that name no partner; test records.',
  sourceOfRecord: 'Finance for costs, the holdout test, CRM for earlier relationships',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 4,
  source: 'https://www.track360.io/blog/affiliate-incrementality-measuring-incremental-sales-2026',
  formula: costOf(incrementalCustomers),
};
