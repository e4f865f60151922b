import {
  all,
  anyOf,
  atLeast,
  atMost,
  exists,
  is,
  isMissing,
  isSet,
  itsPartner,
  leave,
  named,
  when,
} from '../build';
import type { KpiDefinition } from '../define';
import { outside } from '../fragments';

/** The customer's record, where there is one. */
const customer = { table: 'customers', key: 'customer', optional: true } as const;

export const definition: KpiDefinition = {
  id: 'trust-transfer-nps',
  code: 'K66b',
  name: 'Trust transfer, NPS',
  question: 'Do customers of this partner recommend us more than like customers without one?',
  dimension: 'trust',
  unit: 'points',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 30, of: 'answers on each side' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Net promoter score of the partner’s answers less that of answers that no partner stands behind, in points of -200 to 200; the latter weighted to the partner’s mix of customer segments. Observed, not an experiment: partners may choose the easier customers.',
  excludes:
    'Answers outside 0-10, answers without a partner whose customer came through one, and answers of segments in which one of the two sides has none.',
  sourceOfRecord: 'Survey tool; customer list for partner and segment',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source:
    'House convention; interval by B. L. Welch, Biometrika 34 (1947) 28-35, at the effective sample size of L. Kish, Survey Sampling (1965), section 11.7',
  variantOf: 'trust-transfer',
  variant: 'by NPS',
  formula: {
    kind: 'againstDirect',
    compare: 'means',
    rows: {
      table: 'surveys',
      date: 'answered',
      where: is('kind', 'nps'),
      leaveOut: [
        leave('score outside 0-10', outside('score', 0, 10)),
        leave(
          'its customer came through a partner',
          all(isMissing(itsPartner), exists({ ...customer, where: isSet(itsPartner) })),
        ),
      ],
    },
    value: named(
      '100 for a promoter (9-10), -100 for a detractor (0-6), else 0',
      when(isSet('score'), when(atLeast('score', 9), 100, when(atMost('score', 6), -100, 0)), 'score'),
    ),
    missing: 'no score',
    match: anyOf(customer, 'segment'),
  },
};
