import { all, atLeast, countOf, day, daysBetween, isMissing, leave, named, no, yes } from '../build';
import type { KpiDefinition } from '../define';

const inWindow = atLeast(daysBetween(day('windowStart'), 'contributed'), 0);

export const definition: KpiDefinition = {
  id: 'ambassadors',
  code: 'K63',
  name: 'Ambassadors',
  question: 'How many people contribute again and again without being paid?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 1, of: 'ambassadors' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'People with at least two unpaid contributions to assets with this partner in the window.',
  excludes: 'Paid contributions and those of which that is not known, contributions that name no person.',
  sourceOfRecord: 'Content platform',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'distinct',
    rows: {
      table: 'contributions',
      date: 'contributed',
      where: named(
        'the person has two unpaid contributions with the partner in the window',
        atLeast(
          countOf({
            table: 'contributions',
            key: 'person',
            samePartner: true,
            where: all(no('paid'), inWindow),
          }),
          2,
        ),
      ),
      leaveOut: [leave('paid', yes('paid')), leave('not known whether paid', isMissing('paid'))],
      needs: ['person', 'paid'],
    },
    of: 'person',
  },
};
