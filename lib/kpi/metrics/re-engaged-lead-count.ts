import { leave, not } from '../build';
import { actsWithinMonth, dormantLeadsTouched } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 're-engaged-lead-count',
  code: 'K47b',
  name: 'Re-engaged leads, number',
  question: 'How many silent leads did this partner bring back?',
  dimension: 'performance',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: 30,
  minimum: { n: 1, of: 'leads' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Dormant leads that act within 30 days after the partner touched them, by its first touch in the window; dormant as for the share.',
  excludes: 'Leads touched less than 30 days ago, counted apart.',
  sourceOfRecord: 'Marketing automation and CRM activities',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: { ...dormantLeadsTouched, leaveOut: [leave('did not act within 30 days', not(actsWithinMonth))] },
  },
};
