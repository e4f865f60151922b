import { leadLag } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'notification-lag',
  code: 'K36c',
  name: 'Notification lag',
  question: 'How long does it take until we know of this partner’s leads?',
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
    'Median minutes from the lead coming in to the notification of our people; leads that nobody was told of count with their age so far.',
  excludes: 'Leads notified before they came in, test records.',
  sourceOfRecord: 'CRM, lead activity',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://profitailab.com/blog/lead-response-time-measure-improve',
  formula: leadLag('created', 'notified'),
};
