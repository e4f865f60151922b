import type { KpiDefinition } from '../kpi/define';
import type { JudgedKpi } from '../kpi/types';
import type { KpiRow, ScorecardView } from '../messaging/views';
import type { StoredScorecard } from '../store/types';

/** A judged KPI with what its definition says of it. */
export function kpiRow(definition: KpiDefinition, judged: JudgedKpi): KpiRow {
  const { code, name, dimension, unit, direction, depth, minimum, weight, gate } = definition;
  const version = judged.version ?? definition.version;
  return { ...judged, code, name, dimension, unit, direction, depth, minimum, weight, gate, version };
}

/** True when a scorecard holds at least one number. */
export function hasFigures(card: Pick<StoredScorecard, 'kpis'>): boolean {
  return card.kpis.some((kpi) => kpi.state !== 'not-measured');
}

const DAY = 86_400_000;
const longDay = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/**
 * Why the figures are older than they should be, as a sentence; null when they are not.
 *
 * @param revision data revision now
 * @param days day number now, and the day on which fresh figures end
 */
export function staleness(
  card: Pick<StoredScorecard, 'revision' | 'asOfDay'>,
  revision: number,
  { today, asOfDay }: { today: number; asOfDay: number },
): string | null {
  if (card.revision < revision) {
    return 'The data changed after these figures were computed; new ones are on their way.';
  }
  const lastDay = longDay.format((card.asOfDay - 1) * DAY);
  if (card.asOfDay !== asOfDay) return `These figures end with ${lastDay}; new ones are on their way.`;
  if (asOfDay < today)
    return `The newest data is of ${lastDay}, and these figures end there. Import newer data to bring them up to date.`;
  return null;
}

/**
 * @param find every KPI of the workspace; results of KPIs that no longer exist are left out, and those of variants
 */
export function scorecardView(
  card: StoredScorecard,
  find: (id: string) => KpiDefinition | undefined,
  revision: number,
  days: { today: number; asOfDay: number },
): ScorecardView {
  const { revision: computedFrom, ...rest } = card;
  return {
    ...rest,
    kpis: card.kpis.flatMap((judged) => {
      const definition = find(judged.kpi);
      return definition && definition.variantOf === undefined ? [kpiRow(definition, judged)] : [];
    }),
    stale: staleness({ revision: computedFrom, asOfDay: card.asOfDay }, revision, days),
  };
}
