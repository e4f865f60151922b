import {
  all,
  atLeast,
  below,
  column,
  day,
  daysBetween,
  greatestPart,
  happened,
  leave,
  lessParts,
  not,
  part,
  partOr,
  quotientOf,
} from '../build';
import type { KpiDefinition } from '../define';
import { openDeal, quarterTarget, wonThisQuarter } from '../fragments';

/** A goal with nothing open towards it is covered by nothing. */
const open = partOr('open', 0);
const left = greatestPart(lessParts(part('target'), partOr('won', 0)), 0);

export const definition: KpiDefinition = {
  id: 'pipeline-coverage',
  code: 'K08',
  name: 'Pipeline coverage',
  question: 'Is there enough open pipeline for what is still to be sold this quarter?',
  dimension: 'performance',
  unit: 'ratio',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 5, of: 'open deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Open qualified deals expected to close in the running quarter, over the revenue goals for the quarter less what was won in it so far. Of goals of several lengths those count that cover the quarter without gap or overlap: the quarter’s, else its months’, else longer ones by their days in it; where none do, the shortest. With no such deal the coverage is 0.',
  excludes:
    'Deals that are not qualified or expected in another quarter, goals for anything but revenue, test records.',
  sourceOfRecord: 'CRM for deals, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 3,
  source: 'https://kpitree.co/glossary/sales-metrics/pipeline-coverage-ratio',
  formula: {
    kind: 'composite',
    parts: {
      open: {
        formula: {
          kind: 'sum',
          rows: {
            table: 'deals',
            date: null,
            where: all(
              openDeal,
              atLeast(daysBetween(day('quarterStart'), 'expected_close'), 0),
              below(daysBetween(day('quarterEnd'), 'expected_close'), 0),
            ),
            leaveOut: [leave('not qualified', not(happened('qualified')))],
            needs: ['qualified', 'expected_close'],
          },
          value: column('amount'),
          missing: 'no amount',
        },
      },
      target: { formula: quarterTarget },
      won: { formula: wonThisQuarter },
    },
    value: quotientOf(open, left),
    n: 'open',
    over: { numerator: open, denominator: left },
    undefined: 'The target of the quarter is reached: there is nothing left to cover.',
  },
};
