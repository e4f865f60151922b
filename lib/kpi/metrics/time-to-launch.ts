import { any, below, daysBetween, happened, is, isMissing, leave, not, now, when } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'time-to-launch',
  code: 'K31',
  name: 'Time to launch',
  question: 'How long does a joint campaign take from agreed to live?',
  dimension: 'operations',
  unit: 'days',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 3, of: 'campaigns' },
  limit: { basis: 'absolute', warn: 45, fail: 60 },
  weight: 1,
  gate: false,
  includes:
    'Median days from agreed to live of campaigns agreed in the window. Campaigns past their plan that are not live count with their age so far.',
  excludes: 'Campaigns that are not live and not yet due, counted apart.',
  sourceOfRecord: 'Project plan',
  cadence: 'quarterly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'median',
    rows: {
      table: 'milestones',
      date: 'started',
      where: is('kind', 'launch'),
      leaveOut: [leave('live before agreed', below(daysBetween('started', 'done'), 0))],
    },
    value: daysBetween('started', when(happened('done'), 'done', now)),
    missing: 'no start',
    open: not(happened('done')),
    mature: any(happened('done'), isMissing('planned'), happened('planned')),
  },
};
