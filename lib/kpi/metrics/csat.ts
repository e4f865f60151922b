import { atLeast, is, isMissing, leave } from '../build';
import type { KpiDefinition } from '../define';
import { outside } from '../fragments';

export const definition: KpiDefinition = {
  id: 'csat',
  code: 'K29',
  name: 'CSAT',
  question: 'Are customers from this partner satisfied?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'answers' },
  limit: { basis: 'absolute', warn: 0.85, fail: 0.75 },
  weight: 1,
  gate: false,
  includes: 'Answers of 4 or 5 over all answers on a scale of 1-5.',
  excludes: 'Answers outside 1-5 or without a score.',
  sourceOfRecord: 'Survey tool',
  cadence: 'monthly',
  owner: 'Support lead',
  version: 1,
  source: 'House convention (top-2-box)',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'surveys',
      date: 'answered',
      where: is('kind', 'csat'),
      leaveOut: [leave('no score', isMissing('score')), leave('score outside 1-5', outside('score', 1, 5))],
    },
    success: atLeast('score', 4),
  },
};
