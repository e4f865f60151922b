import { garwood } from '../../stats/garwood';
import { quantile } from '../../stats/median';
import { wilson } from '../../stats/wilson';
import { NO_PARTNER } from '../eligibility';
import type { DaysSince, Difference, Either, Formula, Rate, Share, Value } from '../expression';
import { tableOf } from '../kinds';
import { COUNTED } from './batch';
import { widened } from './context';
import { noRateBetween } from './conversion';
import { evaluate } from './evaluate';
import { type Evaluation, jointCurrency, mergeReasons, type Outcome, outcomeOf, PROGRAMME } from './outcome';
import { NONE } from './reading';
import { type Run, within } from './run';
import { tally } from './tally';

const mixed = ({ context }: Run, a: Outcome, b: Outcome): string =>
  noRateBetween(context.cache, a.currency, b.currency);

export function rate(formula: Rate, run: Run): Evaluation {
  const events = evaluate(formula.events, within(run, 'events'));
  const exposure = evaluate(formula.exposure, within(run, 'exposure'));
  return {
    at(group, slot) {
      const e = events.at(group, slot);
      const x = exposure.at(group, slot);
      const currency = jointCurrency(e, x);
      const n = formula.exposure.kind === 'sum' && !formula.trials ? x.n : (x.numerator ?? 0);
      const outcome = outcomeOf(n, e.immature + x.immature, mergeReasons(e.excluded, x.excluded));
      outcome.numerator = e.numerator;
      outcome.denominator = x.numerator;
      outcome.by = x.by;
      outcome.reason = e.reason ?? x.reason ?? (currency === null ? mixed(run, e, x) : undefined);
      if (outcome.reason) return outcome;
      // Money per money is a plain number.
      if (currency && e.currency !== x.currency) outcome.currency = currency;
      if (!((x.numerator ?? 0) > 0)) return outcome;
      const total = e.numerator ?? 0;
      outcome.value = (formula.per * total) / x.numerator!;
      // Points and amounts are not Poisson counts; a census stands for nothing else.
      if (run.intervals && !formula.census && formula.events.kind !== 'sum') {
        const interval =
          (formula.trials ? wilson(total, x.numerator!) : null) ?? garwood(total, x.numerator!, formula.per);
        outcome.low = interval?.low ?? null;
        outcome.high = interval?.high ?? null;
      }
      return outcome;
    },
  };
}

/** Days from an event's own day to the as-of day. */
export function daysAgo(at: Value): Value {
  return { op: 'between', unit: 'days', from: at, to: { op: 'day', day: 'asOf' } };
}

export function daysSince(formula: DaysSince, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const W = run.windows.length;
  const tallies = formula.events.map(({ rows, at }, k) => {
    const latest = new Float64Array(P * W).fill(Number.NaN);
    const counts = tally(
      { rows, values: [daysAgo(at)], missing: 'no date' },
      within(run, `events.${k}`),
      (block, partner, windows) => {
        const { marks, slots, rows, at: places, ripe } = block;
        const days = block.values[0]!;
        for (let k = 0; k < ripe; k++) {
          const i = places[k]!;
          if (marks[i] !== COUNTED) continue;
          const group = partner[rows[i]!]! * windows + slots[i]!;
          if (!(days[k]! >= latest[group]!)) latest[group] = days[k]!;
        }
      },
      [{ forget: (partner) => latest.fill(Number.NaN, partner * W, (partner + 1) * W) }],
    );
    return { counts, latest };
  });
  const daysOf = (group: number): number =>
    tallies.reduce((least, { latest }) => {
      const days = latest[group]!;
      return days >= least || Number.isNaN(days) ? least : days;
    }, Number.NaN);
  return {
    at(group, slot) {
      const bases = tallies.map(({ counts }) => counts.base(group, slot));
      // The programme's is the partner in the middle: the latest event of any partner would say nothing.
      const value =
        group === PROGRAMME
          ? quantile(
              Float64Array.from({ length: P }, (_, p) => daysOf(p * W + slot)),
              0.5,
            )
          : daysOf(group * W + slot);
      const outcome = outcomeOf(
        bases.reduce((sum, { n }) => sum + n, 0),
        bases.reduce((sum, { immature }) => sum + immature, 0),
        mergeReasons(...bases.map(({ excluded }) => excluded)),
      );
      outcome.value = value === null || Number.isNaN(value) ? null : value;
      return outcome;
    },
  };
}

export function share(formula: Share, run: Run): Evaluation {
  const part = evaluate(formula.of, within(run, 'of'));
  // The whole needs everybody, also when only some partners are asked for.
  const everybody =
    run.context.partners === null
      ? part
      : evaluate(formula.of, { ...run, context: widened(run.context), observer: null });
  /** The same for every partner, and as much work as all of them. */
  const wholes: Outcome[] = [];
  run.readings?.push({
    note() {
      wholes.length = 0;
      return NONE;
    },
    ready: () => {},
  });
  return {
    at(group, slot) {
      const own = part.at(group, slot);
      wholes[slot] ??= everybody.at(PROGRAMME, slot);
      const whole = wholes[slot];
      own.currency = undefined;
      if (own.reason || whole.reason) {
        own.value = null;
        own.reason ??= whole.reason;
        return own;
      }
      const denominator = whole.numerator ?? 0;
      own.value = denominator !== 0 && own.value !== null ? own.numerator! / denominator : null;
      own.denominator = denominator;
      return own;
    },
  };
}

/** Interval of a difference from those of its parts (Newcombe's square-and-add, 1998, method 10). */
function differenceInterval(left: Outcome, right: Outcome): { low: number | null; high: number | null } {
  const bounds = [left.low, left.high, right.low, right.high];
  if (bounds.some((bound) => bound === null)) return { low: null, high: null };
  const d = left.value! - right.value!;
  return {
    low: d - Math.hypot(left.value! - left.low!, right.high! - right.value!),
    high: d + Math.hypot(left.high! - left.value!, right.value! - right.low!),
  };
}

export function difference(formula: Difference, run: Run): Evaluation {
  const left = evaluate(formula.left, within(run, 'left'));
  const right = evaluate(formula.right, within(run, 'right'));
  return {
    at(group, slot) {
      const a = left.at(group, slot);
      const b = right.at(group, slot);
      const currency = jointCurrency(a, b);
      const excluded = mergeReasons(a.excluded, b.excluded);
      const outcome = outcomeOf(Math.min(a.n, b.n), a.immature + b.immature, excluded);
      outcome.numerator = a.value;
      outcome.denominator = b.value;
      outcome.currency = currency ?? undefined;
      outcome.reason = a.reason ?? b.reason ?? (currency === null ? mixed(run, a, b) : undefined);
      if (outcome.reason || a.value === null || b.value === null) return outcome;
      outcome.value = a.value - b.value;
      return run.intervals ? Object.assign(outcome, differenceInterval(a, b)) : outcome;
    },
  };
}

/** Number of the alternative that a partner is measured by: the first whose table has rows of it. */
export function chosen(formula: Either, run: Pick<Run, 'context'>, group: number): number {
  const at = formula.of.findIndex(({ rows }) => {
    return run.context.facts.table(tableOf(rows.table).id).count(group) > 0;
  });
  return Math.max(0, at);
}

export function either(formula: Either, run: Run): Evaluation {
  // One partner's rows are read of its own alternative only.
  const [single, ...others] = run.context.partners ?? [];
  const one = single !== undefined && others.length === 0 ? chosen(formula, run, single) : null;
  const all: Evaluation[] = formula.of.map((each: Formula, k) =>
    one === null || one === k ? evaluate(each, within(run, `of.${k}`)) : nothing,
  );
  const { partners } = run.context.facts;
  return {
    at(group, slot) {
      if (group !== PROGRAMME) return all[chosen(formula, run, group)]!.at(group, slot);
      // Rows that belong to nobody are known to the programme's own reading only.
      const nobody = all.map((each) => each.at(PROGRAMME, slot).excluded[NO_PARTNER] ?? 0);
      let whole: Outcome | null = null;
      for (let p = 0; p < partners.length; p++) {
        const own = all[chosen(formula, run, p)]!.at(p, slot);
        whole = whole ? added(whole, own, run) : own;
      }
      const missing = nobody.reduce((sum, rows) => sum + rows, 0);
      if (!whole) return all[0]!.at(PROGRAMME, slot);
      return missing > 0
        ? { ...whole, excluded: mergeReasons(whole.excluded, { [NO_PARTNER]: missing }) }
        : whole;
    },
  };
}

const nothing: Evaluation = {
  at: () => {
    throw new RangeError('An alternative that does not apply was asked for.');
  },
};

/** Two totals together. */
export function added(a: Outcome, b: Outcome, run: Run): Outcome {
  // A partner without rows has no say in the currency.
  const currency = a.n === 0 ? b.currency : b.n === 0 ? a.currency : jointCurrency(a, b);
  const reason = a.reason ?? b.reason ?? (currency === null ? mixed(run, a, b) : undefined);
  const numerator = (a.numerator ?? 0) + (b.numerator ?? 0);
  const outcome = outcomeOf(a.n + b.n, a.immature + b.immature, mergeReasons(a.excluded, b.excluded));
  outcome.value = outcome.n > 0 && !reason ? numerator : null;
  outcome.numerator = reason ? null : numerator;
  outcome.currency = currency ?? undefined;
  outcome.reason = reason;
  return outcome;
}
