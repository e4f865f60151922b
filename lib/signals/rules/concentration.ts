import { formatValue } from '../../kpi/format';
import { countOf } from '../../kpi/sentences';
import { defineSignal } from '../types';

const SHARE = 0.4;
/** Among fewer rows, one of 40 % is what an even split could bring. */
const ROWS = 5;

export default defineSignal({
  name: 'Concentration',
  description:
    'One deal or order makes up more than 40 % of a total of 5 rows or more (at least twice its even share): the total ' +
    'says little about the partner. A share of a total has no sampling error.',
  evaluate(context) {
    const found = context.definitions
      .flatMap((definition) => {
        const largest = context.largestShare?.[definition.id];
        return largest && largest.share > SHARE && largest.share <= 1 && largest.of >= ROWS
          ? [{ definition, largest }]
          : [];
      })
      .sort((a, b) => b.largest.share - a.largest.share);
    const first = found[0];
    if (!first) return null;
    const { definition, largest } = first;
    return {
      severity: 'warn',
      title: `${definition.name} hangs on one row`,
      detail:
        `${largest.label ?? 'The largest row'} is ${formatValue(largest.share, 'percent')} of the total over ` +
        `${countOf(definition, largest.of)}.`,
      next: 'Read the total without it before you decide anything',
      kpis: found.map((row) => row.definition.id),
    };
  },
});
