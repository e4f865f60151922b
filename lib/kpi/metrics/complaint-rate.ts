import { yes } from '../build';
import type { KpiDefinition } from '../define';
import { activeAccounts } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'complaint-rate',
  code: 'K24',
  name: 'Complaint rate',
  question: 'How many of this partner’s customers complain?',
  dimension: 'trust',
  unit: 'per1000',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 100, of: 'active customers' },
  limit: { basis: 'programme', warn: 1.25, fail: 1.5 },
  weight: 1,
  gate: true,
  includes:
    'Tickets marked as complaints opened in the window, per 1,000 customers that the partner has at the as-of day by the customer list; for a partner that has none there, per 1,000 that ordered in the window.',
  excludes: 'Other tickets, customers that left, test records, orders that name no customer.',
  sourceOfRecord: 'Help desk',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: {
      kind: 'count',
      rows: { table: 'tickets', date: 'opened', where: yes('complaint'), needs: ['complaint'] },
    },
    exposure: activeAccounts,
    per: 1000,
  },
};
