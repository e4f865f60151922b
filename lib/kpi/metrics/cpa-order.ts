import { column, is } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'cpa-order',
  code: 'K75b',
  name: 'Cost per order',
  question: 'What is paid out to this partner for an order?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 20, of: 'orders' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Commissions, SPIFFs and cashback paid in the window, over the orders that came through the partner in it.',
  excludes: 'MDF, hours, tools and legal cost; test orders.',
  sourceOfRecord: 'Partner platform for payouts, shop for orders',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  variantOf: 'cpa',
  variant: 'by orders',
  formula: {
    kind: 'rate',
    events: {
      kind: 'sum',
      rows: { table: 'costs', date: 'spent', where: is('kind', 'commission', 'spiff', 'cashback') },
      value: column('amount'),
      missing: 'no amount',
    },
    exposure: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'order' },
    per: 1,
  },
};
