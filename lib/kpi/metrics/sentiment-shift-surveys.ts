import { sentimentShift } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'sentiment-shift-surveys',
  code: 'K27c',
  name: 'Sentiment shift, surveys',
  question: 'Do people in surveys speak better or worse of us and this partner than before?',
  dimension: 'trust',
  unit: 'points',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 30, of: 'texts in each window' },
  limit: { basis: 'absolute', warn: -0.1, fail: -0.2 },
  weight: 0.5,
  gate: false,
  includes:
    'Positive less negative texts in survey answers over all of them, -1 to 1, in the last 90 days, less the same in the 90 days before; the interval is that of two samples.',
  excludes: 'Texts without a sentiment, texts of other channels.',
  sourceOfRecord: 'Survey tool, free-text answers',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source:
    'House convention; interval of a difference by Newcombe, Statistics in Medicine 17 (1998) 873-890, from those of its two parts',
  formula: sentimentShift('survey'),
};
