import { formatValue, NO_VALUE, wholePercent } from '@/lib/kpi/format';
import type { KpiRow } from '@/lib/messaging/views';
import { isShareOfRows, valueText } from './state';

/** A score of 0-100 as it stands in a scorecard. */
export const scoreText = (score: number | null): string =>
  score === null ? NO_VALUE : Math.round(score).toString();

/** What one of many parts counts for. */
export const shareText = (share: number): string => formatValue(share, 'percent');

/** Coverage as it stands in a scorecard. */
export const coverageText = wholePercent;

/** Points that a part adds, to a tenth. */
export const pointsText = (points: number): string => points.toFixed(1);

/** Why a KPI that counts has no score. */
export function missingScore(kpi: KpiRow): string {
  if (kpi.state === 'not-measured') return kpi.reason ?? 'No row that it counts was imported.';
  if (kpi.state === 'insufficient') {
    const { main, sub } = valueText(kpi);
    const counts = isShareOfRows(kpi) ? `${main}; ` : '';
    return `${counts}${sub} ${kpi.minimum.of}: too few for a verdict.`;
  }
  if (!kpi.limit) return 'It has no limit to stand against.';
  return 'It can be no score against its limit.';
}
