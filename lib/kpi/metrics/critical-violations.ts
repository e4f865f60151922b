import { all, atLeast, partOr, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'critical-violations',
  code: 'K26b',
  name: 'Critical violations',
  question: 'Did this partner break policy in a way that must not happen?',
  dimension: 'trust',
  unit: 'count',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'audited assets or violations' },
  limit: { basis: 'absolute', warn: 0, fail: 0 },
  weight: 1,
  gate: true,
  includes:
    'Confirmed violations of severity 9 in the window. None is only said of partners with an audited asset in the window.',
  excludes: 'Violations that are not confirmed or less severe.',
  sourceOfRecord: 'Violation log',
  cadence: 'weekly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      critical: {
        formula: {
          kind: 'count',
          rows: {
            table: 'violations',
            date: 'occurred',
            where: all(yes('confirmed'), atLeast('severity', 9)),
          },
        },
      },
      audited: {
        formula: {
          kind: 'distinct',
          rows: { table: 'audits', date: 'audited', optional: true },
          of: 'asset',
        },
      },
    },
    value: partOr('critical', 0, 'audited'),
    over: { numerator: 'critical', denominator: 'audited' },
  },
};
