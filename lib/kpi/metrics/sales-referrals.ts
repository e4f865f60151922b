import { is } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'sales-referrals',
  code: 'K57',
  name: 'Sales referrals',
  question: 'How many referrals of this partner did sales accept this quarter?',
  dimension: 'performance',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'referrals' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'Leads of the partner that sales accepted, by the day they came in.',
  excludes: 'New and rejected leads, test records.',
  sourceOfRecord: 'CRM, lead status',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: { table: 'leads', date: 'created', where: is('status', 'accepted') },
  },
};
