import { column, isMissing, leave, not, yes } from '../build';
import type { KpiDefinition } from '../define';

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
  minimum: { n: 20, of: 'net-new customers' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'All costs of the partnership booked in the quarter over its customers that began in it and had no relationship with us before (the net-new proxy for a counterfactual). To be compared with the fully loaded cost: above one and a half times it, most customers were ours already.',
  excludes:
    'Customers known before, and those of which it is not known; costs that name no partner; test records.',
  sourceOfRecord: 'Finance for costs, CRM for earlier relationships',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.track360.io/blog/affiliate-incrementality-measuring-incremental-sales-2026',
  formula: {
    kind: 'rate',
    events: {
      kind: 'sum',
      rows: { table: 'costs', date: 'spent' },
      value: column('amount'),
      missing: 'no amount',
    },
    exposure: {
      kind: 'count',
      rows: {
        table: 'customers',
        date: 'started',
        where: not(yes('prior')),
        leaveOut: [leave('not known whether it was known before', isMissing('prior'))],
        needs: ['prior'],
      },
    },
    per: 1,
  },
};
