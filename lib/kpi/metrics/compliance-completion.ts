import { all, is } from '../build';
import type { KpiDefinition } from '../define';
import { notOptional, validTraining } from '../fragments';

export const definition: KpiDefinition = {
  id: 'compliance-completion',
  code: 'K33b',
  name: 'Compliance completion',
  question: 'Have this partner’s people done the required compliance modules?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 5, of: 'required modules' },
  limit: { basis: 'absolute', warn: 0.95, fail: 0.9 },
  weight: 1,
  gate: false,
  includes:
    'Required compliance modules completed and still valid at the as-of day, over required modules of all people.',
  excludes: 'Optional modules, trainings and certifications that are not compliance modules.',
  sourceOfRecord: 'Learning platform',
  cadence: 'monthly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'trainings', date: null, where: all(is('kind', 'compliance'), notOptional) },
    success: validTraining,
  },
};
