import { is, isMissing, leave, named, when } from '../build';
import type { KpiDefinition } from '../define';

const weight = named(
  'the weight of the interaction (like 0.1, comment 0.5, share 1, UGC 3)',
  when(is('kind', 'like'), 0.1, when(is('kind', 'comment'), 0.5, when(is('kind', 'share'), 1, 3))),
);

export const definition: KpiDefinition = {
  id: 'engagement-depth',
  code: 'K42',
  name: 'Engagement depth',
  question: 'How deeply do people engage with what we made with this partner?',
  dimension: 'network',
  unit: 'ratio',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 50, of: 'interactions' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Mean weight of interactions with campaign assets: like 0.1, comment 0.5, share 1, content of their own (UGC) 3.',
  excludes: 'Interactions of no known kind. Paid ones count as others do.',
  sourceOfRecord: 'Social networks, community platform',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 2,
  source: 'https://tribe.so/glossary/engagement-rate; the weight of UGC is a house convention',
  formula: {
    kind: 'mean',
    rows: { table: 'interactions', date: 'at', leaveOut: [leave('no kind', isMissing('kind'))] },
    value: weight,
    missing: 'no kind',
  },
};
