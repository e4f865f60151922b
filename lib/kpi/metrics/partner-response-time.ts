import {
  all,
  any,
  atLeast,
  atMost,
  below,
  businessMinutesBetween,
  happened,
  is,
  leave,
  minutesBetween,
  named,
  not,
  now,
  over,
  plus,
  when,
} from '../build';
import type { KpiDefinition } from '../define';

/** Five days after the message. */
const deadline = named('five days after the message', plus('at', 5 * 24 * 60));
const answered = named(
  'it was answered within five days',
  all(happened('replied'), atMost(minutesBetween('at', 'replied'), 5 * 24 * 60)),
);

export const definition: KpiDefinition = {
  id: 'partner-response-time',
  code: 'K36b',
  name: 'Partner response time',
  question: 'How long does this partner take to answer us?',
  dimension: 'operations',
  unit: 'hours',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'messages' },
  limit: { basis: 'absolute', warn: 24, fail: 72 },
  weight: 1,
  gate: false,
  includes:
    'Median business hours from our message to the partner’s reply; every hour of Monday to Friday counts unless office hours are set. No reply in 5 days is a miss and counts as longer than those.',
  excludes: 'Messages younger than 5 days without a reply, counted apart.',
  sourceOfRecord: 'Mail or CRM activities (times only)',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'median',
    rows: {
      table: 'touches',
      date: 'at',
      where: is('direction', 'outbound'),
      leaveOut: [leave('answered before it was sent', below(minutesBetween('at', 'replied'), 0))],
      needs: ['replied'],
    },
    value: over(businessMinutesBetween('at', when(answered, 'replied', deadline)), 60),
    missing: 'no time',
    open: not(answered),
    mature: any(answered, atLeast(minutesBetween(deadline, now), 0)),
  },
};
