import type { KpiDefinition } from '../define';
import { within } from '../fragments';

export const definition: KpiDefinition = {
  id: 'lead-to-won',
  code: 'K05d',
  name: 'Lead to won',
  question: 'What share of this partner’s leads becomes customers in the end?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 180,
  minimum: { n: 30, of: 'mature leads' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Leads by the day they came in; success is a won date within 180 days.',
  excludes: 'Younger rows, which are counted apart until they are 180 days old; test records.',
  sourceOfRecord: 'CRM or marketing automation, lead stages',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://orm-tech.com/glossary/conversion-rate-formula/',
  formula: {
    kind: 'proportion',
    rows: { table: 'leads', date: 'created', needs: ['won'] },
    success: within('created', 'won', 180),
  },
};
