import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'influenced-mqls',
  code: 'K49b',
  name: 'Influenced MQLs',
  question: 'How many leads became marketing qualified after a touch of this partner?',
  dimension: 'performance',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'MQLs' },
  limit: null,
  weight: 0,
  gate: false,
  includes:
    'Leads that became MQLs this quarter after at least one touch of this partner within the lookback.',
  excludes:
    'Conversions that no touch of this partner came before, touches after the conversion or older than the lookback, touches that name no partner, test records. The same conversion counts for every partner that touched it: never add partners up, nor to what they sourced.',
  sourceOfRecord: 'CRM, opportunities and activities; campaign tools for touches',
  cadence: 'quarterly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.skills.sh/pfoy/growth-skills/pipeline-attribution-multi-touch',
  formula: {
    kind: 'credit',
    rows: { table: 'leads', date: 'mql' },
    by: 'lead',
    take: 'conversions',
  },
};
