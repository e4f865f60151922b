import type { KpiRow } from '@/lib/messaging/views';
import { stateOf } from '../ui/state';

const URGENCY = ['fail', 'warn', 'provisional', 'pass', 'no-limit', 'insufficient', 'not-measured'] as const;

/**
 * Ids of the KPIs worth a first look: certain failures first, then warnings, then what is not yet sure; deep before
 * surface.
 */
export function topKpis(kpis: readonly KpiRow[], count: number): string[] {
  const rank = (kpi: KpiRow) => URGENCY.indexOf(stateOf(kpi)) * 2 + (kpi.depth === 'surface' ? 1 : 0);
  return [...kpis]
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, count)
    .map((kpi) => kpi.kpi);
}
