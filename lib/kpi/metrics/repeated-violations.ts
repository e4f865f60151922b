import { all, atMost, daysBetween, lastBefore, named, partOr, yes } from '../build';
import type { KpiDefinition } from '../define';

/** Days after a violation in which another of its kind repeats it. */
const REPEATS = 180;

const confirmed = yes('confirmed');
const before = lastBefore(
  { table: 'violations', key: 'kind', samePartner: true, where: confirmed },
  'occurred',
  'occurred',
);

export const definition: KpiDefinition = {
  id: 'repeated-violations',
  code: 'K26d',
  name: 'Repeated violations',
  question: 'Does this partner break the same policy again?',
  dimension: 'trust',
  unit: 'count',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'violations or audited assets' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Confirmed violations in the window of a kind that the partner had violated on an earlier day, at most 180 days before. None is only said of partners with an audited asset in the window.',
  excludes: 'Violations that are not confirmed or name no kind, those of the same day.',
  sourceOfRecord: 'Violation log',
  cadence: 'weekly',
  owner: 'Compliance officer',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      repeated: {
        formula: {
          kind: 'count',
          rows: {
            table: 'violations',
            date: 'occurred',
            where: all(
              confirmed,
              named(
                'one of its kind was found in the 180 days before',
                atMost(daysBetween(before, 'occurred'), REPEATS),
              ),
            ),
            needs: ['kind'],
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
    value: partOr('repeated', 0, 'audited'),
    over: { numerator: 'repeated', denominator: 'audited' },
  },
};
