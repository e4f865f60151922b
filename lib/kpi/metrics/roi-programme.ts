import { all, column, is, isSet, lessParts, minus, not, part, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { maybeSourced, originUnknown, won } from '../fragments';

const gain = lessParts(part('profit'), part('spend'));

export const definition: KpiDefinition = {
  id: 'roi-programme',
  code: 'K50c',
  name: 'Return on programme spend',
  question: 'Does the whole partner programme earn more than it costs?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'won deals' },
  limit: { basis: 'absolute', warn: 1, fail: 0 },
  weight: 0,
  gate: false,
  includes:
    'Gross profit of won deals that any partner sourced, less all costs of partnerships in the window, over those costs. Costs that name no partner are the programme’s too. The same figure for every partner.',
  excludes:
    'Deals without an amount or cost, deals of unknown origin, costs of sales and marketing in general, test records.',
  sourceOfRecord: 'Finance',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  variantOf: 'roi',
  variant: 'of the whole programme',
  formula: {
    kind: 'composite',
    parts: {
      profit: {
        formula: {
          kind: 'company',
          of: {
            kind: 'sum',
            rows: {
              table: 'deals',
              date: 'closed',
              where: all(won, maybeSourced, isSet('partner')),
              leaveOut: [originUnknown],
            },
            value: minus('amount', 'cost'),
            missing: 'no amount or cost',
          },
        },
      },
      spend: {
        formula: {
          kind: 'company',
          of: {
            kind: 'sum',
            rows: { table: 'costs', date: 'spent', where: not(is('kind', 'sales', 'marketing')) },
            value: column('amount'),
            missing: 'no amount',
          },
        },
      },
    },
    value: quotientOf(gain, part('spend')),
    n: 'profit',
    over: { numerator: gain, denominator: 'spend' },
    undefined: 'Nothing was spent on the programme, so there is no return on it.',
  },
};
