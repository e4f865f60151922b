import { coalesce } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'campaign-conversion',
  code: 'K53',
  name: 'Campaign conversion',
  question: 'Do people whom this partner’s campaigns bring do what they came for?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 100, of: 'visitors or clicks' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes:
    'Conversions, as each campaign defines them, over visitors; over clicks where a row has no visitors.',
  excludes: 'Rows without conversions or without either, rows with more conversions than visitors.',
  sourceOfRecord: 'Web analytics, ad and channel statistics',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source:
    'https://orm-tech.com/glossary/conversion-rate-formula/; the limit against the programme is a house convention',
  formula: pooledShare({ table: 'campaigns', date: 'day' }, 'conversions', coalesce('visitors', 'clicks'), {
    part: 'conversions',
    whole: 'visitors',
  }),
};
