import { isMissing, leave, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'joint-first-contact',
  code: 'K60',
  name: 'Joint first contacts',
  question: 'How many of the people we meet with this partner meet us both at once?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'first contacts' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'First contacts that were a joint action (event, webinar, content of both), over first contacts in the window.',
  excludes: 'First contacts of which that is not known.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'relationships',
      date: 'first_seen',
      leaveOut: [leave('first action not known', isMissing('joint'))],
      needs: ['joint'],
    },
    success: yes('joint'),
  },
};
