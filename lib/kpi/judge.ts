import { neededRows } from '../stats/needed';
import type { Interval } from '../stats/types';
import { wilson } from '../stats/wilson';
import type { KpiDefinition } from './define';
import type { Formula } from './expression';
import type { Grade, JudgedKpi, Measurement, ResolvedLimit, Unit } from './types';

type Judged = Pick<KpiDefinition, 'direction' | 'unit' | 'minimum' | 'formula'>;

const FROM_ZERO: ReadonlySet<Unit> = new Set([
  'percent',
  'count',
  'ratio',
  'days',
  'hours',
  'minutes',
  'months',
  'points',
  'score',
  'per1000',
]);

/** Whether the value is a part of a whole: revenue kept with what was expanded is none, nor is a return or a goal. */
function isPart(formula: Formula): boolean {
  if (formula.kind === 'ratio') return formula.range?.[1] === 1;
  return formula.kind === 'proportion' || formula.kind === 'pooled' || formula.kind === 'share';
}

/** Best value there can be in the good direction; null where there is none. */
function bestOf(definition: Judged): number | null {
  if (definition.direction === 'higher') {
    if (definition.unit === 'percent') return isPart(definition.formula) ? 1 : null;
    return definition.unit === 'score' ? 100 : null;
  }
  return FROM_ZERO.has(definition.unit) ? 0 : null;
}

/** What arithmetic adds to a number: 0.8 times 0.05 is a little more than 0.04. */
const TRACE = 1e-12;

/** > 0: `value` is on the good side of `threshold`; 0: on it, which still counts as good. */
function side(definition: Judged, value: number, threshold: number): number {
  const distance = definition.direction === 'lower' ? threshold - value : value - threshold;
  // An open end of an interval is beyond every threshold.
  const trace = Number.isFinite(value) ? TRACE * Math.max(Math.abs(value), Math.abs(threshold)) : 0;
  return Math.abs(distance) <= trace ? 0 : distance;
}

function gradeOf(definition: Judged, value: number, limit: ResolvedLimit): Grade {
  if (side(definition, value, limit.warn) >= 0) return 'pass';
  return side(definition, value, limit.fail) >= 0 ? 'warn' : 'fail';
}

/**
 * Whether every value of the interval has this grade.
 *
 * A pass whose `warn` is the best value there is (100 % of pages, 0 violations) can never have its whole interval at
 * `warn`; it is confident when the interval is wholly on the good side of `fail`.
 */
function settles(definition: Judged, grade: Grade, low: number, high: number, limit: ResolvedLimit): boolean {
  const [worst, best] = definition.direction === 'lower' ? [high, low] : [low, high];
  if (grade === 'fail') return side(definition, best, limit.fail) < 0;
  if (grade === 'warn')
    return side(definition, worst, limit.fail) >= 0 && side(definition, best, limit.warn) < 0;
  const ceiling = bestOf(definition);
  if (ceiling !== null && side(definition, limit.warn, ceiling) >= 0)
    return limit.warn !== limit.fail && side(definition, worst, limit.fail) >= 0;
  return side(definition, worst, limit.warn) >= 0;
}

/**
 * 0 at `fail`, 50 at `warn`, 100 at the target, which lies as far beyond `warn` as `warn` is from `fail`
 * (no further than the unit allows: 100 %, or 0); linear between fail and target, clamped.
 */
function scoreOf(definition: Judged, value: number, limit: ResolvedLimit): number {
  let target = limit.warn + (limit.warn - limit.fail);
  const ceiling = bestOf(definition);
  if (ceiling !== null && side(definition, target, ceiling) > 0) target = ceiling;
  const span = side(definition, target, limit.fail);
  const reached = side(definition, value, limit.fail);
  if (!(span > 0)) return reached >= 0 ? 100 : 0;
  return Math.min(100, Math.max(0, (100 * reached) / span));
}

/** Whether the value is a count of rows over the rows, so that its interval is Wilson's. */
function isShare({ value, n, numerator, denominator }: Measurement): boolean {
  if (numerator === null || denominator !== n || !(n > 0) || numerator < 0 || numerator > n) return false;
  return Math.abs(numerator / n - (value ?? Number.NaN)) < 1e-9;
}

/** Share of rows from visited pages from which on they carry the number. */
const CARRIES = 0.1;

/**
 * Whether rows from visited pages carry the number: a tenth of its rows or more, or without them there were too few. No
 * interval says how far the records that somebody opened differ from the others. House convention.
 */
function isCarriedBySeen({ n, seen }: Measurement, minimum: number): boolean {
  return seen !== undefined && (seen.rows >= CARRIES * seen.of || n - seen.rows < minimum);
}

/** The interval that a sample of `rows` rows would have, were the value to stay as it is. */
function intervalAt(
  now: { value: number; low: number; high: number; n: number; share: boolean },
  rows: number,
): Interval {
  const { value, low, high, n } = now;
  if (now.share) return wilson(value * rows, rows) ?? { low, high };
  const shrink = Math.sqrt(n / rows);
  return { low: value - (value - low) * shrink, high: value + (high - value) * shrink };
}

/**
 * What a measurement amounts to under a limit.
 *
 * - `insufficient`: fewer rows than the minimum sample; no grade, no score. A count of none without a limit is whole;
 *   a figure put together from none is not.
 * - The grade is that of the point value: `pass` at or beyond warn, `fail` beyond fail, else `warn`.
 * - `confident`: every value of the 95 % interval has that grade (a confident fail lies wholly beyond `fail`, a
 *   confident pass wholly on the good side of `warn`, a confident warning wholly between them); otherwise
 *   `provisional`. A total without an interval is a census and confident; a single null bound is an unbounded side.
 * - A number that rows from visited pages carry is `provisional` at most, whatever its interval.
 * - Without a limit there is nothing to be unsure about: confident, no grade, no score.
 * - `needed`: rows that would bring the minimum sample and a settled grade at this rate; null when nothing is
 *   missing or no reasonable number would do.
 *
 * @param resolved in the KPI's own unit, null when none applies
 */
export function judge(
  definition: Judged,
  measurement: Measurement,
  resolved: ResolvedLimit | null,
): JudgedKpi {
  const { value, n } = measurement;
  // The programme's own value is in the same currency, or there is none.
  const limit = measurement.foreign && !resolved?.relativeTo ? null : resolved;
  const census = measurement.low === null && measurement.high === null;
  // One missing bound is an unbounded side: nothing is known there yet.
  const low = measurement.low ?? Number.NEGATIVE_INFINITY;
  const high = measurement.high ?? Number.POSITIVE_INFINITY;
  const rest = { grade: null, limit, score: null, needed: null };
  if (value === null || !Number.isFinite(value))
    return { ...measurement, value: null, state: 'not-measured', ...rest };
  const minimum = definition.minimum.n;
  const grade = limit && definition.direction !== 'info' ? gradeOf(definition, value, limit) : null;

  const clears = (rows: number): boolean => {
    if (rows < minimum) return false;
    if (grade === null || limit === null || census || rows === 0) return true;
    const interval = intervalAt({ value, low, high, n, share: isShare(measurement) }, rows);
    return settles(definition, grade, interval.low, interval.high, limit);
  };

  // None of something, where that is known: there is no sample that more rows would make larger.
  if (n === 0 && value === 0 && limit === null && definition.formula.kind !== 'composite')
    return { ...measurement, state: 'confident', ...rest };
  if (n < minimum) {
    const enough = Math.ceil(minimum - n);
    return { ...measurement, state: 'insufficient', ...rest, needed: neededRows(n, clears) ?? enough };
  }
  if (grade === null || limit === null) return { ...measurement, state: 'confident', ...rest };
  const settled = census || settles(definition, grade, low, high, limit);
  const carried = isCarriedBySeen(measurement, minimum);
  return {
    ...measurement,
    state: settled && !carried ? 'confident' : 'provisional',
    grade,
    limit,
    score: scoreOf(definition, value, limit),
    needed: settled ? null : neededRows(n, clears),
  };
}
