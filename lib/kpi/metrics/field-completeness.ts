import { isSet, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'field-completeness',
  code: 'K77',
  name: 'Field completeness',
  question: 'How many of the required fields on this partner’s records are filled?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'required fields' },
  limit: { basis: 'absolute', warn: 0.95, fail: 0.85 },
  weight: 1,
  gate: false,
  includes:
    'Required fields of the partner’s records that were filled at their latest check, over all required fields that were checked.',
  excludes:
    'Fields that no rule requires, checks that do not say whether the field was filled, test records.',
  sourceOfRecord: 'CRM, required partner fields',
  cadence: 'weekly',
  owner: 'Partner operations',
  version: 1,
  source: 'House convention (share per rule)',
  formula: {
    kind: 'proportion',
    rows: { table: 'field_checks', date: null, where: isSet('filled') },
    success: yes('filled'),
  },
};
