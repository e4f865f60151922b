import { any, happened, is, isMissing } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'enablement-participation',
  code: 'K34a',
  name: 'Enablement participation',
  question: 'Do this partner’s people finish the trainings they enrol in?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 5, of: 'enrolments' },
  limit: { basis: 'absolute', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Completed trainings over enrolments; rows without a kind are trainings.',
  excludes:
    'Compliance modules and certifications, which have KPIs of their own. Attendance is a weak sign of ability.',
  sourceOfRecord: 'Learning platform',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'trainings', date: null, where: any(is('kind', 'training'), isMissing('kind')) },
    success: happened('completed'),
  },
};
