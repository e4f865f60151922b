import { part, partOr, quotientOf } from '../build';
import type { KpiDefinition } from '../define';
import { targetToDate, wonThisQuarter } from '../fragments';

export const definition: KpiDefinition = {
  id: 'target-attainment',
  code: 'K51',
  name: 'Target attainment',
  question: 'Is this partner on pace for its revenue goal of the quarter?',
  dimension: 'performance',
  unit: 'percent',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'goals' },
  limit: { basis: 'absolute', warn: 0.9, fail: 0.7 },
  weight: 1,
  gate: false,
  includes:
    'Revenue won in the quarter so far, over the part of the quarter’s revenue goals that falls on the days gone by (pace).',
  excludes: 'Goals for anything but revenue, test records.',
  sourceOfRecord: 'CRM for deals, goal sheet for targets',
  cadence: 'weekly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'composite',
    parts: {
      won: { formula: wonThisQuarter },
      target: { formula: targetToDate },
    },
    value: quotientOf(partOr('won', 0), part('target')),
    n: 'target',
    over: { numerator: 'won', denominator: 'target' },
    undefined: 'The quarter has only begun.',
  },
};
