import { held } from '../tools/select';
import { describeShift, findShifts } from '../tools/shift';
import { defineSignal } from '../types';

const LEADING = 2;

export default defineSignal({
  name: 'Momentum',
  description:
    'At least two leading KPIs got better beyond noise (XmR, 10 % or more, 5 rows) while no lagging performance KPI has ' +
    'moved yet, either way: results should follow.',
  evaluate(context) {
    const rows = held(context);
    const better = findShifts(
      context,
      rows.filter(({ definition }) => definition.kind === 'leading'),
      'better',
    );
    if (better.length < LEADING) return null;
    const lagging = rows.filter(
      ({ definition }) => definition.kind === 'lagging' && definition.dimension === 'performance',
    );
    if (findShifts(context, lagging, 'better').length > 0 || findShifts(context, lagging, 'worse').length > 0)
      return null;
    const [first, second] = better as [(typeof better)[0], (typeof better)[0]];
    return {
      severity: 'info',
      title: 'Momentum: the early signs improve',
      detail: `${first.definition.name}: ${describeShift(first)}; ${second.definition.name}: ${describeShift(second)}.`,
      next: 'Keep investing, and expect results to follow in the next quarters',
      kpis: better.map(({ definition }) => definition.id),
    };
  },
});
