import { atLeast, is, isMissing, leave } from '../build';
import type { KpiDefinition } from '../define';
import { outside } from '../fragments';

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
  formula: {
    kind: 'proportion',
    rows: {
      table: 'surveys',
      date: 'answered',
      where: is('kind', 'partner'),
      leaveOut: [leave('no score', isMissing('score')), leave('score outside 1-5', outside('score', 1, 5))],
    },
    success: atLeast('score', 4),
  },
};
