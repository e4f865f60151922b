import { above, all, any, atMost, below, day, daysBetween, happened, leave } from '../build';
import type { KpiDefinition } from '../define';

/** Days. */
const SLA = 2;

export const definition: KpiDefinition = {
  id: 'registration-sla',
  code: 'K35b',
  name: 'Deal registration response within SLA',
  question: 'Do we answer this partner’s deal registrations in time?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 10, of: 'registrations' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.8 },
  weight: 1,
  gate: false,
  includes:
    'Registrations answered (accepted or rejected) within 2 days, over registrations answered or older than that; unanswered ones past it are misses.',
  excludes:
    'Registrations of the last 2 days that nobody answered yet, counted apart; answers dated before the registration; test records.',
  sourceOfRecord: 'CRM or partner platform, deal registrations',
  cadence: 'weekly',
  owner: 'Partner operations',
  version: 1,
  source: 'https://beefed.ai/en/kpis-reporting-deal-registration-programs',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'deals',
      date: 'registered',
      leaveOut: [
        leave('answered before it was made', below(daysBetween('registered', 'registration_answered'), 0)),
      ],
      needs: ['registration_answered'],
    },
    success: all(
      happened('registration_answered'),
      atMost(daysBetween('registered', 'registration_answered'), SLA),
    ),
    mature: any(happened('registration_answered'), above(daysBetween('registered', day('asOf')), SLA)),
  },
};
