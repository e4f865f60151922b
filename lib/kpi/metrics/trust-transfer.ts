import { when } from '../build';
import type { KpiDefinition } from '../define';
import { decided, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'trust-transfer',
  code: 'K66',
  name: 'Trust transfer',
  question: 'Are deals with this partner won more often than like deals without one?',
  dimension: 'trust',
  unit: 'points',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 30, of: 'closed deals on each side' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Win rate of the partner’s deals less that of deals without a partner, 0.1 = ten percentage points; the latter weighted to the partner’s mix of segments. Observed, not an experiment: partners may choose the easier deals.',
  excludes:
    'Open deals, closed deals without a close date, test records, and deals of segments in which one of the two sides has none.',
  sourceOfRecord: 'CRM, deal status and segment',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source:
    'House convention; interval by R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, at the effective sample size of L. Kish, Survey Sampling (1965), section 11.7',
  formula: {
    kind: 'againstDirect',
    compare: 'shares',
    rows: { table: 'deals', date: 'closed', where: decided, undated: 'no close date' },
    value: when(won, 1, 0),
    missing: 'no outcome',
    match: 'segment',
  },
};
