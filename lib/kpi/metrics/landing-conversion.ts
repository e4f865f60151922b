import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'landing-conversion',
  code: 'K72b',
  name: 'Landing page conversion',
  question: 'Do visitors from this partner reach the goal of the page they land on?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 30 },
  maturityDays: null,
  minimum: { n: 100, of: 'sessions' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 0.5,
  gate: false,
  includes:
    'Sessions that reached the goal of the landing page, over sessions that came through the partner.',
  excludes: 'Rows without either figure, or with more of the former than of the latter.',
  sourceOfRecord: 'Web analytics',
  cadence: 'weekly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: pooledShare({ table: 'traffic', date: 'day' }, 'converted_sessions', column('sessions'), {
    part: 'converted sessions',
    whole: 'sessions',
  }),
};
