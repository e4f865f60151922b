import { column } from '../build';
import type { KpiDefinition } from '../define';
import { newBusiness } from '../fragments';

export const definition: KpiDefinition = {
  id: 's2-attributed-arr',
  code: 'K49e',
  name: 'S2 attributed ARR',
  question: 'How much of the new business ARR that qualified is credited to this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'opportunities' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'The part of the amount that the attribution model gives the touches of this partner, over deals that are neither expansion nor renewal that reached the first qualified stage (S2) this quarter.',
  excludes:
    'Touches after the conversion or older than the lookback, deals without an amount, test records. What touches of our own and of other partners earned is not in it: the parts of all add up to the whole amount. Never added to what the partner sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch',
  formula: {
    kind: 'credit',
    rows: { table: 'deals', date: 'qualified', where: newBusiness, needs: ['qualified'] },
    by: 'deal',
    take: 'attributed',
    value: column('amount'),
    missing: 'no amount',
  },
};
