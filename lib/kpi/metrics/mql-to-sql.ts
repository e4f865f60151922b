import type { KpiDefinition } from '../define';
import { within } from '../fragments';

export const definition: KpiDefinition = {
  id: 'mql-to-sql',
  code: 'K06',
  name: 'MQL to SQL',
  question: 'Does this partner send marketing-qualified leads that sales accepts?',
  dimension: 'quality',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: 60,
  minimum: { n: 30, of: 'mature MQLs' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes: 'Leads by the day they became marketing qualified; success is an SQL date within 60 days.',
  excludes: 'Younger rows, which are counted apart until they are 60 days old; test records.',
  sourceOfRecord: 'CRM or marketing automation, lead stages',
  cadence: 'monthly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://orm-tech.com/glossary/conversion-rate-formula/',
  formula: {
    kind: 'proportion',
    rows: { table: 'leads', date: 'mql', needs: ['sql'] },
    success: within('mql', 'sql', 60),
  },
};
