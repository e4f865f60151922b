import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'traffic-quality',
  code: 'K72',
  name: 'Traffic quality',
  question: 'Do visitors from this partner engage with our site?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 30 },
  maturityDays: null,
  minimum: { n: 100, of: 'sessions' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Engaged sessions over sessions that came through the partner.',
  excludes: 'Rows without either figure, or with more engaged sessions than sessions.',
  sourceOfRecord: 'Web analytics',
  cadence: 'weekly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: pooledShare({ table: 'traffic', date: 'day' }, 'engaged_sessions', column('sessions'), {
    part: 'engaged sessions',
    whole: 'sessions',
  }),
};
