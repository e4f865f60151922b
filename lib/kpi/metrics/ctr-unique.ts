import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'ctr-unique',
  code: 'K52b',
  name: 'Click-through rate, unique',
  question: 'What share of the people reached click?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1000, of: 'people reached' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 0,
  gate: false,
  includes: 'People who clicked over people reached by the partner’s campaigns.',
  excludes: 'Rows without either, rows with more of the former than of the latter.',
  sourceOfRecord: 'Ad and channel statistics',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Standard; the limit against the programme is a house convention',
  variantOf: 'ctr',
  variant: 'by people',
  formula: pooledShare({ table: 'campaigns', date: 'day' }, 'unique_clicks', column('reach'), {
    part: 'unique clicks',
    whole: 'reach',
  }),
};
