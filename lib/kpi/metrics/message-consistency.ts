import type { KpiDefinition } from '../define';
import { lastChecksPassed } from '../fragments';

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
  excludes: 'Checks that do not apply, earlier checks of the same asset, checks that name no asset.',
  sourceOfRecord: 'Content audits',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 2,
  source: 'House convention',
  formula: lastChecksPassed('message'),
};
