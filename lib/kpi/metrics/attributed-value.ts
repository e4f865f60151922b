import { column } from '../build';
import type { KpiDefinition } from '../define';
import { won } from '../fragments';

export const definition: KpiDefinition = {
  id: 'attributed-value',
  code: 'K48',
  name: 'Attributed value',
  question: 'How much of the revenue won is credited to the touches of this partner?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'lagging',
  depth: 'deep',
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 1, of: 'won deals' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'The part of the amount of deals won in the last 12 months that the attribution model of the settings gives the touches of this partner within the lookback.',
  excludes:
    'Touches after the conversion or older than the lookback, deals without an amount, test records. What touches of our own and of other partners earned is not in it: the parts of all add up to the whole amount. Never added to what the partner sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source:
    'https://developers.google.cn/google-ads/api/reference/rpc/v6/AttributionModelEnum.AttributionModel',
  formula: {
    kind: 'credit',
    rows: { table: 'deals', date: 'closed', where: won },
    by: 'deal',
    take: 'attributed',
    value: column('amount'),
    missing: 'no amount',
  },
};
