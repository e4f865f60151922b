import { column } from '../build';
import { pooledShare } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'webinar-registration',
  code: 'K56',
  name: 'Webinar registration',
  question: 'Do people who see the webinars with this partner register?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'landing visitors' },
  limit: { basis: 'absolute', warn: 0.3, fail: 0.18 },
  weight: 0,
  gate: false,
  includes: 'Registrants over visitors of the registration page.',
  excludes: 'Webinars without either figure, or with more registrants than visitors.',
  sourceOfRecord: 'Webinar tool and web analytics',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'Targets 30, 35 and 40 % are a house convention, as is the fail at 60 % of them',
  formula: pooledShare({ table: 'webinars', date: 'held' }, 'registrants', column('visitors'), {
    part: 'registrants',
    whole: 'visitors',
  }),
};
