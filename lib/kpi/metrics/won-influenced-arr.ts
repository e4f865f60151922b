import { all, column } from '../build';
import type { KpiDefinition } from '../define';
import { newBusiness, won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'won-influenced-arr',
  code: 'K49g',
  name: 'Won influenced ARR',
  question: 'How much new business ARR was won after a touch of this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'won deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Whole amount of deals that are neither expansion nor renewal won this quarter after at least one touch of this partner within the lookback.',
  excludes:
    'Conversions that no touch of this partner came before, touches after the conversion or older than the lookback, touches that name no partner, test records. The same conversion counts for every partner that touched it: never add partners up, nor to what they sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch',
  formula: {
    kind: 'credit',
    rows: { table: 'deals', date: 'closed', where: all(won, newBusiness) },
    by: 'deal',
    take: 'influenced',
    value: column('amount'),
    missing: 'no amount',
  },
};
