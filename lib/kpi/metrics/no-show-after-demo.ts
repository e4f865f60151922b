import { above, all, is, isMissing, leastOf, leave, minutesBetween, named } from '../build';
import type { KpiDefinition } from '../define';

const demoHeld = named(
  'the first demo of its deal that was held',
  leastOf(
    { table: 'meetings', key: 'deal', where: all(is('kind', 'demo'), is('outcome', 'held')) },
    'scheduled',
  ),
);

export const definition: KpiDefinition = {
  id: 'no-show-after-demo',
  code: 'K37b',
  name: 'No-show rate after the demo',
  question: 'Do the prospects of this partner turn up for the meeting after the demo?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 15, of: 'meetings after a demo' },
  limit: { basis: 'absolute', warn: 0.2, fail: 0.3 },
  weight: 0,
  gate: false,
  includes:
    'Scheduled meetings later than a demo of the same deal that was held; success of the count is an absent prospect.',
  excludes:
    'Demos and joint planning; meetings cancelled or moved before they started, without a recorded outcome, or that name no deal.',
  sourceOfRecord: 'Calendar or CRM meetings',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'no-show-rate',
  variant: 'after the demo',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'meetings',
      date: 'scheduled',
      where: all(is('kind', 'other'), above(minutesBetween(demoHeld, 'scheduled'), 0)),
      leaveOut: [
        leave('cancelled or moved before', is('outcome', 'cancelled', 'moved')),
        leave('no outcome recorded', isMissing('outcome')),
      ],
    },
    success: is('outcome', 'no-show'),
  },
};
