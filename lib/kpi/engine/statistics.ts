import { kaplanMeier } from '../../stats/kaplan-meier';
import { median as medianOf } from '../../stats/median';
import type { Mean, Median, Ratio } from '../expression';
import { kindOf, tableOf } from '../kinds';
import { GroupMoments, ratioInterval } from './moments';
import type { Evaluation, Outcome } from './outcome';
import type { Run } from './run';
import { Samples } from './samples';
import { tally } from './tally';
import { Totals } from './totals';

export function ratio(formula: Ratio, run: Run): Evaluation {
  const { rows, numerator, denominator, cap, range } = formula;
  const table = tableOf(rows.table);
  const P = run.context.facts.partners.length;
  const money = kindOf(numerator, table).is === 'money' || kindOf(denominator, table).is === 'money';
  const moments = new GroupMoments(P, run.windows.length, run.intervals);
  const capped = cap ? new Totals(P, run.windows.length) : null;
  const counts = tally(
    {
      rows,
      values: [numerator, denominator],
      missing: formula.missing,
      conditions: cap ? [cap.when] : [],
      money,
    },
    run,
    (block, partner, windows) => {
      moments.add(block, partner, block.values[0]!, block.values[1]!);
      capped?.add(block, partner, windows, block.conditions[0]!);
    },
    capped ? [moments, capped] : [moments],
  );
  const factor = formula.times ?? 1;
  return {
    at(group, slot) {
      // A ratio of money is a plain number; that the money mixes still matters.
      const outcome = counts.base(group, slot, false);
      if (outcome.reason) return outcome;
      const sums = moments.of(group, slot);
      outcome.numerator = sums.sumY;
      outcome.denominator = sums.sumX;
      if (outcome.n === 0 || sums.sumX === 0) return outcome;
      const most = cap && capped!.of(group, slot, counts.windows) > 0 ? cap.at : Number.POSITIVE_INFINITY;
      outcome.value = Math.min(most, (factor * sums.sumY) / sums.sumX);
      const interval = run.intervals ? ratioInterval(sums) : null;
      if (interval) {
        outcome.low = Math.max(range?.[0] ?? Number.NEGATIVE_INFINITY, Math.min(most, factor * interval.low));
        outcome.high = Math.min(range?.[1] ?? Number.POSITIVE_INFINITY, most, factor * interval.high);
      }
      return outcome;
    },
  };
}

export function mean(formula: Mean, run: Run): Evaluation {
  const money = kindOf(formula.value, tableOf(formula.rows.table)).is === 'money';
  const moments = new GroupMoments(run.context.facts.partners.length, run.windows.length, run.intervals);
  const counts = tally(
    { rows: formula.rows, values: [formula.value], missing: formula.missing, money },
    run,
    (block, partner) => moments.add(block, partner, block.values[0]!, null),
    [moments],
  );
  return {
    at(group, slot) {
      const outcome = counts.base(group, slot);
      if (outcome.reason || outcome.n === 0) return outcome;
      const sums = moments.of(group, slot);
      outcome.value = sums.sumY / outcome.n;
      outcome.numerator = sums.sumY;
      outcome.denominator = outcome.n;
      // The mean is the ratio of the sum to the number of rows, and its t interval that of this ratio.
      const interval = run.intervals ? ratioInterval(sums) : null;
      if (interval) {
        outcome.low = interval.low;
        outcome.high = interval.high;
      }
      return outcome;
    },
  };
}

export function median(formula: Median, run: Run): Evaluation {
  const { rows, value, open } = formula;
  const money = kindOf(value, tableOf(rows.table)).is === 'money';
  const samples = new Samples(open ? 2 : 1, run.context.facts.partners.length, run.windows.length);
  const counts = tally(
    {
      rows,
      values: [value],
      missing: formula.missing,
      mature: formula.mature,
      conditions: open ? [open] : [],
      money,
    },
    run,
    (block, partner) => samples.take(block, partner, [...block.values, ...block.conditions]),
    [samples],
  );
  // Durations cannot be negative, which bounds the median of very few from below.
  const floor = money ? null : 0;
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      if (base.reason || base.n === 0) return base;
      const values = samples.of(group, slot, 0);
      if (open) return { ...base, ...survival(values, samples.of(group, slot, 1)) };
      const estimate = medianOf(values, floor)!;
      return { ...base, value: estimate.value, low: estimate.low, high: estimate.high };
    },
  };
}

/**
 * Median of durations of which some go on: Kaplan and Meier's. Where fewer than half have ended it is a lower bound,
 * the median of the durations so far: none of them can become shorter.
 */
export function survival(
  values: Float64Array,
  open: Float64Array,
): Pick<Outcome, 'value' | 'low' | 'high' | 'atLeast'> {
  const soFar = medianOf(values, 0)!;
  if (total(open) === 0) return { value: soFar.value, low: soFar.low, high: soFar.high };
  const ended = Uint8Array.from(open, (goesOn) => (goesOn ? 0 : 1));
  const { median } = kaplanMeier(values, ended);
  if (median) return { value: median.value, low: median.low ?? 0, high: median.high };
  return { value: soFar.value, low: soFar.low ?? 0, high: null, atLeast: true };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
