import { greatestPart, part, productOf, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { acquisitionCost, arpa } from '../recurring-fragments';

const monthlyProfit = greatestPart(productOf(part('arpa'), part('margin')), 0);

export const definition: KpiDefinition = {
  id: 'payback',
  code: 'K13',
  name: 'Payback period',
  question: 'After how many months has a new customer paid back what it cost?',
  dimension: 'performance',
  unit: 'months',
  direction: 'lower',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 5, of: 'new customers' },
  limit: { basis: 'absolute', warn: 12, fail: 18 },
  weight: 1,
  gate: false,
  includes:
    'Fully loaded acquisition cost, as in K12b but of the last 12 months, over the monthly recurring revenue of a paying customer today times the deal margin. The interval is that of the revenue per customer.',
  excludes: 'What its three parts leave out.',
  sourceOfRecord: 'Billing or subscription system, Finance',
  cadence: 'quarterly',
  owner: 'Finance',
  version: 1,
  source: 'https://www.klipfolio.com/metrics/difference/cac-payback-period-vs-ltv-cac-ratio/',
  formula: {
    kind: 'composite',
    parts: {
      cac: { formula: acquisitionCost },
      arpa: { formula: arpa },
      margin: { kpi: 'deal-margin' },
    },
    value: quotientOf(part('cac'), monthlyProfit),
    n: 'cac',
    interval: 'arpa',
    over: { numerator: 'cac', denominator: monthlyProfit },
    undefined: 'Customers bring no gross profit: what they cost is never paid back.',
  },
};
