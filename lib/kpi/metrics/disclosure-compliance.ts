import type { KpiDefinition } from '../define';
import { lastChecksPassed } from '../fragments';

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
  excludes: 'Checks that do not apply, earlier checks of the same page, checks that name no page.',
  sourceOfRecord: 'Content audits',
  cadence: 'monthly',
  owner: 'Compliance officer',
  version: 2,
  source: 'House convention',
  formula: lastChecksPassed('disclosure'),
};
