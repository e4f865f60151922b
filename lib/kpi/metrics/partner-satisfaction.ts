import type { KpiDefinition } from '../define';
import { satisfied } from '../fragments';

export const definition: KpiDefinition = {
  id: 'partner-satisfaction',
  code: 'K54',
  name: 'Partner satisfaction',
  question: 'Is the partner itself satisfied with us?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 180 },
  maturityDays: null,
  minimum: { n: 3, of: 'answers' },
  limit: { basis: 'absolute', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Answers of 4 or 5 over all answers of the partner’s own people on a scale of 1-5.',
  excludes: 'Answers outside 1-5 or without a score. Those who answer are seldom all.',
  sourceOfRecord: 'Partner survey',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: satisfied('partner'),
};
