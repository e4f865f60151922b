import { kaplanMeier } from '../../stats/kaplan-meier';
import { mean as meanOf } from '../../stats/mean';
import { median as medianOf } from '../../stats/median';
import { ratioOfSums } from '../../stats/ratio';
import type { Mean, Median, Ratio } from '../expression';
import { kindOf, tableOf } from '../kinds';
import type { Evaluation, Outcome } from './outcome';
import type { Run } from './run';
import { Samples } from './samples';
import { tally } from './tally';

export function ratio(formula: Ratio, run: Run): Evaluation {
  const { rows, numerator, denominator, cap } = formula;
  const table = tableOf(rows.table);
  const money = kindOf(numerator, table).is === 'money' || kindOf(denominator, table).is === 'money';
  const samples = new Samples(cap ? 3 : 2, run.context.facts.partners.length, run.windows.length);
  const counts = tally(
    {
      rows,
      values: [numerator, denominator],
      missing: formula.missing,
      conditions: cap ? [cap.when] : [],
      money,
    },
    run,
    (block, partner) => samples.take(block, partner, [...block.values, ...block.conditions]),
  );
  const factor = formula.times ?? 1;
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      // A ratio of money is a plain number; that the money mixes still matters.
      delete base.currency;
      if (base.reason) return base;
      const y = samples.of(group, slot, 0);
      const x = samples.of(group, slot, 1);
      const outcome: Outcome = base;
      outcome.numerator = total(y);
      outcome.denominator = total(x);
      if (base.n === 0 || outcome.denominator === 0) return outcome;
      outcome.value = (factor * outcome.numerator!) / outcome.denominator!;
      const estimate = run.intervals ? ratioOfSums(y, x) : null;
      if (estimate?.low != null && estimate.high != null) {
        outcome.low = factor * estimate.low;
        outcome.high = factor * estimate.high;
      }
      if (cap && total(samples.of(group, slot, 2)) > 0) {
        outcome.value = Math.min(outcome.value, cap.at);
        if (outcome.low !== null) outcome.low = Math.min(outcome.low, cap.at);
        if (outcome.high !== null) outcome.high = Math.min(outcome.high, cap.at);
      }
      return outcome;
    },
  };
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

export function mean(formula: Mean, run: Run): Evaluation {
  const money = kindOf(formula.value, tableOf(formula.rows.table)).is === 'money';
  const samples = new Samples(1, run.context.facts.partners.length, run.windows.length);
  const counts = tally(
    { rows: formula.rows, values: [formula.value], missing: formula.missing, money },
    run,
    (block, partner) => samples.take(block, partner, block.values),
  );
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      if (base.reason || base.n === 0) return base;
      const values = samples.of(group, slot, 0);
      const sum = total(values);
      base.value = sum / base.n;
      base.numerator = sum;
      base.denominator = base.n;
      if (run.intervals) {
        const estimate = meanOf(values)!;
        base.low = estimate.low;
        base.high = estimate.high;
      }
      return base;
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
