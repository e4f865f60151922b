import { all, exists, is } from '../build';
import type { KpiDefinition } from '../define';
import { notOptional, validTraining } from '../fragments';

export const definition: KpiDefinition = {
  id: 'certification',
  code: 'K34b',
  name: 'Certified people',
  question: 'Do this partner’s people hold the certifications they need?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 5, of: 'people' },
  limit: { basis: 'absolute', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'People with at least one valid certification, over people who are to have one.',
  excludes: 'Optional certifications. Each person counts once.',
  sourceOfRecord: 'Learning platform',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'trainings',
      date: null,
      where: all(is('kind', 'certification'), notOptional),
      once: { column: 'person', same: 'same person' },
    },
    success: exists({
      table: 'trainings',
      key: 'person',
      samePartner: true,
      where: all(is('kind', 'certification'), notOptional, validTraining),
    }),
  },
};
