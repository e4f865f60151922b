import { column, lessParts, minus, part, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

const gain = lessParts(part('profit'), part('spend'));

export const definition: KpiDefinition = {
  id: 'roi-attributed',
  code: 'K50b',
  name: 'Return on partner spend, attributed',
  question: 'Does this partnership earn more than it costs, counting what its touches are credited with?',
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
    'The part of the gross profit of deals won in the window that the attribution model gives the touches of this partner, less all costs of the partnership in the window, over those costs.',
  excludes:
    'Deals without an amount or cost, touches after the deal was won or older than the lookback, costs that name no partner, test records.',
  sourceOfRecord: 'Finance; CRM for deals and touches',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  variantOf: 'roi',
  variant: 'attributed',
  formula: {
    kind: 'composite',
    parts: {
      profit: {
        formula: {
          kind: 'credit',
          rows: { table: 'deals', date: 'closed', where: won },
          by: 'deal',
          take: 'attributed',
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
