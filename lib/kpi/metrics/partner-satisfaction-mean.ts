import { over } from '../build';
import type { KpiDefinition } from '../define';
import { satisfied } from '../fragments';

export const definition: KpiDefinition = {
  id: 'partner-satisfaction-mean',
  code: 'K54c',
  name: 'Partner satisfaction, mean',
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
  weight: 0,
  gate: false,
  includes:
    'Mean of the answers of the partner’s own people on a scale of 1-5, as a part of 5: 80 % is a mean of 4.',
  excludes: 'Answers outside 1-5 or without a score. Those who answer are seldom all.',
  sourceOfRecord: 'Partner survey',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'partner-satisfaction',
  variant: 'as a mean',
  formula: {
    kind: 'mean',
    rows: satisfied('partner').rows,
    value: over('score', 5),
    missing: 'no score',
  },
};
