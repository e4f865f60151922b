import { below, daysBetween, leave } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'sales-cycle',
  code: 'K09',
  name: 'Sales cycle against direct',
  question: 'Do deals with this partner close faster or slower than comparable deals without a partner?',
  dimension: 'performance',
  unit: 'ratio',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 8, of: 'won deals on each side' },
  limit: { basis: 'absolute', warn: 1.1, fail: 1.3 },
  weight: 1,
  gate: false,
  includes:
    'Median days from created to won of the partner’s deals over that of deals without a partner, in the same window and weighted to the partner’s mix of segments.',
  excludes:
    'Open and lost deals, deals without a created or close date or closed before they were created, test records. Segments that nobody sells into without a partner have no counterpart.',
  sourceOfRecord: 'CRM, deal dates',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source:
    'House convention; the comparison with and without a partner as in Crossbeam, the median in place of its average',
  formula: {
    kind: 'againstDirect',
    rows: {
      table: 'deals',
      date: 'closed',
      where: won,
      leaveOut: [leave('closed before created', below(daysBetween('created', 'closed'), 0))],
      undated: 'no close date',
    },
    value: daysBetween('created', 'closed'),
    missing: 'no created date',
    match: 'segment',
  },
};
