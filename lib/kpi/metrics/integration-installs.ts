import { happened, not } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'integration-installs',
  code: 'K46a',
  name: 'Integration installs',
  question: 'How many installations does this partner’s integration have?',
  dimension: 'network',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'installations' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Installations that exist at the as-of day, of the partner’s own integrations; those of no partner count for the customer’s.',
  excludes: 'Removed ones, test records.',
  sourceOfRecord: 'Product or marketplace data',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: { table: 'integrations', date: null, where: not(happened('removed')) },
  },
};
