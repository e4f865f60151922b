import { countOf, shownValue } from '../../kpi/sentences';
import { monthsWithRows } from '../tools/months';
import { held } from '../tools/select';
import { compareMonths } from '../tools/windows';
import { defineSignal } from '../types';

const RECENT = 3;
const BEFORE = 6;
const ROWS = 20;
const EFFECT = 0.2;
const P = 0.01;

export default defineSignal({
  name: 'Conversion drop',
  code: 'K69b',
  description:
    'A share that should be high (win rate, MQL to SQL, repeat purchase) fell by a fifth or more over the last 3 whole ' +
    'months against the 6 before, on 20 rows or more in each, with p < 0.01 ' +
    'shared by all that were tested.',
  evaluate(context) {
    const tested = held(context, 'performance', 'quality')
      .filter(({ definition }) => definition.direction === 'higher')
      .flatMap((row) => {
        const months = monthsWithRows(context, row.definition.id).slice(-(RECENT + BEFORE));
        const change = compareMonths(row.definition, months.slice(0, -RECENT), months.slice(-RECENT));
        return change && change.before.n >= ROWS && change.after.n >= ROWS ? [{ ...row, change }] : [];
      });
    // The more shares are looked at, the likelier that one falls by chance.
    const drops = tested
      .filter(({ change }) => change.worse >= EFFECT && change.p < P / tested.length)
      .sort((a, b) => b.change.worse - a.change.worse);
    const first = drops[0];
    if (!first) return null;
    const { definition, judged, change } = first;
    // A bound that holds: 0.0096 in one digit would read as the limit itself.
    const p = change.p < 0.001 ? 'p < 0.001' : `p < ${P}`;
    return {
      severity: 'bad',
      title: `${definition.name} dropped`,
      detail:
        `${shownValue(definition, judged, change.after.value)} on ${countOf(definition, change.after.n)} in the last ` +
        `${RECENT} months, after ${shownValue(definition, judged, change.before.value)} on ` +
        `${countOf(definition, change.before.n)} before (${p}).`,
      next: 'Compare the recent rows with the earlier ones: source, stage and owner',
      kpis: drops.map((drop) => drop.definition.id),
    };
  },
});
