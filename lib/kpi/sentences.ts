import type { KpiDefinition } from './define';
import { formatAgainst, formatInterval, formatValue, plural } from './format';
import { comparedWith } from './others';
import type { JudgedKpi, Measurement } from './types';

/** Running text about a judged KPI, shared by verdicts and signals. */

/** "12 closed deals", "1 closed deal": a count in units of the KPI's n. */
export function countOf(definition: KpiDefinition, count: number): string {
  const many = definition.minimum.of;
  const one = many.endsWith('ies')
    ? `${many.slice(0, -3)}y`
    : many.endsWith('s') && !many.endsWith('ss')
      ? many.slice(0, -1)
      : many;
  return plural(count, one, many);
}

/** "320 more payments". */
export function moreOf(definition: KpiDefinition, count: number): string {
  return countOf(definition, count).replace(/\s/, ' more ');
}

/** A result that needs so many times its rows to be settled is not waited for: its window never holds them. */
const FAR = 20;

/** "320 more payments", where so many may come in; null where nothing is known to be missing, or too much. */
export function worthWaiting(definition: KpiDefinition, { needed, n }: JudgedKpi): string | null {
  return needed && needed <= FAR * n ? moreOf(definition, needed) : null;
}

/** A value in the KPI's unit and the result's currency. */
export function shownValue(
  definition: KpiDefinition,
  judged: Pick<Measurement, 'currency'>,
  value: number | null,
): string {
  return formatValue(value, definition.unit, judged.currency);
}

/** "62.1 – 88 %", or "" without an interval. */
export function shownInterval(definition: KpiDefinition, judged: Measurement): string {
  return formatInterval(judged.low, judged.high, definition.unit, judged.currency);
}

/**
 * The value against the threshold that decided its grade: "Discount rate 31 % over the 15 % cap",
 * "Win rate 36 % (others 27 %)". A pass is held against `warn`, a warning and a fail against what they broke.
 */
export function againstLimit(
  definition: KpiDefinition,
  judged: JudgedKpi,
  programme?: Measurement | null,
): string {
  const { value, limit, grade } = judged;
  if (value === null) return `${definition.name} not measured`;
  if (!limit || !grade) return `${definition.name} ${shownValue(definition, judged, value)}`;
  const threshold = grade === 'fail' ? limit.fail : limit.warn;
  const [number, bound] = formatAgainst(value, threshold, definition.unit, judged.currency);
  const shown = judged.atLeast ? `at least ${number}` : number;
  const noun = definition.direction === 'lower' ? 'cap' : 'floor';
  const beside =
    limit.relativeTo === 'programme' && !limit.of && programme
      ? comparedWith(definition, programme, judged)
      : [];
  const compared =
    beside.length > 0
      ? ` (${beside.map((one) => `${one.of} ${shownValue(definition, judged, one.value)}`).join(', ')})`
      : '';
  if (grade === 'pass' && compared) return `${definition.name} ${shown}${compared}`;
  const place = value === threshold ? 'at' : value > threshold ? 'over' : 'under';
  return `${definition.name} ${shown} ${place} the ${bound} ${grade === 'warn' ? 'warning level' : noun}${compared}`;
}
