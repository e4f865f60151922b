import { coalesce, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'policy-violations',
  code: 'K26',
  name: 'Policy violations',
  question: 'How often and how badly does this partner break brand or programme policy?',
  dimension: 'trust',
  unit: 'points',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'audited assets' },
  limit: { basis: 'absolute', warn: 0, fail: 9 },
  weight: 1,
  gate: false,
  includes:
    'Severity points (1 minor, 3 major, 9 critical) of confirmed violations, per 100 assets audited in the window. A violation without a severity counts as minor. That any of severity 9 fails is K26b.',
  excludes: 'Violations that are not confirmed.',
  sourceOfRecord: 'Violation log, content audits',
  cadence: 'weekly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'rate',
    events: {
      kind: 'sum',
      rows: { table: 'violations', date: 'occurred', where: yes('confirmed') },
      value: coalesce('severity', 1),
      missing: 'no severity',
    },
    exposure: { kind: 'distinct', rows: { table: 'audits', date: 'audited' }, of: 'asset' },
    per: 100,
    census: true,
  },
};
