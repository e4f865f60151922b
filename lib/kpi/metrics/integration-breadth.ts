import { atLeast } from '../build';
import type { KpiDefinition } from '../define';
import { activeIntegrations, isCustomer } from '../recurring-fragments';

/** Integrations from which on customers are said to stay. */
const MANY = 4;

export const definition: KpiDefinition = {
  id: 'integration-breadth',
  code: 'K46c',
  name: 'Customers with four or more integrations',
  question: 'What share of this partner’s customers uses at least four integrations?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 20, of: 'customers' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Customers at the as-of day; success is four or more integrations that are installed and were used within the last 30 days, whosever they are.',
  excludes: 'Customers that left, removed and unused integrations, test records.',
  sourceOfRecord: 'Product data, customer list',
  cadence: 'monthly',
  owner: 'Customer success lead',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'customers', date: null, where: isCustomer },
    success: atLeast(activeIntegrations, MANY),
  },
};
