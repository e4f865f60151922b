import { plural } from '../../kpi/format';
import { dayName } from '../tools/months';
import { defineSignal } from '../types';

const WARN_DAYS = 14;
const BAD_DAYS = 45;

export default defineSignal({
  name: 'Stale data',
  description:
    'The newest imported fact is more than 14 days old (45: nothing here should be ' +
    'acted on). An age, not an estimate: it needs no sample.',
  evaluate({ today, lastFactDay, counts }) {
    if (lastFactDay === null) return null;
    const age = Math.floor(today - lastFactDay);
    if (!(age > WARN_DAYS)) return null;
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return {
      severity: age > BAD_DAYS ? 'bad' : 'warn',
      title: `Figures are ${plural(age, 'day')} old`,
      detail: `The newest imported fact is of ${dayName(lastFactDay)}; ${plural(rows, 'row')} of this partner ${rows === 1 ? 'is' : 'are'} known.`,
      next: 'Import a newer export before you act on this',
      kpis: [],
    };
  },
});
