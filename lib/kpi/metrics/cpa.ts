import { column, is, isFirst } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'cpa',
  code: 'K75',
  name: 'Cost per acquisition',
  question: 'What is paid out to this partner for a new customer?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 20, of: 'new customers' },
  limit: null,
  weight: 1,
  gate: false,
  includes:
    'Commissions, SPIFFs and cashback paid in the window, over customers whose first order came through the partner in it; where there is no such order, over its customers that began in it.',
  excludes:
    'MDF, hours, tools and legal cost; returning customers; orders that name no customer; test orders.',
  sourceOfRecord: 'Partner platform for payouts, shop for orders, else the customer list',
  cadence: 'monthly',
  owner: 'Finance',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: {
      kind: 'sum',
      rows: { table: 'costs', date: 'spent', where: is('kind', 'commission', 'spiff', 'cashback') },
      value: column('amount'),
      missing: 'no amount',
    },
    exposure: {
      kind: 'firstMeasured',
      of: [
        {
          says: 'by customers’ first orders',
          formula: {
            kind: 'count',
            rows: { table: 'orders', date: 'ordered', where: isFirst('customer', 'ordered') },
          },
        },
        {
          says: 'by the customer list',
          formula: { kind: 'count', rows: { table: 'customers', date: 'started' } },
        },
      ],
    },
    per: 1,
  },
};
