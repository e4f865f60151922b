import type { KpiDefinition } from '../define';
import { beyondHoldout, costOf } from '../incremental-fragments';

export const definition: KpiDefinition = {
  id: 'cac-incremental-holdout',
  code: 'K12d',
  name: 'Customer acquisition cost, incremental by holdout',
  question:
    'What does a customer cost that we would not have had without this partner, by the test that was made?',
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
    'All costs of the partnership booked in the quarter over its new customers of the quarter less those that would have come anyway: of each test, the share of the holdout that became customers times the audience exposed in it. The interval is that of the holdouts’ share, weighted so.',
  excludes:
    'Arms without an audience or with more customers than audience, and all but the last measurement of an arm; costs that name no partner; test records.',
  sourceOfRecord: 'Finance for costs, the holdout test, the customer list',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 3,
  source: 'https://www.track360.io/blog/affiliate-incrementality-measuring-incremental-sales-2026',
  variantOf: 'cac-incremental',
  variant: 'by holdout alone',
  formula: costOf(beyondHoldout),
};
