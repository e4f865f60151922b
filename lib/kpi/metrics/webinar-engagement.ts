import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'webinar-engagement',
  code: 'K56c',
  name: 'Webinar engagement',
  question: 'Do people take part in the webinars with this partner?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'attendees' },
  limit: { basis: 'absolute', warn: 0.4, fail: 0.24 },
  weight: 0.5,
  gate: false,
  includes: 'Attendees who answered a poll, asked a question or watched at least half, over attendees.',
  excludes: 'Webinars without either figure, or with more engaged than attendees.',
  sourceOfRecord: 'Webinar tool',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Targets 30, 35 and 40 % are a house convention, as is the fail at 60 % of them',
  formula: pooledShare({ table: 'webinars', date: 'held' }, 'engaged', column('attendees'), {
    part: 'engaged attendees',
    whole: 'attendees',
  }),
};
