import { businessMinutesBetween, happened, is, over } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'approval-cycle-time',
  code: 'K32',
  name: 'Approval cycle time',
  question: 'How long do approvals with this partner take?',
  dimension: 'operations',
  unit: 'hours',
  direction: 'lower',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'decided approvals' },
  limit: { basis: 'absolute', warn: 48, fail: 96 },
  weight: 1,
  gate: false,
  includes:
    'Median business hours from submitted to decided; every hour of Monday to Friday counts unless office hours are set.',
  excludes: 'Approvals that are not decided yet, counted apart.',
  sourceOfRecord: 'Approval tool',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'https://beefed.ai/en/kpis-reporting-deal-registration-programs',
  formula: {
    kind: 'median',
    rows: { table: 'milestones', date: 'started', where: is('kind', 'approval') },
    value: over(businessMinutesBetween('started', 'done'), 60),
    missing: 'no decision date',
    mature: happened('done'),
  },
};
