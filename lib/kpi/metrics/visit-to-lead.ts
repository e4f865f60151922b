import { column } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'visit-to-lead',
  code: 'K05a',
  name: 'Visit to lead',
  question: 'How many leads come in for each visit through this partner?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 30, of: 'visits' },
  limit: { basis: 'programme', warn: 0.8, fail: 0.6 },
  weight: 1,
  gate: false,
  includes:
    'Leads that came in within the window, whatever their way, over website sessions through the partner in it. A flow: web analytics counts sessions and does not say which of them became which lead, so a lead is not waited for.',
  excludes: 'Traffic rows without a number of sessions; test records.',
  sourceOfRecord: 'Web analytics for sessions, CRM or marketing automation for leads',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 2,
  source: 'https://orm-tech.com/glossary/conversion-rate-formula/',
  formula: {
    kind: 'rate',
    events: { kind: 'count', rows: { table: 'leads', date: 'created' } },
    exposure: {
      kind: 'sum',
      rows: { table: 'traffic', date: 'day' },
      value: column('sessions'),
      missing: 'no sessions',
    },
    per: 1,
    trials: true,
  },
};
