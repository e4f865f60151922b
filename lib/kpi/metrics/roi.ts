import { all, column, lessParts, minus, part, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { maybeSourced, originUnknown, won } from '../fragments';

const gain = lessParts(part('profit'), part('spend'));

export const definition: KpiDefinition = {
  id: 'roi',
  code: 'K50',
  name: 'Return on partner spend',
  question: 'Does this partnership earn more than it costs?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: { basis: 'absolute', warn: 1, fail: 0 },
  weight: 1,
  gate: false,
  includes:
    'Gross profit of won deals that the partner sourced, less all costs of the partnership in the window, over those costs.',
  excludes:
    'Deals without an amount or cost, deals of unknown origin, costs that name no partner, test records.',
  sourceOfRecord: 'Finance',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      profit: {
        formula: {
          kind: 'sum',
          rows: {
            table: 'deals',
            date: 'closed',
            where: all(won, maybeSourced),
            leaveOut: [originUnknown],
            undated: 'no close date',
          },
          value: minus('amount', 'cost'),
          missing: 'no amount or cost',
        },
      },
      spend: {
        formula: {
          kind: 'sum',
          rows: { table: 'costs', date: 'spent' },
          value: column('amount'),
          missing: 'no amount',
        },
      },
    },
    value: quotientOf(gain, part('spend')),
    n: 'profit',
    over: { numerator: gain, denominator: 'spend' },
    undefined: 'Nothing was spent on this partner, so there is no return on it.',
  },
};
