import { is, isMissing, leave, named, when } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'trust-transfer-sentiment',
  code: 'K66c',
  name: 'Trust transfer, sentiment',
  question: 'Do people speak better of us where this partner is named than where none is?',
  dimension: 'trust',
  unit: 'points',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 30, of: 'texts on each side' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Positive less negative texts over all of them, -1 to 1, of the partner’s texts less that of texts that name no partner; the latter weighted to the partner’s mix of channels. Observed, not an experiment.',
  excludes: 'Texts without a sentiment, and texts of channels in which one of the two sides has none.',
  sourceOfRecord: 'Social listening, review sites, survey tool',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source:
    'House convention; interval by B. L. Welch, Biometrika 34 (1947) 28-35, at the effective sample size of L. Kish, Survey Sampling (1965), section 11.7',
  variantOf: 'trust-transfer',
  variant: 'by sentiment',
  formula: {
    kind: 'againstDirect',
    compare: 'means',
    rows: {
      table: 'texts',
      date: 'published',
      leaveOut: [leave('no sentiment', isMissing('sentiment'))],
    },
    value: named(
      '1 for a positive text, -1 for a negative one, else 0',
      when(is('sentiment', 'positive'), 1, when(is('sentiment', 'negative'), -1, 0)),
    ),
    missing: 'no sentiment',
    match: 'channel',
  },
};
