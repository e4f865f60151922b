import { countOf, shownValue } from '../../kpi/sentences';
import type { Measurement } from '../../kpi/types';
import { compareProportions } from '../../stats/two-proportion';
import { held, worsening } from '../tools/select';
import { defineSignal } from '../types';

const EFFECT = 0.2;
const P = 0.01;
/** Rows of the other partners, below which they are no programme to compare with. */
const OTHERS = 30;

/** Counts of a share, null where the KPI is none. */
function counts({ numerator: k, denominator: n, n: rows }: Measurement): { k: number; n: number } | null {
  return k !== null && n !== null && n === rows && k <= n ? { k, n } : null;
}

export default defineSignal({
  name: 'Well below the programme',
  description:
    'A share is worse than that of all other partners together by a fifth or more, with p < 0.01 (two-proportion z or ' +
    'Fisher), on its minimum sample and 30 rows of the others, without being broken as a limit already.',
  evaluate(context) {
    const found = held(context)
      .flatMap((row) => {
        const { definition, judged } = row;
        const own = counts(judged);
        const all = context.programme.get(definition.id);
        const pooled = all ? counts(all) : null;
        if (!own || !pooled || own.n < definition.minimum.n) return [];
        if (judged.grade === 'fail' && judged.state === 'confident') return [];
        // The partner is one of the pooled: compare it with the others.
        const rest = { k: pooled.k - own.k, n: pooled.n - own.n };
        if (rest.n < OTHERS) return [];
        const comparison = compareProportions(own.k, own.n, rest.k, rest.n);
        if (!comparison || comparison.p >= P) return [];
        const worse = worsening(definition, rest.k / rest.n, own.k / own.n);
        return worse >= EFFECT ? [{ ...row, own, rest, worse }] : [];
      })
      .sort((a, b) => b.worse - a.worse);
    const first = found[0];
    if (!first) return null;
    const { definition, judged, own, rest } = first;
    return {
      severity: 'warn',
      title: `${definition.name} well ${definition.direction === 'lower' ? 'above' : 'below'} the other partners`,
      detail:
        `${shownValue(definition, judged, own.k / own.n)} of ${countOf(definition, own.n)}, against ` +
        `${shownValue(definition, judged, rest.k / rest.n)} of ${countOf(definition, rest.n)} of all others.`,
      next: 'Compare its deals with those of a partner of the same type that does better',
      kpis: found.map((row) => row.definition.id),
    };
  },
});
