import { column, is, leave } from '../build';
import type { KpiDefinition } from '../define';
import { outside } from '../fragments';

export const definition: KpiDefinition = {
  id: 'nps',
  code: 'K28',
  name: 'Net promoter score',
  question: 'Would customers from this partner recommend us?',
  dimension: 'trust',
  unit: 'points',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 180 },
  maturityDays: null,
  minimum: { n: 30, of: 'answers' },
  limit: { basis: 'offset', warn: -10, fail: -20 },
  weight: 1,
  gate: false,
  includes: '100 times promoters (9-10) less detractors (0-6) over all answers of the window.',
  excludes: 'Answers outside 0-10. The limit is a distance from the score over all partners.',
  sourceOfRecord: 'Survey tool',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'https://www.cybaea.net/Journal/2016/01/14/NPS-confidence-intervals-stats/',
  formula: {
    kind: 'nps',
    rows: {
      table: 'surveys',
      date: 'answered',
      where: is('kind', 'nps'),
      leaveOut: [leave('score outside 0-10', outside('score', 0, 10))],
    },
    score: column('score'),
    missing: 'no score',
  },
};
