import { held } from '../tools/select';
import { describeShift, findShifts } from '../tools/shift';
import { defineSignal } from '../types';

const SHOWN = 2;

export default defineSignal({
  name: 'Slipping',
  description:
    'The newest months of a scored KPI show an XmR signal for the worse (one outside the process limits, three of four ' +
    'nearer a limit than the mean, or eight in a row on one side), at least 10 % off the mean, on 5 rows or more, and ' +
    'they differ from the other months beyond what chance does to so many KPIs. At least 8 months; a warning from 15, a ' +
    'notice below.',
  evaluate(context) {
    const shifts = findShifts(context, held(context), 'worse');
    const first = shifts[0];
    if (!first) return null;
    const more = shifts.length - 1;
    return {
      severity: shifts.some(({ chart }) => chart.trusted) ? 'warn' : 'info',
      title:
        more === 0
          ? `${first.definition.name} is slipping`
          : `${first.definition.name} and ${more} more ${more === 1 ? 'KPI' : 'KPIs'} are slipping`,
      detail: `${shifts
        .slice(0, SHOWN)
        .map((shift) => `${shift.definition.name}: ${describeShift(shift)}`)
        .join('; ')}.`,
      next: `Ask what changed before ${first.definition.name} breaks its limit`,
      kpis: shifts.map(({ definition }) => definition.id),
    };
  },
});
