import { all, below, equal, exists, greatestOf, is, isSet, leave, no, not, yes } from '../build';
import type { KpiDefinition } from '../define';

/** Day the asset was last checked for this. */
const lastCheck = greatestOf(
  { table: 'audits', key: 'asset', samePartner: true, where: all(is('kind', 'message'), isSet('passed')) },
  'audited',
);

export const definition: KpiDefinition = {
  id: 'message-consistency',
  code: 'K71',
  name: 'Message consistency',
  question: 'Does this partner use the approved messages and no forbidden claim?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'assets' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.8 },
  weight: 1,
  gate: false,
  includes: 'Assets whose last message checks all passed, over assets checked.',
  excludes: 'Checks that do not apply, earlier checks of the same asset.',
  sourceOfRecord: 'Content audits',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'audits',
      date: 'audited',
      where: all(is('kind', 'message'), isSet('passed')),
      leaveOut: [leave('checked again later', below('audited', lastCheck))],
      once: { column: 'asset', same: 'same asset' },
    },
    success: all(
      yes('passed'),
      not(
        exists({
          table: 'audits',
          key: 'asset',
          samePartner: true,
          where: all(is('kind', 'message'), no('passed'), equal('audited', lastCheck)),
        }),
      ),
    ),
  },
};
