import { is, isMissing, leave, yes } from '../build';
import type { KpiDefinition } from '../define';

export const definition: KpiDefinition = {
  id: 'first-pass-approval',
  code: 'K32b',
  name: 'First-pass approval',
  question: 'What share of this partner’s assets is approved without rework?',
  dimension: 'operations',
  unit: 'percent',
  direction: 'higher',
  kind: 'leading',
  depth: 'deep',
  window: { days: 90 },
  maturityDays: null,
  minimum: { n: 5, of: 'decided approvals' },
  limit: null,
  weight: 0,
  gate: false,
  includes: 'Approvals that needed no rework over approvals decided in the window.',
  excludes: 'Approvals that are not decided yet; approvals of which that is not known.',
  sourceOfRecord: 'Approval tool',
  cadence: 'monthly',
  owner: 'Partner marketing manager',
  version: 1,
  source: 'https://beefed.ai/en/kpis-reporting-deal-registration-programs',
  formula: {
    kind: 'proportion',
    rows: {
      table: 'milestones',
      date: 'done',
      where: is('kind', 'approval'),
      leaveOut: [leave('rework not known', isMissing('first_pass'))],
    },
    success: yes('first_pass'),
  },
};
