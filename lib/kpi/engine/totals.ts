import { nps as npsOf } from '../../stats/nps';
import { wilson } from '../../stats/wilson';
import type {
  Balance,
  Comparison,
  Condition,
  Count,
  Distinct,
  Nps,
  Pooled,
  Proportion,
  Sum,
} from '../expression';
import { kindOf, tableOf } from '../kinds';
import { type Block, COUNTED } from './batch';
import { type Evaluation, PROGRAMME } from './outcome';
import type { Run } from './run';
import type { ScanSpec } from './scan';
import { tally } from './tally';

/** Sums by group; group `partners` is that of things counted once for the programme. */
export class Totals {
  private readonly groups: Float64Array;
  private once = false;

  constructor(
    private readonly partners: number,
    private readonly windows: number,
  ) {
    this.groups = new Float64Array((partners + 1) * windows);
  }

  /** Adds a number for each counted row of a block. */
  add(block: Block, partner: Int32Array, windows: number, values: Float64Array | Uint8Array): void {
    const { marks, slots, rows, at, ripe } = block;
    const { groups } = this;
    const counted = COUNTED;
    // Rows come by partner: a group's sum stays out of memory until the next group's begins.
    let group = -1;
    let sum = 0;
    for (let k = 0; k < ripe; k++) {
      const i = at[k]!;
      if (marks[i] !== counted) continue;
      const next = partner[rows[i]!]! * windows + slots[i]!;
      if (next !== group) {
        if (group >= 0) groups[group] = sum;
        group = next;
        sum = groups[group]!;
      }
      sum += values[k]!;
    }
    if (group >= 0) groups[group] = sum;
  }

  /** Leaves out what was added of a partner. */
  forget(partner: number): void {
    if (partner === this.partners) this.once = true;
    this.groups.fill(0, partner * this.windows, (partner + 1) * this.windows);
  }

  of(group: number, slot: number, windows: number): number {
    const { groups, partners } = this;
    if (group !== PROGRAMME) return groups[group * windows + slot]!;
    if (this.once) return groups[partners * windows + slot]!;
    // Always in the order of partners, so that the sum is the same however each came to its own.
    let sum = 0;
    for (let at = slot; at < partners * windows; at += windows) sum += groups[at]!;
    return sum;
  }
}

export function proportion(formula: Proportion, run: Run): Evaluation {
  const P = run.context.facts.partners.length;
  const successes = new Totals(P, run.windows.length);
  const counts = tally(
    { rows: formula.rows, mature: formula.mature, conditions: [formula.success] },
    run,
    (block, partner, windows) => successes.add(block, partner, windows, block.conditions[0]!),
    [successes],
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
  const squares = formula.squares && new Totals(P, run.windows.length);
  const counts = tally(
    {
      rows: formula.rows,
      values: [formula.successes, formula.trials, ...(formula.squares ? [formula.squares] : [])],
      missing: formula.missing,
    },
    run,
    (block, partner, windows) => {
      successes.add(block, partner, windows, block.values[0]!);
      trials.add(block, partner, windows, block.values[1]!);
      squares?.add(block, partner, windows, block.values[2]!);
    },
    squares ? [successes, trials, squares] : [successes, trials],
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
      const size = squares && n ** 2 / squares.of(group, slot, counts.windows);
      const interval = size ? wilson((k / n) * size, size) : wilson(k, n);
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
    [totals],
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

/** Rows on one side less rows on the other, over all, times `factor`. */
function balanced(
  spec: ScanSpec & { conditions: readonly [Condition, Condition] },
  factor: number,
  run: Run,
) {
  const P = run.context.facts.partners.length;
  const pluses = new Totals(P, run.windows.length);
  const minuses = new Totals(P, run.windows.length);
  const counts = tally(
    spec,
    run,
    (block, partner, windows) => {
      pluses.add(block, partner, windows, block.conditions[0]!);
      minuses.add(block, partner, windows, block.conditions[1]!);
    },
    [pluses, minuses],
  );
  const evaluation: Evaluation = {
    at(group, slot) {
      const base = counts.base(group, slot);
      const p = pluses.of(group, slot, counts.windows);
      const d = minuses.of(group, slot, counts.windows);
      const score = npsOf(p, d, base.n);
      base.numerator = score ? p - d : 0;
      base.denominator = score ? base.n : 0;
      if (!score) return base;
      // In this order, so that 90 of 200 is 45 and not a little more.
      base.value = (factor * (p - d)) / base.n;
      if (run.intervals) {
        base.low = score.low! * (factor / 100);
        base.high = score.high! * (factor / 100);
      }
      return base;
    },
  };
  return evaluation;
}

export function nps({ rows, score, missing }: Nps, run: Run): Evaluation {
  const is = (comparison: Comparison, right: number): Condition => ({
    op: 'compare',
    is: comparison,
    left: score,
    right: { op: 'number', value: right },
  });
  return balanced({ rows, values: [score], missing, conditions: [is('>=', 9), is('<=', 6)] }, 100, run);
}

/** The interval is that of a net promoter score, on its own scale: the same difference of shares. */
export function balance({ rows, plus, minus }: Balance, run: Run): Evaluation {
  return balanced({ rows, conditions: [plus, minus] }, 1, run);
}
