import { column } from '../build';
import type { KpiDefinition } from '../define';
import { newBusiness } from '../fragments';

export const definition: KpiDefinition = {
  id: 's2-influenced-arr',
  code: 'K49d',
  name: 'S2 influenced ARR',
  question: 'How much new business ARR qualified after a touch of this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'opportunities' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Whole amount of deals that are neither expansion nor renewal that reached the first qualified stage (S2) this quarter after at least one touch of this partner within the lookback.',
  excludes:
    'Conversions that no touch of this partner came before, touches after the conversion or older than the lookback, touches that name no partner, test records. The same conversion counts for every partner that touched it: never add partners up, nor to what they sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch',
  formula: {
    kind: 'credit',
    rows: { table: 'deals', date: 'qualified', where: newBusiness, needs: ['qualified'] },
    by: 'deal',
    take: 'influenced',
    value: column('amount'),
    missing: 'no amount',
  },
};
