import { lessParts, part, partOr, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { GOALS, goalSoFar, revenueOf, withBaseline } from '../fragments';

const goal = goalSoFar(GOALS.revenue, [withBaseline]);
const gained = lessParts(partOr('won', 0), part('baseline'));
const asked = lessParts(part('target'), part('baseline'));

export const definition: KpiDefinition = {
  id: 'target-attainment-baseline',
  code: 'K51b',
  name: 'Target attainment from a baseline',
  question: 'Of what the goal asks for beyond the baseline, how much is there, at the pace of its period?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { asOf: true },
  maturityDays: null,
  minimum: { n: 1, of: 'goals' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 0,
  gate: false,
  includes:
    'Revenue won in the period of the running revenue goal so far less the baseline, over the target less the baseline, both by the part that falls on the days gone by (pace). Of goals that run at once the one that began last, and of those that began together the one that ends first. Below zero when less was won than would have come anyway.',
  excludes:
    'Goals for anything but revenue, goals without a baseline, goals that have ended or not begun, test records.',
  sourceOfRecord: 'CRM for deals, shop for orders, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 3,
  source: 'House convention',
  variantOf: 'target-attainment',
  variant: 'from a baseline',
  formula: {
    kind: 'composite',
    parts: {
      won: { formula: revenueOf(goal) },
      target: { formula: goal.target },
      baseline: { formula: goal.baseline },
    },
    value: quotientOf(gained, asked),
    n: 'target',
    over: { numerator: gained, denominator: asked },
    undefined: 'The goal asks for no more than the baseline.',
  },
};
