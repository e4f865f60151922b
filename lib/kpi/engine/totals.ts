import { nps as npsOf } from '../../stats/nps';
import { wilson } from '../../stats/wilson';
import type { Count, Distinct, Nps, Pooled, Proportion, Sum } from '../expression';
import { kindOf, tableOf } from '../kinds';
import { type Block, COUNTED } from './batch';
import { type Evaluation, PROGRAMME } from './outcome';
import type { Run } from './run';
import { tally } from './tally';

/** Sums by group and, with things counted once, by programme. */
export class Totals {
  private readonly groups: Float64Array;
  private readonly programme: Float64Array;

  constructor(partners: number, windows: number) {
    this.groups = new Float64Array(partners * windows);
    this.programme = new Float64Array(windows);
  }

  /** Adds a number for each counted row of a block. */
  add(block: Block, partner: Int32Array, windows: number, values: Float64Array | Uint8Array): void {
    const { marks, slots, rows, at, ripe, fresh } = block;
    const { groups, programme } = this;
    const counted = COUNTED;
    for (let k = 0; k < ripe; k++) {
      const i = at[k]!;
      if (marks[i] !== counted) continue;
      const slot = slots[i]!;
      const value = values[k]!;
      groups[partner[rows[i]!]! * windows + slot]! += value;
      if (fresh === null || fresh[i] === 1) programme[slot]! += value;
    }
  }

  of(group: number, slot: number, windows: number): number {
    return group === PROGRAMME ? this.programme[slot]! : this.groups[group * windows + slot]!;
  }
}

export function proportion(formula: Proportion, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const successes = new Totals(P, run.windows.length);
  const counts = tally(
    { rows: formula.rows, mature: formula.mature, conditions: [formula.success] },
    run,
    (block, partner, windows) => successes.add(block, partner, windows, block.conditions[0]!),
  );
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      const k = successes.of(group, slot, counts.windows);
      base.numerator = k;
      base.denominator = base.n;
      if (base.n === 0) return base;
      base.value = k / base.n;
      const interval = run.intervals ? wilson(k, base.n) : null;
      if (interval) {
        base.low = interval.low;
        base.high = interval.high;
      }
      return base;
    },
  };
}

const IMPOSSIBLE =
  'There are more successes than trials, or fewer than none: the columns do not belong together.';

export function pooled(formula: Pooled, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const successes = new Totals(P, run.windows.length);
  const trials = new Totals(P, run.windows.length);
  const counts = tally(
    {
      rows: formula.rows,
      values: [formula.successes, formula.trials],
      missing: formula.missing,
    },
    run,
    (block, partner, windows) => {
      successes.add(block, partner, windows, block.values[0]!);
      trials.add(block, partner, windows, block.values[1]!);
    },
  );
  return {
    at(group, slot) {
      const outcome = counts.base(group, slot);
      if (outcome.n === 0) return outcome;
      const k = successes.of(group, slot, counts.windows);
      const n = trials.of(group, slot, counts.windows);
      const rows = outcome.n;
      Object.assign(outcome, { n, numerator: k, denominator: n });
      if (n === 0)
        return {
          ...outcome,
          reason: `The ${rows === 1 ? 'row that counts has' : `${rows} rows that count have`} none to divide by.`,
        };
      const interval = wilson(k, n);
      if (!interval) return { ...outcome, reason: IMPOSSIBLE };
      outcome.value = k / n;
      if (run.intervals) Object.assign(outcome, { low: interval.low, high: interval.high });
      return outcome;
    },
  };
}

export function count(formula: Count, run: Run): Evaluation {
  const counts = tally({ rows: formula.rows }, run);
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      base.value = base.n > 0 ? base.n : null;
      base.numerator = base.n;
      return base;
    },
  };
}

/** Counts different things: the rows of a `once` scan. */
export function distinct(formula: Distinct, run: Run): Evaluation {
  return count({ kind: 'count', rows: distinctRows(formula) }, run);
}

/** Rows of a distinct count: one for each thing; rows that name none are left out. */
export function distinctRows({ rows, of }: Distinct): Distinct['rows'] {
  const label = tableOf(rows.table).columns[of]?.label.toLowerCase() ?? of;
  return {
    ...rows,
    leaveOut: [
      ...(rows.leaveOut ?? []),
      { reason: `no ${label}`, when: { op: 'not', of: { op: 'set', value: { op: 'column', column: of } } } },
    ],
    once: { column: of, same: `same ${label}` },
  };
}

export function sum(formula: Sum, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const totals = new Totals(P, run.windows.length);
  const money = kindOf(formula.value, tableOf(formula.rows.table)).is === 'money';
  const counts = tally(
    { rows: formula.rows, values: [formula.value], missing: formula.missing, money },
    run,
    (block, partner, windows) => totals.add(block, partner, windows, block.values[0]!),
  );
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      const total = totals.of(group, slot, counts.windows);
      if (base.reason) return base;
      base.value = base.n > 0 ? total : null;
      base.numerator = total;
      return base;
    },
  };
}

export function nps(formula: Nps, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const promoters = new Totals(P, run.windows.length);
  const detractors = new Totals(P, run.windows.length);
  const counts = tally(
    {
      rows: formula.rows,
      values: [formula.score],
      missing: formula.missing,
      conditions: [
        { op: 'compare', is: '>=', left: formula.score, right: { op: 'number', value: 9 } },
        { op: 'compare', is: '<=', left: formula.score, right: { op: 'number', value: 6 } },
      ],
    },
    run,
    (block, partner, windows) => {
      promoters.add(block, partner, windows, block.conditions[0]!);
      detractors.add(block, partner, windows, block.conditions[1]!);
    },
  );
  return {
    at(group, slot) {
      const base = counts.base(group, slot);
      const p = promoters.of(group, slot, counts.windows);
      const d = detractors.of(group, slot, counts.windows);
      const score = npsOf(p, d, base.n);
      if (!score) return { ...base, numerator: 0, denominator: 0 };
      return {
        ...base,
        // In this order, so that 90 of 200 is 45 and not a little more.
        value: (100 * (p - d)) / base.n,
        low: run.intervals ? score.low : null,
        high: run.intervals ? score.high : null,
        numerator: p - d,
        denominator: base.n,
      };
    },
  };
}
