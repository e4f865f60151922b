import { actsWithinMonth, dormantLeadsTouched } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 're-engaged-leads',
  code: 'K47',
  name: 'Re-engaged leads',
  question: 'Does this partner bring leads back that had gone silent?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: 30,
  minimum: { n: 10, of: 'dormant leads' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Dormant leads that act within 30 days after the partner touched them, over dormant leads it touched. Dormant: at least 90 days old and without an activity in the 90 days before. A lead counts by the partner’s first touch in the window.',
  excludes:
    'Leads touched less than 30 days ago, counted apart; touches that name no lead, or one that was not imported.',
  sourceOfRecord: 'Marketing automation and CRM activities',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: dormantLeadsTouched,
    success: actsWithinMonth,
  },
};
