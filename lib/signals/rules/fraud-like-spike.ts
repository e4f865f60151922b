import type { KpiDefinition } from '../../kpi/define';
import { shownValue } from '../../kpi/sentences';
import type { SeriesPoint } from '../../kpi/types';
import { xmr } from '../../stats/xmr';
import { monthName, monthsWithRows } from '../tools/months';
import { type Held, held } from '../tools/select';
import { compareMonths } from '../tools/windows';
import { defineSignal, type SignalContext } from '../types';

const UNITS = 10;
const EFFECT = 0.2;
const P = 0.05;

/**
 * Scored KPIs and, of those that wait for their outcomes, the variants that do not: refunds and disputes by their own
 * day tell of a bought month weeks before the share of its orders is known.
 */
function watched(context: SignalContext): Held[] {
  return held(context, 'performance', 'quality', 'trust')
    .flatMap((scored) => {
      const { id, maturityDays } = scored.definition;
      const prompt = context.definitions.filter(
        (other) => maturityDays !== null && other.variantOf === id && other.maturityDays === null,
      );
      return [
        scored,
        ...prompt.map((definition) => ({ definition, judged: context.judged.get(definition.id) })),
      ];
    })
    .filter((each): each is Held => each.judged !== undefined);
}

/** Months up to the newest with rows and, where only some of its rows are mature, up to the newest with all of them. */
function looks(context: SignalContext, { id, maturityDays }: KpiDefinition): SeriesPoint[][] {
  const months = monthsWithRows(context, id);
  const ripe = months.filter(({ window }) => window.to + (maturityDays ?? 0) <= context.asOfDay);
  return ripe.length < months.length ? [months, ripe] : [months];
}

export default defineSignal({
  name: 'Fraud-like spike',
  code: 'K69',
  description:
    'In the newest whole month of a share or rate, its rows exceed the upper XmR limit of the months before (at least 8) and ' +
    'number 10 or more, while it is itself worse by a fifth or more with p < 0.05. Refunds and disputes are also looked at ' +
    'by their own day, and of shares that wait for outcomes also the newest month that is wholly mature.',
  evaluate(context) {
    for (const { definition, judged } of watched(context))
      for (const months of looks(context, definition)) {
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
