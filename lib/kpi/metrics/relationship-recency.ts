import { all, any, column, happened, is, isMissing, not } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'relationship-recency',
  code: 'K38',
  name: 'Relationship recency',
  question: 'When did we last really talk with this partner?',
  dimension: 'operations',
  unit: 'days',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'two-way interactions' },
  limit: { basis: 'absolute', warn: 21, fail: 45 },
  weight: 1,
  gate: false,
  includes:
    'Days from the last two-way interaction to the as-of day: a two-way touch, a message of ours that was answered, or a meeting that was held and no demo.',
  excludes: 'One-way messages, touches of the partner with buyers, demos, meetings that did not take place.',
  sourceOfRecord: 'Mail, calendar or CRM activities',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'daysSince',
    events: [
      {
        rows: { table: 'touches', date: null, where: is('direction', 'two-way') },
        at: column('at'),
      },
      {
        rows: {
          table: 'touches',
          date: null,
          // Only a message of ours has a reply, also where the source gives no direction.
          where: all(any(is('direction', 'outbound'), isMissing('direction')), happened('replied')),
        },
        at: column('replied'),
      },
      {
        rows: {
          table: 'meetings',
          date: null,
          where: all(not(is('kind', 'demo')), is('outcome', 'held')),
        },
        at: column('scheduled'),
      },
    ],
  },
};
