import type { KpiDefinition } from '@/lib/kpi/define';
import { type IntervalScale, intervalScale } from '../../ui/scale';
import type { Standing } from './ranking';

/** Share of the partners at either end whose far-off values do not stretch the scale for all others. */
const TAIL = 0.02;

/** One scale for every partner's picture, so that they can be compared; null when nothing can be drawn. */
export function sharedScale(
  definition: KpiDefinition,
  standings: readonly Pick<Standing, 'judged'>[],
): IntervalScale | null {
  const drawn = standings
    .map(({ judged }) => judged)
    .filter(({ state }) => state === 'provisional' || state === 'confident');
  const lows = drawn.map(({ low, value }) => low ?? value).filter((n) => n !== null);
  const highs = drawn.map(({ high, value }) => high ?? value).filter((n) => n !== null);
  const limits = drawn.slice(0, 200).flatMap(({ limit }) => (limit ? [limit.warn, limit.fail] : []));
  return intervalScale(
    [quantile(lows, TAIL), quantile(highs, 1 - TAIL), ...limits],
    definition.unit === 'percent' ? 1 : definition.unit === 'score' ? 100 : null,
  );
}

/** Value below which the share `p` of the numbers lies; null without numbers. */
function quantile(numbers: readonly number[], p: number): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(p * (sorted.length - 1))))] ?? null;
}
