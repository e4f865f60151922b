import { plainNumber } from '../build';
import type { KpiDefinition } from '../define';
import { attainmentOf, GOAL_SPAN, GOALS, goalSoFar } from '../fragments';

const goal = goalSoFar(GOALS.leads, [], plainNumber);

export const definition: KpiDefinition = {
  id: 'target-attainment-leads',
  code: 'K51d',
  name: 'Target attainment, leads',
  question: 'Is this partner on pace for its goal of leads?',
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
    'Leads that came in in the period of the running goal for leads so far, over the part of its target that falls on the days gone by (pace). The target is a plain number, whatever currency its row names. Of goals that run at once the one that began last, and of those that began together the one that ends first.',
  excludes: 'Goals for anything but leads, goals that have ended or not begun, test records.',
  sourceOfRecord: 'CRM or marketing automation for leads, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'target-attainment',
  variant: 'of leads',
  formula: attainmentOf(
    'leads',
    {
      kind: 'count',
      rows: {
        table: 'leads',
        date: 'created',
        window: GOAL_SPAN,
        where: goal.inPeriod('created'),
      },
    },
    goal,
  ),
};
