import { is, isMissing, leave, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'organic-shares',
  code: 'K41',
  name: 'Organic shares',
  question: 'How often do people share what we made with this partner without being paid?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'shares' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'Unpaid shares of campaign assets; one person shares an asset once, however often.',
  excludes:
    'Paid shares, shares of which it is not known whether they were paid, shares that name no person.',
  sourceOfRecord: 'Social networks, community platform',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: {
      table: 'interactions',
      date: 'at',
      where: is('kind', 'share'),
      leaveOut: [
        leave('paid', yes('paid')),
        leave('not known whether paid', isMissing('paid')),
        leave('no person', isMissing('person')),
      ],
      once: { column: 'asset', within: 'person', same: 'same person and asset' },
      needs: ['paid', 'person'],
    },
  },
};
