import type { KpiDefinition } from '../define';
import { within } from '../fragments';

export const definition: KpiDefinition = {
  id: 'sql-to-won',
  code: 'K05c',
  name: 'SQL to won',
  question: 'What share of this partner’s qualified leads becomes customers?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 180,
  minimum: { n: 30, of: 'mature SQLs' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Leads by the day they became sales qualified; success is a won date within 180 days.',
  excludes: 'Younger rows, which are counted apart until they are 180 days old; test records.',
  sourceOfRecord: 'CRM or marketing automation, lead stages',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://orm-tech.com/glossary/conversion-rate-formula/',
  formula: {
    kind: 'proportion',
    rows: { table: 'leads', date: 'sql', needs: ['won'] },
    success: within('sql', 'won', 180),
  },
};
