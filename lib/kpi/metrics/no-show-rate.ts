import { any, is, isMissing, leave } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'no-show-rate',
  code: 'K37',
  name: 'No-show rate',
  question: 'Do the prospects of this partner turn up for demos?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 15, of: 'demos' },
  limit: { basis: 'absolute', warn: 0.2, fail: 0.3 },
  weight: 1,
  gate: false,
  includes:
    'Scheduled demos with the partner’s prospects; success of the count is an absent prospect. Meetings without a kind count as demos.',
  excludes: 'Demos cancelled or moved before they started, demos without a recorded outcome, joint planning.',
  sourceOfRecord: 'Calendar or CRM meetings',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'meetings',
      date: 'scheduled',
      where: any(is('kind', 'demo'), isMissing('kind')),
      leaveOut: [
        leave('cancelled or moved before', is('outcome', 'cancelled', 'moved')),
        leave('no outcome recorded', isMissing('outcome')),
      ],
    },
    success: is('outcome', 'no-show'),
  },
};
