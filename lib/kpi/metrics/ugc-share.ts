import { is } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'ugc-share',
  code: 'K42b',
  name: 'UGC share',
  question: 'Do people make something of their own, or only like it?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 50, of: 'likes and own posts' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'Content of people’s own about campaign assets (UGC), over that and likes.',
  excludes: 'Comments and shares. Paid interactions count as others do.',
  sourceOfRecord: 'Social networks, community platform',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 2,
  source: 'https://taglab.net/marketing-metrics/user-generated-content-rate/',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'interactions',
      date: 'at',
      where: is('kind', 'ugc', 'like'),
    },
    success: is('kind', 'ugc'),
  },
};
