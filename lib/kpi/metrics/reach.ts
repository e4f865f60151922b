import { dedupedReach, factorOutside } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'reach',
  code: 'K55',
  name: 'Reach',
  question: 'How many people do the campaigns with this partner reach?',
  dimension: 'performance',
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
    'Reach of the partner’s campaigns on all channels, each row times its dedupe factor. Without factors, people reached on several days or channels count several times.',
  excludes: 'Dedupe factors outside 0-1.',
  sourceOfRecord: 'Ad and channel statistics',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Standard',
  formula: {
    kind: 'sum',
    rows: { table: 'campaigns', date: 'day', leaveOut: [factorOutside], needs: ['reach'] },
    value: dedupedReach,
    missing: 'no reach',
  },
};
