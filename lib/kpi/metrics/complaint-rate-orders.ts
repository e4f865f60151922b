import { yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'complaint-rate-orders',
  code: 'K24b',
  name: 'Complaint rate by orders',
  question: 'How many complaints come with this partner’s orders?',
  dimension: 'trust',
  unit: 'per1000',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 100, of: 'orders' },
  limit: { basis: 'programme', warn: 1.25, fail: 1.5 },
  weight: 0,
  gate: false,
  includes: 'Tickets marked as complaints opened in the window, per 1,000 orders placed in it.',
  excludes: 'Other tickets, test records; each order once.',
  sourceOfRecord: 'Help desk, shop or billing system',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'House convention',
  variantOf: 'complaint-rate',
  variant: 'by orders',
  formula: {
    kind: 'rate',
    events: {
      kind: 'count',
      rows: { table: 'tickets', date: 'opened', where: yes('complaint'), needs: ['complaint'] },
    },
    exposure: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'order' },
    per: 1000,
  },
};
