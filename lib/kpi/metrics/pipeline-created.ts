import { column, happened, leave, not } from '../build';
import type { KpiDefinition } from '../define';
import { maybeSourced, originUnknown } from '../fragments';

export const definition: KpiDefinition = {
  id: 'pipeline-created',
  code: 'K03',
  name: 'Pipeline created',
  question: 'How much qualified pipeline did this partner bring this quarter?',
  dimension: 'performance',
  unit: 'currency',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { current: 'quarter' },
  maturityDays: null,
  minimum: { n: 1, of: 'opportunities' },
  limit: null,
  weight: 1,
  gate: false,
  includes:
    'Amount of opportunities created in the quarter that the partner sourced and that reached the first qualified stage.',
  excludes:
    'Opportunities that are not qualified yet, sourced by someone else or of unknown origin, test records. Never added to influenced pipeline.',
  sourceOfRecord: 'CRM, opportunities',
  cadence: 'weekly',
  owner: 'Revenue operations',
  version: 1,
  source: 'https://www.pedowitzgroup.com/measure-partner-sourced-vs.-partner-influenced-revenue',
  formula: {
    kind: 'sum',
    rows: {
      table: 'deals',
      date: 'created',
      where: maybeSourced,
      leaveOut: [originUnknown, leave('not qualified yet', not(happened('qualified')))],
      needs: ['qualified'],
    },
    value: column('amount'),
    missing: 'no amount',
  },
};
