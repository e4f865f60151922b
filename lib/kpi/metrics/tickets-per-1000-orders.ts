import { any, exists, isSet, named, not } from '../build';
import type { KpiDefinition } from '../define';

/** The ticket names an order, or none of the partner's tickets does: then they are all it has to go by. */
const linked = named(
  'it names an order, or none of the partner’s tickets does',
  any(isSet('order'), not(exists({ table: 'tickets', key: 'partner', where: isSet('order') }))),
);

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
    'Support tickets linked to an order of the partner and opened in the window, per 1,000 of its orders in the window. Where none of the partner’s tickets names an order, all of them count.',
  excludes: 'Test tickets and orders; tickets without an order where others have one.',
  sourceOfRecord: 'Help desk',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: { kind: 'count', rows: { table: 'tickets', date: 'opened', where: linked } },
    exposure: { kind: 'distinct', rows: { table: 'orders', date: 'ordered' }, of: 'order' },
    per: 1000,
  },
};
