import {
  all,
  anyOf,
  atLeast,
  atMost,
  below,
  coalesce,
  day,
  daysBetween,
  isMissing,
  isSet,
  leave,
  named,
} from '../build';
import type { KpiDefinition } from '../define';

// An opportunity that came after the as-of day was none yet; one that was never imported is not known.
const linked = coalesce(
  'linked',
  anyOf({ table: 'deals', key: 'deal', optional: true, ahead: true }, 'created'),
);

export const definition: KpiDefinition = {
  id: 'conversation-to-pipeline',
  code: 'K61',
  name: 'Conversation to pipeline',
  question: 'Do conversations with this partner turn into opportunities?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 180,
  minimum: { n: 15, of: 'mature conversations' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Conversations linked to an opportunity within 180 days, over conversations at least 180 days old. Linked on the day given, else on the day the opportunity was created.',
  excludes:
    'Conversations younger than 180 days, counted apart; conversations with an opportunity of which neither day is known.',
  sourceOfRecord: 'CRM, campaign records',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'conversations',
      date: 'held',
      leaveOut: [leave('day of the opportunity not known', all(isSet('deal'), isMissing(linked)))],
    },
    success: named(
      'it was linked to an opportunity within 180 days',
      all(
        atLeast(daysBetween('held', linked), 0),
        atMost(daysBetween('held', linked), 180),
        below(daysBetween(day('asOf'), linked), 0),
      ),
    ),
  },
};
