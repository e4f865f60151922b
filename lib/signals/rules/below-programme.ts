import { countOf, shownValue } from '../../kpi/sentences';
import { held } from '../tools/select';
import { compareLevels, levelOf, without } from '../tools/windows';
import { defineSignal } from '../types';

const EFFECT = 0.2;
const P = 0.01;
/** Rows of the other partners, below which they are no programme to compare with. */
const OTHERS = 30;

export default defineSignal({
  name: 'Well below the programme',
  description:
    'A share or rate is worse than that of all other partners together by a fifth or more, with p < 0.01 shared by all that were tested, on its ' +
    'minimum sample and 30 rows of the others, without being broken as a limit already.',
  evaluate(context) {
    const tested = held(context).flatMap((row) => {
      const { definition, judged } = row;
      if (judged.grade === 'fail' && judged.state === 'confident') return [];
      const all = context.programme.get(definition.id);
      const own = levelOf(definition, [judged]);
      const pooled = all && levelOf(definition, [all]);
      if (!own || !pooled || judged.n < definition.minimum.n) return [];
      // The partner is one of the pooled: compare it with the others.
      const rest = without(definition, pooled, own);
      const change = rest && rest.n >= OTHERS ? compareLevels(definition, rest, own) : null;
      return change ? [{ ...row, change }] : [];
    });
    // The more KPIs are looked at, the likelier that one differs by chance.
    const found = tested
      .filter(({ change }) => change.worse >= EFFECT && change.p < P / tested.length)
      .sort((a, b) => b.change.worse - a.change.worse);
    const first = found[0];
    if (!first) return null;
    const { definition, judged, change } = first;
    return {
      severity: 'warn',
      title: `${definition.name} well ${definition.direction === 'lower' ? 'above' : 'below'} the other partners`,
      detail:
        `${shownValue(definition, judged, change.after.value)} on ${countOf(definition, change.after.n)}, against ` +
        `${shownValue(definition, judged, change.before.value)} on ${countOf(definition, change.before.n)} of all others.`,
      next: 'Compare its deals with those of a partner of the same type that does better',
      kpis: found.map((row) => row.definition.id),
    };
  },
});
