import { lessParts, part, partOr, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { baselineToDate, targetWithBaseline, wonThisQuarter } from '../fragments';

export const definition: KpiDefinition = {
  id: 'target-attainment-baseline',
  code: 'K51b',
  name: 'Target attainment from a baseline',
  question: 'Of what the goal asks for beyond the baseline, how much is there, at the pace of the quarter?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'goals' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 0,
  gate: false,
  includes:
    'Revenue won in the quarter so far less the baseline, over the revenue goals less the baseline, both by the part that falls on the days gone by (pace). Below zero when less was won than would have come anyway.',
  excludes: 'Goals for anything but revenue, goals without a baseline, test records.',
  sourceOfRecord: 'CRM for deals, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  variantOf: 'target-attainment',
  variant: 'from a baseline',
  formula: {
    kind: 'composite',
    parts: {
      won: { formula: wonThisQuarter },
      target: { formula: targetWithBaseline },
      baseline: { formula: baselineToDate },
    },
    value: quotientOf(
      lessParts(partOr('won', 0), part('baseline')),
      lessParts(part('target'), part('baseline')),
    ),
    n: 'target',
    over: { numerator: 'won', denominator: 'target' },
    undefined: 'The quarter has only begun, or the goal is the baseline.',
  },
};
