import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'webinar-attendance',
  code: 'K56b',
  name: 'Webinar attendance',
  question: 'Do people who register for the webinars with this partner come?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'registrants' },
  limit: { basis: 'absolute', warn: 0.35, fail: 0.21 },
  weight: 0.5,
  gate: false,
  includes: 'Attendees over registrants.',
  excludes: 'Webinars without either figure, or with more attendees than registrants.',
  sourceOfRecord: 'Webinar tool',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Targets 30, 35 and 40 % are a house convention, as is the fail at 60 % of them',
  formula: pooledShare({ table: 'webinars', date: 'held' }, 'attendees', column('registrants'), {
    part: 'attendees',
    whole: 'registrants',
  }),
};
