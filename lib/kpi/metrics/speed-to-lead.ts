import { below, happened, leave, minutesBetween, not, now, when } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'speed-to-lead',
  code: 'K36a',
  name: 'Speed to lead',
  question: 'How fast does a person reach out to this partner’s leads?',
  dimension: 'operations',
  unit: 'minutes',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'leads' },
  limit: { basis: 'absolute', warn: 60, fail: 1440 },
  weight: 1,
  gate: false,
  includes:
    'Median minutes from the lead coming in to the first contact by a person; leads that nobody contacted count with their age so far.',
  excludes: 'Leads contacted before they came in, test records.',
  sourceOfRecord: 'CRM, lead activity',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://leadsource.co/blog/lead-response-time',
  formula: {
    kind: 'median',
    rows: {
      table: 'leads',
      date: 'created',
      leaveOut: [leave('contacted before it came in', below(minutesBetween('created', 'first_contact'), 0))],
      needs: ['first_contact'],
    },
    value: minutesBetween('created', when(happened('first_contact'), 'first_contact', now)),
    missing: 'no time',
    open: not(happened('first_contact')),
  },
};
