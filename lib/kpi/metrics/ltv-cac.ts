import { part, productOf, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { acquisitionCost, arpa, monthlyChurn } from '../recurring-fragments';

const lifetimeValue = quotientOf(productOf(part('arpa'), part('margin')), part('churn'));

export const definition: KpiDefinition = {
  id: 'ltv-cac',
  code: 'K14',
  name: 'LTV to CAC',
  question: 'Are customers from this partner worth more than they cost?',
  dimension: 'performance',
  unit: 'ratio',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 10, of: 'new customers' },
  limit: { basis: 'absolute', warn: 3, fail: 1.5 },
  weight: 1,
  gate: false,
  includes:
    'Monthly recurring revenue of a paying customer times the deal margin, over the monthly churn of the last 12 months (customers lost over the months in which there were customers), over the fully loaded acquisition cost, as in K12b but of the last 12 months. The interval is that of the churn.',
  excludes:
    'What its parts leave out. It is refused with fewer than 20 customers behind the churn, and has no value when nobody left.',
  sourceOfRecord: 'Billing or subscription system, Finance',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.klipfolio.com/metrics/difference/cac-payback-period-vs-ltv-cac-ratio/',
  formula: {
    kind: 'composite',
    parts: {
      arpa: { formula: arpa },
      margin: { kpi: 'deal-margin' },
      churn: { formula: monthlyChurn },
      cac: { formula: acquisitionCost },
    },
    value: quotientOf(lifetimeValue, part('cac')),
    n: 'cac',
    requires: { part: 'churn', n: 20, of: 'customers observed for churn' },
    interval: 'churn',
    over: { numerator: lifetimeValue, denominator: 'cac' },
    undefined: 'Nobody left in 12 months, or nothing was spent: there is no lifetime or cost to reckon with.',
  },
};
