import { leadLag } from '../campaign-fragments';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'reaction-lag',
  code: 'K36e',
  name: 'Reaction lag',
  question: 'How long do people take to reach out once a lead of this partner is theirs?',
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
    'Median minutes from assignment to the first contact by a person; leads not contacted yet count with their waiting time so far.',
  excludes: 'Leads that were never assigned, leads contacted before that, test records.',
  sourceOfRecord: 'CRM, lead activity',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://profitailab.com/blog/lead-response-time-measure-improve',
  formula: leadLag('assigned', 'first_contact'),
};
