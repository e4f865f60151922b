import { all, any, is, isMissing, leave, no, not, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'solo-unreachable',
  code: 'K65',
  name: 'Solo-unreachable share',
  question: 'How many of the new relationships would we not have made without this partner?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'new relationships' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'New relationships first seen through the partner that our own CRM did not have before, over new relationships with the partner.',
  excludes: 'Relationships of which neither can be told.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'relationships',
      date: 'first_seen',
      leaveOut: [
        leave(
          'not known how it came about',
          all(
            any(isMissing('via'), isMissing('known_before')),
            not(any(is('via', 'own', 'other'), yes('known_before'))),
          ),
        ),
      ],
    },
    success: all(is('via', 'partner'), no('known_before')),
  },
};
