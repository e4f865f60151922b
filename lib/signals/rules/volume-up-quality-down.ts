import { shownValue } from '../../kpi/sentences';
import type { SeriesPoint } from '../../kpi/types';
import { compareRates } from '../../stats/two-rates';
import { wholeMonths } from '../tools/months';
import { held } from '../tools/select';
import { compareMonths } from '../tools/windows';
import { defineSignal, type SignalContext } from '../types';

const RECENT = 3;
const BEFORE = 6;
const UNITS = 20;
const GROWTH = 0.25;
const EFFECT = 0.2;
const P = 0.05;

const days = (months: readonly SeriesPoint[]): number =>
  months.reduce((sum, { window }) => sum + window.to - window.from, 0);
const rows = (months: readonly SeriesPoint[]): number => months.reduce((sum, { n }) => sum + n, 0);

/** Last 3 months against the 6 before them, or null where there are fewer than 6 in all. */
function split(context: SignalContext, kpi: string): { before: SeriesPoint[]; after: SeriesPoint[] } | null {
  const months = wholeMonths(context, kpi);
  // Months that are too young to have an outcome are not a drop to nothing.
  const mature = months.slice(0, months.findLastIndex(({ n }) => n > 0) + 1).slice(-(RECENT + BEFORE));
  return mature.length < 2 * RECENT
    ? null
    : { before: mature.slice(0, -RECENT), after: mature.slice(-RECENT) };
}

export default defineSignal({
  name: 'More volume, less quality',
  description:
    'Rows behind a performance KPI grew by a quarter or more in the last 3 whole months against the 6 before (20 or ' +
    'more, p < 0.05), while a share or rate in quality or trust became worse by a fifth or more (p < 0.05; each p ' +
    'shared by all that were tested).',
  evaluate(context) {
    const volumes = held(context, 'performance').flatMap(({ definition }) => {
      const months = split(context, definition.id);
      if (!months) return [];
      const n = rows(months.after);
      const p = compareRates(n, days(months.after), rows(months.before), days(months.before));
      if (n < UNITS || p === null) return [];
      return [
        {
          definition,
          n,
          p,
          growth: n / days(months.after) / (rows(months.before) / days(months.before)) - 1,
        },
      ];
    });
    const grown = volumes
      .filter(({ p, growth }) => growth >= GROWTH && p < P / volumes.length)
      .sort((a, b) => b.growth - a.growth)[0];
    if (!grown) return null;

    const levels = held(context, 'quality', 'trust').flatMap((row) => {
      const months = split(context, row.definition.id);
      const change = months && compareMonths(row.definition, months.before, months.after);
      return change && change.after.n >= UNITS ? [{ ...row, change }] : [];
    });
    const worse = levels
      .filter(({ change }) => change.worse >= EFFECT && change.p < P / levels.length)
      .sort((a, b) => b.change.worse - a.change.worse);
    const first = worse[0];
    if (!first) return null;
    const { definition, judged, change } = first;
    return {
      severity: 'warn',
      title: 'More volume, less quality',
      detail:
        `${Math.round(grown.growth * 100)} % more ${grown.definition.minimum.of} (${grown.n} in ${RECENT} months), while ` +
        `${definition.name} went from ${shownValue(definition, judged, change.before.value)} to ` +
        `${shownValue(definition, judged, change.after.value)}.`,
      next: `Tie the partner's reward to ${definition.name}, not to volume`,
      kpis: [...worse.map((row) => row.definition.id), grown.definition.id],
    };
  },
});
