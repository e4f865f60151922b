import type { KpiDefinition } from '../define';
import { within } from '../fragments';

export const definition: KpiDefinition = {
  id: 'lead-to-sql',
  code: 'K05b',
  name: 'Lead to SQL',
  question: 'What share of this partner’s leads becomes sales qualified?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 60,
  minimum: { n: 30, of: 'mature leads' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Leads by the day they came in; success is an SQL date within 60 days.',
  excludes: 'Younger rows, which are counted apart until they are 60 days old; test records.',
  sourceOfRecord: 'CRM or marketing automation, lead stages',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://orm-tech.com/glossary/conversion-rate-formula/',
  formula: {
    kind: 'proportion',
    rows: { table: 'leads', date: 'created', needs: ['sql'] },
    success: within('created', 'sql', 60),
  },
};
