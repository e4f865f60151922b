import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'tickets-per-1000-orders',
  code: 'K22a',
  name: 'Tickets per 1,000 orders',
  question: 'How much support do this partner’s orders need?',
  dimension: 'quality',
  unit: 'per1000',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 100, of: 'orders' },
  limit: { basis: 'programme', warn: 1.25, fail: 1.5 },
  weight: 1,
  gate: false,
  includes:
    'Support tickets of the partner’s customers opened in the window, per 1,000 of its orders in the window.',
  excludes: 'Test tickets and orders; tickets that name neither the partner nor one of its orders.',
  sourceOfRecord: 'Help desk',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: { kind: 'count', rows: { table: 'tickets', date: 'opened' } },
    exposure: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'order' },
    per: 1000,
  },
};
