import { all, below, equal, exists, greatestOf, is, isSet, leave, no, not, yes } from '../build';
import type { KpiDefinition } from '../define';

/** Day the asset was last checked for this. */
const lastCheck = greatestOf(
  { table: 'audits', key: 'asset', samePartner: true, where: all(is('kind', 'disclosure'), isSet('passed')) },
  'audited',
);

export const definition: KpiDefinition = {
  id: 'disclosure-compliance',
  code: 'K70',
  name: 'Disclosure compliance',
  question: 'Does this partner disclose that it is paid?',
  dimension: 'trust',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'assets' },
  limit: { basis: 'absolute', warn: 1, fail: 0.95 },
  weight: 1,
  gate: false,
  includes: 'Audited pages whose last disclosure checks all passed, over audited pages.',
  excludes: 'Checks that do not apply, earlier checks of the same page.',
  sourceOfRecord: 'Content audits',
  cadence: 'monthly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'audits',
      date: 'audited',
      where: all(is('kind', 'disclosure'), isSet('passed')),
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
          where: all(is('kind', 'disclosure'), no('passed'), equal('audited', lastCheck)),
        }),
      ),
    ),
  },
};
