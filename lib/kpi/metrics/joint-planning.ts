import { is, isMissing, leave } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'joint-planning',
  code: 'K39',
  name: 'Joint planning',
  question: 'Does this partner turn up for joint planning?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { months: 6 },
  maturityDays: null,
  minimum: { n: 3, of: 'sessions' },
  limit: { basis: 'absolute', warn: 0.75, fail: 0.5 },
  weight: 1,
  gate: false,
  includes:
    'Joint planning sessions held over sessions scheduled, in the last two quarters; a cancelled session counts as not attended.',
  excludes: 'Sessions moved to another date, which count there; sessions without a recorded outcome.',
  sourceOfRecord: 'Calendar or CRM meetings',
  cadence: 'quarterly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'meetings',
      date: 'scheduled',
      where: is('kind', 'planning'),
      leaveOut: [
        leave('moved to another date', is('outcome', 'moved')),
        leave('no outcome recorded', isMissing('outcome')),
      ],
    },
    success: is('outcome', 'held'),
  },
};
