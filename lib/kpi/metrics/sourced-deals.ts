import type { KpiDefinition } from '../define';
import { maybeSourced, originUnknown } from '../fragments';

export const definition: KpiDefinition = {
  id: 'sourced-deals',
  code: 'K58',
  name: 'Sourced deals',
  question: 'How many opportunities did this partner originate this quarter?',
  dimension: 'performance',
  unit: 'count',
  direction: 'higher',
  kind: 'leading',
  depth: 'surface',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'opportunities' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'Opportunities created in the quarter that the partner sourced.',
  excludes: 'Opportunities sourced by someone else or of unknown origin, test records.',
  sourceOfRecord: 'CRM, opportunities',
  cadence: 'monthly',
  owner: 'Partner manager',
  version: 1,
  source: 'House convention',
  formula: {
    kind: 'count',
    rows: { table: 'deals', date: 'created', where: maybeSourced, leaveOut: [originUnknown] },
  },
};
