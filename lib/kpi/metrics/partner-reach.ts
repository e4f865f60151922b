import { no, not } from '../build';
import { dedupedReach, factorOutside, ownerUnknown } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'partner-reach',
  code: 'K45',
  name: 'Partner-channel reach',
  question: 'How many people do this partner’s own channels reach for us?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'campaign rows' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Reach on channels that the partner owns, each row times its dedupe factor. Without factors, people reached on several days or channels count several times.',
  excludes:
    'Channels of ours and bought ones, channels of which the owner is not known, dedupe factors outside 0-1.',
  sourceOfRecord: 'Channel statistics of the partner',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'sum',
    rows: {
      table: 'campaigns',
      date: 'day',
      where: not(no('partner_owned')),
      leaveOut: [ownerUnknown, factorOutside],
      needs: ['reach', 'partner_owned'],
    },
    value: dedupedReach,
    missing: 'no reach',
  },
};
