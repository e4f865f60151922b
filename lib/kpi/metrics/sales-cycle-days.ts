import { below, daysBetween, leave } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'sales-cycle-days',
  code: 'K09b',
  name: 'Sales cycle',
  question: 'How many days does a won deal of this partner take?',
  dimension: 'performance',
  unit: 'days',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 8, of: 'won deals' },
  limit: { basis: 'programme', warn: 1.1, fail: 1.3 },
  weight: 0,
  gate: false,
  includes: 'Median days from created to won.',
  excludes:
    'Open and lost deals, deals without a created or close date or closed before they were created, test records.',
  sourceOfRecord: 'CRM, deal dates',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'median',
    rows: {
      table: 'deals',
      date: 'closed',
      where: won,
      leaveOut: [leave('closed before created', below(daysBetween('created', 'closed'), 0))],
      undated: 'no close date',
    },
    value: daysBetween('created', 'closed'),
    missing: 'no created date',
  },
};
