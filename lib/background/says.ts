/** A number's interval against its limit, in words. Pure. */
import type { KpiDefinition } from '../kpi/define';
import { formatValue } from '../kpi/format';
import { againstLimit, countOf, shownValue } from '../kpi/sentences';
import type { JudgedKpi } from '../kpi/types';

const isCount = (value: number | null): value is number => value !== null && Number.isInteger(value);

/** "18 of 50 closed deals." for shares of counted rows, else what n counts. */
function sample(definition: KpiDefinition, judged: JudgedKpi): string {
  const { value, numerator, denominator, n } = judged;
  if (value === 0 && n === 0) return `No ${definition.minimum.of}.`;
  const share =
    definition.unit === 'percent' && isCount(numerator) && isCount(denominator) && denominator === n;
  return share
    ? `${numerator.toLocaleString('en')} of ${countOf(definition, denominator)}.`
    : `${shownValue(definition, judged, judged.value)} from ${countOf(definition, n)}.`;
}

/** The programme is told, not judged; of what is for information there is no limit anywhere. */
export const programmeSays = (definition: KpiDefinition, judged: JudgedKpi): string =>
  says(
    definition,
    judged,
    definition.direction === 'info' ? undefined : 'limits are for partners, not for the whole',
  );

/** Where a threshold lies, seen from the interval. */
function lies(threshold: number, low: number, high: number): 'below' | 'above' | 'within' {
  if (threshold < low) return 'below';
  return threshold > high ? 'above' : 'within';
}

function more(definition: KpiDefinition, needed: number | null): string {
  return needed
    ? ` About ${countOf(definition, needed).replace(' ', ' more ')} at this rate would settle it.`
    : '';
}

const nothing = ({ reason }: JudgedKpi): string => reason ?? 'Nothing was measured.';

/** What one month of a trend is: it is over, and limits hold for the whole window. */
export function monthSays(definition: KpiDefinition, judged: JudgedKpi): string {
  if (judged.value === null) return nothing(judged);
  return `${sample(definition, judged)} A month by itself gets no verdict.`;
}

/**
 * What the result means and how sure it is: sample, interval, limit, verdict, and what would settle it.
 * @param unlimited said where there is no limit
 */
export function says(definition: KpiDefinition, judged: JudgedKpi, unlimited = 'no limit is set'): string {
  const { state, value, limit, grade, low, high, needed, n, seen } = judged;
  if (state === 'not-measured' || value === null) return nothing(judged);
  if (state === 'insufficient') {
    const wanted = definition.minimum.n;
    return `${countOf(definition, n)}, and a verdict needs ${wanted.toLocaleString('en')}.${more(definition, needed)}`;
  }
  const shown = (bound: number) => formatValue(bound, definition.unit, judged.currency);
  const between =
    low === null && high === null
      ? null
      : low === null
        ? `at most ${shown(high!)}`
        : high === null
          ? `at least ${shown(low)}`
          : `between ${shown(low)} and ${shown(high)}`;
  const first = sample(definition, judged);
  if (!limit || !grade) {
    return between
      ? `${first} With 95 % confidence ${between}; ${unlimited}.`
      : `${first} ${unlimited.replace(/^./, (letter) => letter.toUpperCase())}.`;
  }
  const carried = seen && state === 'provisional';
  if (!between && carried)
    return `${first} ${againstLimit(definition, judged)}; part of the rows is only what was seen on pages, so this is not certain.`;
  if (!between) return `${first} ${againstLimit(definition, judged)}; every row counts, so this is certain.`;

  const [from, to] = [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY];
  const interval = `${first} With 95 % confidence ${between}`;
  if (state === 'provisional') {
    if (seen && ![limit.fail, limit.warn].some((threshold) => lies(threshold, from, to) === 'within'))
      return `${interval}; part of the rows is only what was seen on pages, so this is not certain.`;
    const open = [limit.fail, limit.warn].find((threshold) => lies(threshold, from, to) === 'within');
    const at = shown(open ?? limit.fail);
    return `${interval}; the limit ${at} lies within it, so this could still go either way.${more(definition, needed)}`;
  }
  if (grade === 'warn') {
    return `${interval}, wholly between the warning level ${shown(limit.warn)} and the limit ${shown(limit.fail)}.`;
  }
  const threshold = grade === 'pass' && lies(limit.warn, from, to) !== 'within' ? limit.warn : limit.fail;
  const verdict = grade === 'pass' ? 'passes' : 'fails';
  return `${interval}; the limit ${shown(threshold)} lies ${lies(threshold, from, to)} it, so this ${verdict} for certain.`;
}
