import { below, businessMinutesBetween, is, leave, minutesBetween, over } from '../build';
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
    'Median business hours from submitted to decided, of approvals decided in the window; every hour of Monday to Friday counts unless office hours are set.',
  excludes: 'Approvals that are not decided yet, or have no submission date.',
  sourceOfRecord: 'Approval tool',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'https://beefed.ai/en/kpis-reporting-deal-registration-programs',
  formula: {
    kind: 'median',
    rows: {
      table: 'milestones',
      date: 'done',
      where: is('kind', 'approval'),
      leaveOut: [leave('decided before submitted', below(minutesBetween('started', 'done'), 0))],
    },
    value: over(businessMinutesBetween('started', 'done'), 60),
    missing: 'no submission date',
  },
};
