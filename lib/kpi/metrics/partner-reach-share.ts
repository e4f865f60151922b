import { when, yes } from '../build';
import { dedupedReach, factorOutside, ownerUnknown } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'partner-reach-share',
  code: 'K45b',
  name: 'Partner-channel reach, share',
  question: 'What part of the reach of joint campaigns comes from this partner’s channels?',
  dimension: 'network',
  unit: 'percent',
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
    'Reach on channels that the partner owns, over the reach of its campaigns on all channels, each row times its dedupe factor.',
  excludes: 'Channels of which the owner is not known, dedupe factors outside 0-1.',
  sourceOfRecord: 'Channel statistics of the partner and of us',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'ratio',
    rows: {
      table: 'campaigns',
      date: 'day',
      leaveOut: [ownerUnknown, factorOutside],
      needs: ['reach', 'partner_owned'],
    },
    numerator: when(yes('partner_owned'), dedupedReach, 0),
    denominator: dedupedReach,
    missing: 'no reach',
  },
};
