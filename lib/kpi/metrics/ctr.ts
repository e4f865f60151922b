import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'ctr',
  code: 'K52',
  name: 'Click-through rate',
  question: 'Do people click on what this partner shows them?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1000, of: 'impressions' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 0,
  gate: false,
  includes: 'Clicks over impressions of the partner’s campaigns.',
  excludes: 'Rows without either, rows with more clicks than impressions.',
  sourceOfRecord: 'Ad and channel statistics',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Standard; the limit against the programme is a house convention',
  formula: pooledShare({ table: 'campaigns', date: 'day' }, 'clicks', column('impressions'), {
    part: 'clicks',
    whole: 'impressions',
  }),
};
