/** What moved the shares that became worse while volume grew. Pure. */
import type { Facts } from '../facts/factset';
import type { KpiDefinition } from '../kpi/define';
import type { MeasureOptions } from '../kpi/engine/engine';
import { canBeParted } from '../kpi/experiments/mix';
import { changeParts } from '../kpi/experiments/parts';
import { isScored } from '../kpi/score';
import type { DayWindow, SeriesPoint } from '../kpi/types';
import { wholeMonths } from '../signals/tools/months';
import { hasGrown, hasWorsened, recentChange, volumeOf } from '../signals/tools/recent';
import type { ChangeParts } from '../signals/types';

const spanOf = (months: readonly SeriesPoint[]): DayWindow => ({
  from: months[0]!.window.from,
  to: months.at(-1)!.window.to,
});

/**
 * Parts of the changes that a signal may tell of: rows are read for these few alone.
 *
 * @param ordinal of the partner
 * @param series its months of a KPI, oldest first
 * @returns by KPI id; null where there are none
 */
export function recentParts(
  facts: Facts,
  definitions: readonly KpiDefinition[],
  ordinal: number,
  options: Pick<MeasureOptions, 'asOfDay' | 'workspace'>,
  series: (kpi: string) => readonly SeriesPoint[],
): Record<string, ChangeParts> | null {
  const monthsOf = ({ id }: KpiDefinition) => wholeMonths({ series, asOfDay: options.asOfDay }, id);
  const scored = definitions.filter(isScored);
  const grown = scored.some((definition) => {
    const volume = definition.dimension === 'performance' ? volumeOf(monthsOf(definition)) : null;
    return volume !== null && hasGrown(volume);
  });
  if (!grown) return null;
  const found: Record<string, ChangeParts> = {};
  for (const definition of scored) {
    if (definition.dimension !== 'quality' && definition.dimension !== 'trust') continue;
    if (!canBeParted(definition)) continue;
    const change = recentChange(definition, monthsOf(definition));
    if (!change || !hasWorsened(change)) continue;
    const { before, after, months } = change;
    const parts = changeParts(
      facts,
      definition,
      ordinal,
      { window: spanOf(months.before), n: before.n, k: before.k },
      { window: spanOf(months.after), n: after.n, k: after.k },
      options,
    );
    if (parts) found[definition.id] = parts;
  }
  return Object.keys(found).length > 0 ? found : null;
}
