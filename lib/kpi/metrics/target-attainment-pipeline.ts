import { all, column, happened, leave, not } from '../build';
import type { KpiDefinition } from '../define';
import { attainmentOf, GOAL_SPAN, GOALS, goalSoFar, maybeSourced, originUnknown } from '../fragments';

const goal = goalSoFar(GOALS.pipeline);

export const definition: KpiDefinition = {
  id: 'target-attainment-pipeline',
  code: 'K51c',
  name: 'Target attainment, pipeline',
  question: 'Is this partner on pace for its pipeline goal?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'goals' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 0,
  gate: false,
  includes:
    'Pipeline created, as K03 counts it, in the period of the running pipeline goal so far, over the part of its target that falls on the days gone by (pace). Of goals that run at once the one that began last, and of those that began together the one that ends first.',
  excludes:
    'Goals for anything but pipeline, goals that have ended or not begun, opportunities that are not qualified yet or of unknown origin, test records.',
  sourceOfRecord: 'CRM for deals, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'target-attainment',
  variant: 'of pipeline',
  formula: attainmentOf(
    'created',
    {
      kind: 'sum',
      rows: {
        table: 'deals',
        date: 'created',
        window: GOAL_SPAN,
        where: all(maybeSourced, goal.inPeriod('created')),
        leaveOut: [originUnknown, leave('not qualified yet', not(happened('qualified')))],
        needs: ['qualified'],
      },
      value: column('amount'),
      missing: 'no amount',
    },
    goal,
  ),
};
