import { shownValue } from '../../kpi/sentences';
import { xmr } from '../../stats/xmr';
import { monthName, monthsWithRows } from '../tools/months';
import { held } from '../tools/select';
import { compareMonths } from '../tools/windows';
import { defineSignal } from '../types';

const UNITS = 10;
const EFFECT = 0.2;
const P = 0.05;

export default defineSignal({
  name: 'Fraud-like spike',
  code: 'K69',
  description:
    'In the newest whole month of a share or rate, its rows exceed the upper XmR limit of the months before (at least 8) and ' +
    'number 10 or more, while it is itself worse by a fifth or more with p < 0.05.',
  evaluate(context) {
    for (const { definition, judged } of held(context, 'performance', 'quality', 'trust')) {
      const months = monthsWithRows(context, definition.id);
      const newest = months.at(-1);
      if (!newest || newest.n < UNITS) continue;
      const before = months.slice(0, -1);
      const volume = xmr(before.map(({ n }) => n));
      if (!volume || newest.n <= volume.upper) continue;
      const change = compareMonths(definition, before, [newest]);
      if (!change || change.p >= P || change.worse < EFFECT) continue;
      return {
        severity: 'bad',
        title: `${monthName(newest)} looks like a bought spike`,
        detail:
          `${newest.n} ${definition.minimum.of} against at most ${Math.floor(volume.upper)} expected, while ` +
          `${definition.name} went from ${shownValue(definition, judged, change.before.value)} to ` +
          `${shownValue(definition, judged, change.after.value)}.`,
        next: 'Hold payouts for that month and check its rows for one source',
        kpis: [definition.id],
      };
    }
    return null;
  },
});
