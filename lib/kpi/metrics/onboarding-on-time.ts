import {
  all,
  atLeast,
  atMost,
  day,
  daysBetween,
  exists,
  happened,
  is,
  isFirst,
  leastOf,
  not,
} from '../build';
import type { KpiDefinition } from '../define';
import { notOptional } from '../fragments';

const step = all(is('kind', 'onboarding'), notOptional);
const begun = leastOf({ table: 'milestones', key: 'partner', where: step }, 'started');

export const definition: KpiDefinition = {
  id: 'onboarding-on-time',
  code: 'K33c',
  name: 'Onboarding on time',
  question: 'Do partners finish their onboarding within 60 days?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 10, of: 'partners' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 0,
  gate: false,
  includes:
    'Partners whose required onboarding steps were all done within 60 days of the first step’s start, over partners whose first step began at least 60 days ago. One partner: yes or no.',
  excludes:
    'Partners that began less than 60 days ago, counted apart; optional steps; steps without a start.',
  sourceOfRecord: 'Partner platform',
  cadence: 'monthly',
  owner: 'Partner programme lead',
  version: 2,
  source: 'House convention',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'milestones',
      date: null,
      where: all(step, isFirst('partner', 'started', step)),
      once: { column: 'partner', same: 'same partner' },
    },
    mature: atLeast(daysBetween('started', day('asOf')), 60),
    success: not(
      exists({
        table: 'milestones',
        key: 'partner',
        where: all(step, not(all(happened('done'), atMost(daysBetween(begun, 'done'), 60)))),
      }),
    ),
  },
};
