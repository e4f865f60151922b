import { NOBODY } from '../../facts/table';
import { median as medianOf, medianRank } from '../../stats/median';
import { weightedMean, welch } from '../../stats/welch';
import { wilson } from '../../stats/wilson';
import { matchOf } from '../build';
import { NO_PARTNER } from '../eligibility';
import type { AgainstDirect } from '../expression';
import { tableOf } from '../kinds';
import { COUNTED } from './batch';
import { type Evaluation, PROGRAMME } from './outcome';
import { NONE } from './reading';
import { type Run, within } from './run';
import { Samples } from './samples';
import { compileScan, type ScanSpec, windowOf } from './scan';
import { tally } from './tally';
import { touchedBy } from './touched';

/** Values of the rows without a partner. */
interface Baseline {
  /** By the column that is matched, each list ascending. */
  strata: ReadonlyMap<number, Float64Array>;
  /** All of them, ascending. */
  merged: Float64Array;
  /** What the values of each of these lists add up to. */
  totals: ReadonlyMap<number, number>;
}

function baselineOf(spec: ScanSpec, run: Run): Baseline[] {
  const { context } = run;
  const table = context.facts.table(tableOf(spec.rows.table).id);
  const windows = windowOf(spec.rows, run.windows, run.spec, context.asOfDay);
  const span = table.span(NOBODY);
  const { path } = within(run, 'direct');
  const only = run.observer?.only(path, table);
  const scan = compileScan(
    { ...spec, maturityDays: run.maturityDays, only },
    windows,
    context,
    span.to - span.from,
  );
  const lists = windows.map(() => new Map<number, number[]>());
  scan.read([span], (block) => {
    const { marks, slots, at, ripe, values } = block;
    run.observer?.see(path, table, block, scan.reasons, scan.scope.moneyDate);
    for (let k = 0; k < ripe; k++) {
      if (marks[at[k]!] !== COUNTED) continue;
      const list = lists[slots[at[k]!]!]!;
      const match = values[1]![k]!;
      const known = list.get(match);
      if (known) known.push(values[0]![k]!);
      else list.set(match, [values[0]![k]!]);
    }
  });
  return lists.map((list) => ({
    strata: new Map([...list].map(([match, values]) => [match, Float64Array.from(values).sort()])),
    totals: new Map([...list].map(([match, values]) => [match, values.reduce((sum, one) => sum + one, 0)])),
    merged: Float64Array.from([...list.values()].flat()).sort(),
  }));
}

/** Values <= x among ascending ones. */
function upTo(values: Float64Array, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Weighted {
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}

/**
 * Median of the baseline weighted to a mix, with order-statistic bounds at Kish's effective sample size
 * (L. Kish, Survey Sampling, 1965, section 11.7).
 */
function weightedMedian(
  { strata: all, merged }: Baseline,
  mix: ReadonlyMap<number, number>,
): Weighted | null {
  const strata = [...mix].flatMap(([match, rows]) => {
    const values = all.get(match);
    return values ? [{ values, weight: rows / values.length }] : [];
  });
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (const { values, weight } of strata) {
    sum += weight * values.length;
    squares += weight * weight * values.length;
    n += values.length;
  }
  if (n === 0) return null;
  const below = (x: number): number => {
    let total = 0;
    for (const { values, weight } of strata) total += weight * upTo(values, x);
    return total / sum;
  };
  /** Least value of these strata that at least the share p lies at or below. */
  const quantile = (p: number): number => {
    let low = 0;
    let high = merged.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (below(merged[middle]!) >= p - 1e-12) high = middle;
      else low = middle + 1;
    }
    return merged[low]!;
  };
  let value = quantile(0.5);
  if (Math.abs(below(value) - 0.5) < 1e-12) {
    // As for an even number of plain values: the middle of the two.
    let next = Number.POSITIVE_INFINITY;
    for (const { values } of strata) next = Math.min(next, values[upTo(values, value)] ?? next);
    if (Number.isFinite(next)) value = (value + next) / 2;
  }
  const effective = Math.max(1, Math.floor((sum * sum) / squares + 1e-9));
  const rank = medianRank(effective);
  if (rank === 0) return { value, low: null, high: null, n };
  return {
    value,
    low: quantile(rank / effective),
    high: quantile((effective - rank + 1) / effective),
    n,
  };
}

/** Interval of a ratio from those of its parts, square-and-add on the log scale (A. Donner and G. Zou, 2012). */
function ratioInterval(a: Weighted, b: Weighted): { low: number | null; high: number | null } {
  const bounds = [a.low, a.high, b.low, b.high];
  if (bounds.some((bound) => bound === null || bound <= 0)) return { low: null, high: null };
  const log = Math.log(a.value / b.value);
  return {
    low: Math.exp(log - Math.hypot(Math.log(a.value / a.low!), Math.log(b.high! / b.value))),
    high: Math.exp(log + Math.hypot(Math.log(a.high! / a.value), Math.log(b.value / b.low!))),
  };
}

/** A share of rows with its Wilson bounds; `n` may be an effective size, `rows` are the rows there are. */
interface SharePart {
  value: number;
  low: number;
  high: number;
  rows: number;
}

/** The partner's share over the matches that have rows without a partner too. */
function ownShare(
  values: ArrayLike<number>,
  matches: ArrayLike<number>,
  { strata }: Baseline,
): SharePart | null {
  let [ones, rows] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!strata.has(matches[i]!)) continue;
    rows++;
    ones += values[i]!;
  }
  const bounds = wilson(ones, rows);
  return bounds && { value: ones / rows, ...bounds, rows };
}

/** The share of the rows without a partner, weighted to a mix, with Wilson's bounds at Kish's effective sample size. */
function directShare({ strata, totals }: Baseline, mix: ReadonlyMap<number, number>): SharePart | null {
  let [sum, squares, ones, rows] = [0, 0, 0, 0];
  for (const [match, many] of mix) {
    const values = strata.get(match);
    if (!values) continue;
    const weight = many / values.length;
    sum += weight * values.length;
    squares += weight * weight * values.length;
    ones += weight * totals.get(match)!;
    rows += values.length;
  }
  if (rows === 0) return null;
  const effective = (sum * sum) / squares;
  const bounds = wilson((ones / sum) * effective, effective);
  return bounds && { value: ones / sum, ...bounds, rows };
}

/**
 * Difference of two shares with its 95 % interval, square-and-add of their Wilson bounds (R. G. Newcombe, Statistics in
 * Medicine 17, 1998, 873-890, method 10).
 */
function shareDifference(own: SharePart, direct: SharePart): { value: number; low: number; high: number } {
  const value = own.value - direct.value;
  return {
    value,
    low: value - Math.hypot(own.value - own.low, direct.high - direct.value),
    high: value + Math.hypot(own.high - own.value, direct.value - direct.low),
  };
}

/**
 * Difference of the partner's mean and that of the rows without a partner, these weighted to its mix, over the matches
 * that have rows on either side; null where there are none.
 */
function meanDifference(
  values: Float64Array,
  matches: Float64Array,
  { strata }: Baseline,
  mix: ReadonlyMap<number, number>,
) {
  const own = weightedMean(values.filter((_, i) => strata.has(matches[i]!)));
  const theirs: number[] = [];
  const weights: number[] = [];
  for (const [match, many] of mix)
    for (const value of strata.get(match) ?? []) {
      theirs.push(value);
      weights.push(many / strata.get(match)!.length);
    }
  const direct = weightedMean(theirs, weights);
  return own && direct && { own, direct, ...welch(own, direct) };
}

const NO_DIRECT = 'There are no comparable rows without a partner to measure against.';

/** The partner's median over that of comparable rows without a partner, or its share or mean less theirs. */
export function againstDirect(formula: AgainstDirect, run: Run): Evaluation {
  const spec: ScanSpec = {
    rows: formula.rows,
    values: [
      formula.value,
      // Rows that name no segment are a segment of their own.
      {
        op: 'coalesce',
        values: [matchOf(formula), { op: 'number', value: 0 }],
      },
    ],
    missing: formula.missing,
  };
  const samples = new Samples(2, run.context.facts.partners.length, run.windows.length);
  const counts = tally(spec, run, (block, partner) => samples.take(block, partner, block.values), [samples]);
  let baselines: Baseline[] | null = baselineOf(spec, run);
  run.readings?.push({
    note(change) {
      if (!touchedBy(spec, run.context, change).has(NOBODY)) return NONE;
      baselines = null;
      return 'everyone';
    },
    ready: () => {},
  });
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      if (group === PROGRAMME) {
        // Rows without a partner are not left out here: they are the other side.
        const { [NO_PARTNER]: _, ...excluded } = base.excluded;
        base.excluded = excluded;
      }
      if (base.n === 0) return base;
      const mix = new Map<number, number>();
      for (const match of samples.of(group, slot, 1)) mix.set(match, (mix.get(match) ?? 0) + 1);
      baselines ??= baselineOf(spec, run);
      if (formula.compare === 'shares') {
        const theirs = directShare(baselines[slot]!, mix);
        const ours = ownShare(samples.of(group, slot, 0), samples.of(group, slot, 1), baselines[slot]!);
        if (!theirs || !ours) return { ...base, n: 0, reason: NO_DIRECT };
        const { value, low, high } = shareDifference(ours, theirs);
        const bounds = run.intervals ? { low, high } : {};
        const n = Math.min(ours.rows, theirs.rows);
        return { ...base, value, ...bounds, n, numerator: ours.value, denominator: theirs.value };
      }
      if (formula.compare === 'means') {
        const found = meanDifference(
          samples.of(group, slot, 0),
          samples.of(group, slot, 1),
          baselines[slot]!,
          mix,
        );
        if (!found) return { ...base, n: 0, reason: NO_DIRECT };
        const { own, direct, difference: value, low, high } = found;
        const bounds = run.intervals ? { low, high } : {};
        const n = Math.min(own.rows, direct.rows);
        return { ...base, value, ...bounds, n, numerator: own.value, denominator: direct.value };
      }
      const direct = weightedMedian(baselines[slot]!, mix);
      if (!direct)
        return {
          ...base,
          n: 0,
          reason: NO_DIRECT,
        };
      const own = medianOf(samples.of(group, slot, 0), 0)!;
      return {
        ...base,
        value: direct.value > 0 ? own.value / direct.value : null,
        ...(run.intervals ? ratioInterval(own, direct) : {}),
        // Both sides must be large enough.
        n: Math.min(own.n, direct.n),
        numerator: own.value,
        denominator: direct.value,
      };
    },
  };
}
