import { all, column } from '../build';
import type { KpiDefinition } from '../define';
import { expansion, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'expansion-won-attributed-arr',
  code: 'K49n',
  name: 'Won attributed ARR, expansion',
  question: 'How much of the expansion ARR won is credited to this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'won deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'The part of the amount that the attribution model gives the touches of this partner, over expansion deals won this quarter.',
  excludes:
    'Touches after the conversion or older than the lookback, deals without an amount, test records. What touches of our own and of other partners earned is not in it: the parts of all add up to the whole amount. Never added to what the partner sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch',
  formula: {
    kind: 'credit',
    rows: { table: 'deals', date: 'closed', where: all(won, expansion) },
    by: 'deal',
    take: 'attributed',
    value: column('amount'),
    missing: 'no amount',
  },
};
