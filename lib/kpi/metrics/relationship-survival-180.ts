import { above, all, daysBetween, happened } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'relationship-survival-180',
  code: 'K64b',
  name: 'Relationship survival, 180 days',
  question: 'Do relationships outlive the campaign that made them?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 180,
  minimum: { n: 10, of: 'mature relationships' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Relationships with an interaction more than 180 days after the campaign that formed them ended, over relationships whose campaign ended at least 180 days ago.',
  excludes:
    'Relationships whose campaign has not ended or ended less than 180 days ago; the latter are counted apart.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 2,
  source: 'House convention',
  variantOf: 'relationship-survival',
  variant: 'after 180 days',
  formula: {
    kind: 'proportion',
    rows: { table: 'relationships', date: 'ended', needs: ['last_interaction'] },
    success: all(happened('last_interaction'), above(daysBetween('ended', 'last_interaction'), 180)),
  },
};
