import { above, all, daysBetween, happened } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'relationship-survival',
  code: 'K64',
  name: 'Relationship survival',
  question: 'Do relationships outlive the campaign that made them?',
  dimension: 'network',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 90,
  minimum: { n: 10, of: 'mature relationships' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Relationships with an interaction more than 90 days after the campaign that formed them ended, over relationships whose campaign ended at least 90 days ago.',
  excludes:
    'Relationships whose campaign has not ended or ended less than 90 days ago; the latter are counted apart.',
  sourceOfRecord: 'CRM or event lists',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: { table: 'relationships', date: 'ended', needs: ['last_interaction'] },
    success: all(happened('last_interaction'), above(daysBetween('ended', 'last_interaction'), 90)),
  },
};
