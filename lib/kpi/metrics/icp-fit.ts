import { isMissing, leave, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'icp-fit',
  code: 'K74',
  name: 'ICP fit',
  question: 'Does this partner send the customers we are made for?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 20, of: 'leads of known fit' },
  limit: { basis: 'absolute', warn: 0.6, fail: 0.4 },
  weight: 1,
  gate: false,
  includes: 'Leads that match the ideal customer profile, over leads of which that is known.',
  excludes: 'Leads whose fit is not known, test records.',
  sourceOfRecord: 'CRM, lead attributes',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'leads',
      date: 'created',
      leaveOut: [leave('fit not known', isMissing('icp_fit'))],
    },
    success: yes('icp_fit'),
  },
};
