import {
  all,
  any,
  coalesce,
  column,
  exists,
  isFirst,
  isMissing,
  least,
  lessParts,
  minus,
  named,
  part,
  partOr,
  plus,
  sumOf,
  when,
} from '../build';
import type { KpiDefinition } from '../define';
import { incentive, maybeSourced, originUnknown, won } from '../fragments';

const orderValue = sumOf({ table: 'orders', key: 'order' }, 'amount');

/** All refunds of the order; a refund without an amount is the whole order. */
const refunded = named(
  'what was refunded of the order',
  least(
    sumOf({ table: 'refunds', key: 'order', optional: true }, coalesce('amount', orderValue)),
    orderValue,
  ),
);
const chargedBack = named(
  'what was charged back of it with fees',
  plus(
    sumOf({ table: 'disputes', key: 'order', optional: true }, coalesce('amount', orderValue)),
    sumOf({ table: 'disputes', key: 'order', optional: true }, 'fee'),
  ),
);

const givenBack = named(
  'the order was refunded or charged back',
  any(
    exists({ table: 'refunds', key: 'order', optional: true }),
    exists({ table: 'disputes', key: 'order', optional: true }),
  ),
);

export const definition: KpiDefinition = {
  id: 'net-revenue',
  code: 'K02',
  name: 'Net revenue after incentives',
  question: 'What is left of the sourced revenue after refunds, chargebacks and what the partner was paid?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 1, of: 'sales' },
  limit: null,
  weight: 1,
  gate: false,
  includes:
    'Partner-sourced revenue less, for the same sales, refunds, chargebacks and their fees, and commissions, SPIFFs, cashback and MDF; incentives that name no deal count in the window they were spent in.',
  excludes:
    'A refund or chargeback without an amount takes the whole order; refunds never take more than their order was worth. Left aside: cost of goods (see deal margin), hours, tools and legal cost.',
  sourceOfRecord:
    'CRM and billing for sales, payment provider for refunds and chargebacks, partner platform for payouts',
  cadence: 'monthly',
  owner: 'Finance',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      sales: {
        formula: {
          kind: 'either',
          of: [
            {
              kind: 'sum',
              rows: {
                table: 'deals',
                date: 'closed',
                where: all(won, maybeSourced),
                leaveOut: [originUnknown],
                undated: 'no close date',
              },
              value: minus('amount', sumOf({ table: 'costs', key: 'deal', where: incentive }, 'amount')),
              missing: 'no amount',
            },
            {
              kind: 'sum',
              rows: { table: 'orders', date: 'ordered' },
              // An order of several lines is given back once, not once a line.
              value: minus(
                'amount',
                when(all(givenBack, isFirst('order', 'ordered')), plus(refunded, chargedBack), 0),
              ),
              missing: 'no amount',
            },
          ],
        },
      },
      incentives: {
        formula: {
          kind: 'sum',
          rows: { table: 'costs', date: 'spent', where: all(incentive, isMissing('deal')), optional: true },
          value: column('amount'),
          missing: 'no amount',
        },
      },
    },
    value: lessParts(part('sales'), partOr('incentives', 0)),
    n: 'sales',
    over: { numerator: 'sales', denominator: 'incentives' },
  },
};
