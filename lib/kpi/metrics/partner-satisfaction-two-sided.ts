import { leastPart, part } from '../build';
import type { KpiDefinition } from '../define';
import { satisfied } from '../fragments';

export const definition: KpiDefinition = {
  id: 'partner-satisfaction-two-sided',
  code: 'K54b',
  name: 'Satisfaction on both sides',
  question: 'Are both sides satisfied, the partner with us and we with the partner?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 180 },
  maturityDays: null,
  minimum: { n: 3, of: 'answers of the side with fewer' },
  limit: { basis: 'absolute', warn: 0.8, fail: 0.6 },
  weight: 0,
  gate: false,
  includes:
    'The smaller of two shares of answers of 4 or 5 on a scale of 1-5: that of the partner’s own people, and that of our team about the partner. The interval runs from the smaller of both lower ends to the smaller of both upper ends (Wilson, 95 % each), and so holds the smaller share 92.5 % of the time or more.',
  excludes: 'Answers outside 1-5 or without a score. Where one side gave no answer there is no figure.',
  sourceOfRecord: 'Partner survey and survey of our own team',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention: success is the smaller of ours and theirs; bounds by Bonferroni’s inequality',
  variantOf: 'partner-satisfaction',
  variant: 'on both sides',
  formula: {
    kind: 'composite',
    parts: { theirs: { formula: satisfied('partner') }, ours: { formula: satisfied('team') } },
    value: leastPart(part('theirs'), part('ours')),
    interval: ['theirs', 'ours'],
  },
};
