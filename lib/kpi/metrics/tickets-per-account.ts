import type { KpiDefinition } from '../define';
import { activeAccounts } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'tickets-per-account',
  code: 'K22b',
  name: 'Tickets per account',
  question: 'How much support does an active account from this partner need?',
  dimension: 'quality',
  unit: 'ratio',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'active accounts' },
  limit: { basis: 'programme', warn: 1.25, fail: 1.5 },
  weight: 0,
  gate: false,
  includes:
    'Support tickets of the partner’s customers opened in the window, per customer that it has at the as-of day by the customer list; for a partner that has none there, per customer that ordered in the window.',
  excludes: 'Customers that left; test records; orders that name no customer.',
  sourceOfRecord: 'Help desk, customer list',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: { kind: 'count', rows: { table: 'tickets', date: 'opened' } },
    exposure: activeAccounts,
    per: 1,
  },
};
