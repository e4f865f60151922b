import type { KpiDefinition } from '../define';
import { isCustomer } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'tickets-per-active-customer',
  code: 'K22c',
  name: 'Tickets per active customer',
  question: 'How much support does a customer of this partner need?',
  dimension: 'quality',
  unit: 'ratio',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'active customers' },
  limit: { basis: 'programme', warn: 1.25, fail: 1.5 },
  weight: 0,
  gate: false,
  includes:
    'Support tickets of the partner’s customers opened in the window, per customer that it has at the as-of day, whether it ordered or not.',
  excludes: 'Customers that left; test records.',
  sourceOfRecord: 'Help desk, customer list',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'House convention',
  variantOf: 'tickets-per-account',
  variant: 'by customer list',
  formula: {
    kind: 'rate',
    events: { kind: 'count', rows: { table: 'tickets', date: 'opened' } },
    exposure: { kind: 'count', rows: { table: 'customers', date: null, where: isCustomer } },
    per: 1,
  },
};
