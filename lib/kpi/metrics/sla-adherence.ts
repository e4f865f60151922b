import { above, all, any, atMost, below, happened, leave, minutesBetween, now } from '../build';
import type { KpiDefinition } from '../define';

/** Minutes. */
const SLA = 24 * 60;

export const definition: KpiDefinition = {
  id: 'sla-adherence',
  code: 'K35a',
  name: 'Lead response within SLA',
  question: 'Are this partner’s leads answered within a day?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'leads' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.8 },
  weight: 1,
  gate: false,
  includes:
    'Leads first contacted within 24 hours, over leads contacted or older than 24 hours; unanswered ones past it are misses.',
  excludes:
    'Leads younger than 24 hours that nobody contacted yet, counted apart; leads contacted before they came in; test records.',
  sourceOfRecord: 'CRM, lead activity',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://beefed.ai/en/kpis-reporting-deal-registration-programs',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'leads',
      date: 'created',
      leaveOut: [leave('contacted before it came in', below(minutesBetween('created', 'first_contact'), 0))],
      needs: ['first_contact'],
    },
    success: all(happened('first_contact'), atMost(minutesBetween('created', 'first_contact'), SLA)),
    mature: any(happened('first_contact'), above(minutesBetween('created', now), SLA)),
  },
};
