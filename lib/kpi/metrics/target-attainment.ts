import type { KpiDefinition } from '../define';
import { attainmentOf, GOALS, goalSoFar, revenueOf } from '../fragments';

const goal = goalSoFar(GOALS.revenue);

export const definition: KpiDefinition = {
  id: 'target-attainment',
  code: 'K51',
  name: 'Target attainment',
  question: 'Is this partner on pace for its revenue goal?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'goals' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 1,
  gate: false,
  includes:
    'Revenue won in the period of the running revenue goal so far, over the part of its target that falls on the days gone by (pace). Of goals that run at once, such as a month’s within a year’s, the one that began last, and of those that began together the one that ends first. Revenue of orders where the partner has no deals.',
  excludes: 'Goals for anything but revenue, goals that have ended or not begun, test records.',
  sourceOfRecord: 'CRM for deals, shop for orders, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 3,
  source: 'House convention',
  formula: attainmentOf('won', revenueOf(goal), goal),
};
