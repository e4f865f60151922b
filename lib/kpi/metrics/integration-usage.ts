import { happened, not } from '../build';
import type { KpiDefinition } from '../define';
import { activeIntegration } from '../recurring-fragments';

export const definition: KpiDefinition = {
  id: 'integration-usage',
  code: 'K46b',
  name: 'Integration active usage',
  question: 'Are the installed integrations in use?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 20, of: 'installations' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Installations that exist at the as-of day; success is use within the last 30 days. One used later than an earlier as-of day counts as in use then, as only the last use is known.',
  excludes: 'Removed ones, test records.',
  sourceOfRecord: 'Product data',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'integrations', date: null, where: not(happened('removed')), needs: ['last_active'] },
    success: activeIntegration,
  },
};
