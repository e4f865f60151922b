import { wholePercent, withMinus } from '../../kpi/format';
import { shownValue } from '../../kpi/sentences';
import { wholeMonths } from '../tools/months';
import { hasGrown, hasWorsened, RECENT, type RecentChange, recentChange, volumeOf } from '../tools/recent';
import { held } from '../tools/select';
import { type ChangeParts, defineSignal } from '../types';

const POINTS = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** " Of the change, by segment: +4.8 points are the mix, +1.2 the rates within." */
function partsInWords({ by, mix, rate }: ChangeParts): string {
  const [ofMix, ofRate] = [mix, rate].map((part) => withMinus(POINTS.format(100 * part)));
  return ` Of the change, by ${by}: ${ofMix} points are the mix, ${ofRate} the rates within.`;
}

export default defineSignal({
  name: 'More volume, less quality',
  description:
    'Rows behind a performance KPI grew by a quarter or more in the last 3 whole months against the 6 before (20 or ' +
    'more, p < 0.05), while a share or rate in quality or trust became worse by a fifth or more (p < 0.05; each p ' +
    'shared by all that were tested). Where the rows of the share are of several kinds, its change is told in two ' +
    'parts: other kinds of rows (mix), and other results of the same kinds (rate).',
  evaluate(context) {
    const volumes = held(context, 'performance').flatMap(({ definition }) => {
      const volume = volumeOf(wholeMonths(context, definition.id));
      return volume ? [{ definition, ...volume }] : [];
    });
    const grown = volumes
      .filter((volume) => hasGrown(volume, volumes.length))
      .sort((a, b) => b.growth - a.growth)[0];
    if (!grown) return null;

    const levels = held(context, 'quality', 'trust').flatMap((row) => {
      const change = recentChange(row.definition, wholeMonths(context, row.definition.id));
      return change ? [{ ...row, change }] : [];
    });
    const worse = levels
      .filter(({ change }) => hasWorsened(change, levels.length))
      .sort((a, b) => b.change.worse - a.change.worse);
    const first = worse[0];
    if (!first) return null;
    const { definition, judged, change } = first;
    const parts = context.changeParts?.[definition.id];
    return {
      severity: 'warn',
      title: 'More volume, less quality',
      detail:
        `${wholePercent(grown.growth)} more ${grown.definition.minimum.of} (${grown.n} in ${RECENT} months), while ` +
        `${definition.name} went from ${shownValue(definition, judged, change.before.value)} to ` +
        `${shownValue(definition, judged, change.after.value)}.${parts ? partsInWords(parts) : ''}`,
      next: nextStep(definition.name, change, parts),
      kpis: [...worse.map((row) => row.definition.id), grown.definition.id],
    };
  },
});

/** What helps depends on which part is the larger. */
function nextStep(name: string, { before, after }: RecentChange, parts: ChangeParts | undefined): string {
  const bySort =
    parts && parts.mix * (after.value - before.value) > 0 && Math.abs(parts.mix) > Math.abs(parts.rate);
  return bySort
    ? `Agree which ones count for the partner's reward, by ${parts.by}: other ones moved ${name}`
    : `Tie the partner's reward to ${name}, not to volume`;
}
