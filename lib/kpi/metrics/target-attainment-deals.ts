import { all, plainNumber } from '../build';
import type { KpiDefinition } from '../define';
import { attainmentOf, GOAL_SPAN, GOALS, goalSoFar, maybeSourced, originUnknown } from '../fragments';

const goal = goalSoFar(GOALS.deals, [], plainNumber);

export const definition: KpiDefinition = {
  id: 'target-attainment-deals',
  code: 'K51e',
  name: 'Target attainment, sourced deals',
  question: 'Is this partner on pace for its goal of sourced deals?',
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
    'Opportunities that the partner sourced, as K58 counts them, created in the period of the running goal for deals so far, over the part of its target that falls on the days gone by (pace). The target is a plain number, whatever currency its row names. Of goals that run at once the one that began last, and of those that began together the one that ends first.',
  excludes:
    'Goals for anything but deals, goals that have ended or not begun, opportunities of unknown origin, test records.',
  sourceOfRecord: 'CRM for deals, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'target-attainment',
  variant: 'of sourced deals',
  formula: attainmentOf(
    'deals',
    {
      kind: 'count',
      rows: {
        table: 'deals',
        date: 'created',
        window: GOAL_SPAN,
        where: all(maybeSourced, goal.inPeriod('created')),
        leaveOut: [originUnknown],
      },
    },
    goal,
  ),
};
