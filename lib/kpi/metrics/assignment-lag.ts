import { leadLag } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'assignment-lag',
  code: 'K36d',
  name: 'Assignment lag',
  question: 'How long do this partner’s leads wait for somebody to be responsible?',
  dimension: 'operations',
  unit: 'minutes',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'leads' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Median minutes from notification to assignment; leads that nobody has yet count with their waiting time so far.',
  excludes: 'Leads that nobody was told of, leads assigned before that, test records.',
  sourceOfRecord: 'CRM, lead activity',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://profitailab.com/blog/lead-response-time-measure-improve',
  formula: leadLag('notified', 'assigned'),
};
