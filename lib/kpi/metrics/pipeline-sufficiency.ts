import { part, productOf, quotientOf } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'pipeline-sufficiency',
  code: 'K08b',
  name: 'Pipeline against need',
  question: 'Is the pipeline as large as this partner’s own win rate demands?',
  dimension: 'performance',
  unit: 'ratio',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 5, of: 'open deals' },
  limit: { basis: 'absolute', warn: 1, fail: 0.75 },
  weight: 1,
  gate: false,
  includes:
    'Pipeline coverage times the partner’s win rate: 1 means that the open pipeline, won at the usual rate, just meets what is left of the target. The required coverage is 1 over the win rate.',
  excludes: 'What pipeline coverage and win rate leave out.',
  sourceOfRecord: 'As for pipeline coverage',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://winsabove.pages.dev/glossary/pipeline-coverage-ratio',
  formula: {
    kind: 'composite',
    parts: { coverage: { kpi: 'pipeline-coverage' }, winRate: { kpi: 'win-rate' } },
    value: productOf(part('coverage'), part('winRate')),
    n: 'coverage',
    // What is needed is one over the win rate.
    over: { numerator: 'coverage', denominator: quotientOf(1, part('winRate')) },
  },
};
