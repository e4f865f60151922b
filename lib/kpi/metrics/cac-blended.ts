import { column, is, isFirst, part, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import type { Company, Condition } from '../expression';
import { won } from '../fragments';

const costOf = (where?: Condition): Company => ({
  kind: 'company',
  of: {
    kind: 'sum',
    rows: { table: 'costs', date: 'spent', ...(where ? { where } : {}) },
    value: column('amount'),
    missing: 'no amount',
  },
});

export const definition: KpiDefinition = {
  id: 'cac-blended',
  code: 'K12a',
  name: 'Customer acquisition cost, blended',
  question: 'What does a new customer cost the whole company?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 10, of: 'new customers of the company' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'All sales, marketing and partner costs booked in the quarter, whosever they are, over all customers whose first won deal closed in it, with a partner or without. The same figure for every partner, to compare its own cost with.',
  excludes:
    'Returning customers and test records. Without any cost of the kind “sales” or “marketing” there is nothing to blend, and it is not measured.',
  sourceOfRecord: 'Finance for costs, CRM for customers',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.weareqry.com/blog/cac-unit-economics-formulas-reference',
  formula: {
    kind: 'composite',
    parts: {
      cost: { formula: costOf() },
      own: { formula: costOf(is('kind', 'sales', 'marketing')) },
      customers: {
        formula: {
          kind: 'company',
          of: {
            kind: 'count',
            rows: { table: 'deals', date: 'closed', where: isFirst('customer', 'closed', won) },
          },
        },
      },
    },
    value: quotientOf(part('cost'), part('customers')),
    requires: { part: 'own', n: 1, of: 'costs of sales or marketing' },
    n: 'customers',
    over: { numerator: 'cost', denominator: 'customers' },
  },
};
