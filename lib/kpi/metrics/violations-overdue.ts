import { above, all, day, daysBetween, happened, named, not, partOr, yes } from '../build';
import type { KpiDefinition } from '../define';

/** Days in which a violation is to be put right. */
const SLA = 30;

export const definition: KpiDefinition = {
  id: 'violations-overdue',
  code: 'K26c',
  name: 'Violations open past SLA',
  question: 'Does this partner put its policy violations right in time?',
  dimension: 'trust',
  unit: 'count',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'violations or audited assets' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Confirmed violations found more than 30 days ago that are not put right at the as-of day. None is only said of partners with a violation or an audited asset.',
  excludes: 'Violations that are not confirmed, put right, or younger than that.',
  sourceOfRecord: 'Violation log',
  cadence: 'weekly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      overdue: {
        formula: {
          kind: 'count',
          rows: {
            table: 'violations',
            date: null,
            where: all(
              yes('confirmed'),
              named('it is not put right', not(happened('resolved'))),
              above(daysBetween('occurred', day('asOf')), SLA),
            ),
            needs: ['resolved'],
          },
        },
      },
      audited: {
        formula: {
          kind: 'distinct',
          rows: { table: 'audits', date: null, optional: true },
          of: 'asset',
        },
      },
    },
    value: partOr('overdue', 0, 'audited'),
    over: { numerator: 'overdue', denominator: 'audited' },
  },
};
