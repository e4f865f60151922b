import { PLAN_PARTS } from '../../fields/plan-parts';
import { plural, wholePercent } from '../../kpi/format';
import { defineSignal } from '../types';

/** Rows by which a partner is active enough for its plan to matter. */
const ROWS = 10;

export default defineSignal({
  name: 'Incomplete tracking plan',
  description:
    'The partner has ten deals or leads or more, others have tracking plans, and its own names no field for campaign ' +
    'tags, referral codes, deal registration or the CRM. A fact, not an estimate: it needs no test.',
  evaluate({ tracking, counts }) {
    if (!tracking) return null;
    const rows = (counts.deals ?? 0) + (counts.leads ?? 0);
    const lacking = PLAN_PARTS.filter((part) => !tracking.includes(part));
    if (rows < ROWS || lacking.length === 0) return null;
    const complete = wholePercent(tracking.length / PLAN_PARTS.length);
    return {
      severity: 'info',
      title: tracking.length === 0 ? 'No tracking plan' : `Tracking plan ${complete} complete`,
      detail: `Nothing is agreed for ${lacking.join(', ')}, while ${plural(rows, 'deal or lead', 'deals and leads')} came with this partner.`,
      next: 'Agree the missing parts and add them to its tracking plan',
      kpis: [],
    };
  },
});
