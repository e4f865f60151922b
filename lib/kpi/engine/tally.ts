import { NOBODY } from '../../facts/table';
import { NO_PARTNER } from '../eligibility';
import { tableOf } from '../kinds';
import { type Block, COUNTED, EXCLUDED, IMMATURE } from './batch';
import { moneyDays, noRate } from './conversion';
import type { Outcome } from './outcome';
import { PROGRAMME } from './outcome';
import type { Run } from './run';
import { compileScan, type Scan, type ScanSpec, windowOf } from './scan';

/** Currency of a group's money: none yet, or its code, or several. */
const NOTHING = 0;
const SEVERAL = -1;

/** Counts of the rows of a formula by partner and window, and the means to read more from the same rows. */
export interface Tally {
  readonly windows: number;
  /** Counted rows by group: partner * windows + slot. */
  readonly counted: Int32Array;
  /** Counted rows of all partners by slot; a thing that several partners have counts once. */
  readonly total: Int32Array;
  /**
   * Counts, reasons and currency of a group, without a value.
   * @param named whether the currency is named: not where money is divided by money
   */
  base(group: number, slot: number, named?: boolean): Outcome;
}

const NO_REASONS: Readonly<Record<string, number>> = Object.freeze({});

/**
 * Reads the rows of a formula once: counts what is counted, immature and left out, follows the currency, and hands
 * each block to `each` for what the formula wants besides.
 */
export function tally(
  spec: ScanSpec,
  run: Run,
  each?: (block: Block, partner: Int32Array, windows: number) => void,
): Tally {
  const { context } = run;
  const table = context.facts.table(tableOf(spec.rows.table).id);
  const spans = context.partners ? context.partners.map((p) => table.span(p)) : table.spans(0);
  const rowCount = spans.reduce((sum, { from, to }) => sum + to - from, 0);
  const windows = windowOf(spec.rows, run.windows, run.spec, context.asOfDay);
  const only = run.observer?.only(run.path, table);
  const scan = compileScan({ ...spec, maturityDays: run.maturityDays, only }, windows, context, rowCount);
  const { partner } = table;
  const W = windows.length;
  const P = context.facts.partners.length;
  const counted = new Int32Array(P * W);
  const immature = new Int32Array(P * W);
  const excluded = scan.reasons.map(() => new Int32Array(P * W));
  const total = new Int32Array(W);
  const currency = spec.money && scan.currency === null ? new Int32Array(P * W) : null;
  /** Of each group a row whose money is not in the workspace currency, -1 without one. */
  const foreign = currency ? new Int32Array(P * W).fill(-1) : null;

  const count = (block: Block): void => {
    const { rows, marks, slots, fresh } = block;
    const [isCounted, isImmature, isExcluded] = [COUNTED, IMMATURE, EXCLUDED];
    for (let i = 0; i < block.count; i++) {
      const mark = marks[i]!;
      const group = partner[rows[i]!]! * W + slots[i]!;
      if (mark === isCounted) {
        counted[group]!++;
        if (fresh === null || fresh[i] === 1) total[slots[i]!]!++;
      } else if (mark === isImmature) immature[group]!++;
      else excluded[mark - isExcluded]![group]!++;
    }
    if (currency) followCurrency(block, partner, W, currency, foreign!, context.cache.ownCurrency);
    each?.(block, partner, W);
    run.observer?.see(run.path, table, block, scan.reasons);
  };
  scan.read(spans, count);

  /** Rows of the population without a partner, by slot. */
  const nobody = new Int32Array(W);
  if (!context.partners)
    scan.read([table.span(NOBODY)], ({ slots, count: rows }) => {
      for (let i = 0; i < rows; i++) nobody[slots[i]!]!++;
    });

  const everyone = (counts: Int32Array, slot: number): number => {
    let sum = 0;
    for (let p = 0; p < P; p++) sum += counts[p * W + slot]!;
    return sum;
  };
  const reasonsOf = (of: (counts: Int32Array) => number): Readonly<Record<string, number>> => {
    let found: Record<string, number> | null = null;
    for (let k = 0; k < excluded.length; k++) {
      const rows = of(excluded[k]!);
      if (rows === 0) continue;
      found ??= {};
      found[scan.reasons[k]!] = rows;
    }
    return found ?? NO_REASONS;
  };
  const currencyOf = (group: number, slot: number): number => {
    if (!currency) return scan.currency ?? NOTHING;
    if (group !== PROGRAMME) return currency[group * W + slot]!;
    let one = NOTHING;
    for (let p = 0; p < P; p++) {
      const code = currency[p * W + slot]!;
      if (code === NOTHING) continue;
      if (one !== NOTHING && one !== code) return SEVERAL;
      one = code;
    }
    return one;
  };

  const foreignOf = (group: number, slot: number): number => {
    if (group !== PROGRAMME) return foreign![group * W + slot]!;
    let row = -1;
    for (let p = 0; p < P && row < 0; p++) row = foreign![p * W + slot]!;
    return row;
  };

  return {
    windows: W,
    counted,
    total,
    base(group, slot, named = true) {
      const programme = group === PROGRAMME;
      const at = group * W + slot;
      let reasons = reasonsOf((counts) => (programme ? everyone(counts, slot) : counts[at]!));
      if (programme && nobody[slot]! > 0) reasons = { ...reasons, [NO_PARTNER]: nobody[slot]! };
      const outcome: Outcome = {
        value: null,
        n: programme ? total[slot]! : counted[at]!,
        low: null,
        high: null,
        numerator: null,
        denominator: null,
        immature: programme ? everyone(immature, slot) : immature[at]!,
        excluded: reasons,
      };
      if (spec.money) {
        const code = currencyOf(group, slot);
        if (code === SEVERAL) outcome.reason = unconverted(scan, foreignOf(group, slot));
        else if (named)
          outcome.currency = context.cache.currencyName(code === NOTHING ? context.cache.ownCurrency : code);
      }
      return outcome;
    },
  };
}

function followCurrency(
  { marks, slots, rows, at, ripe, currency }: Block,
  partner: Int32Array,
  windows: number,
  groups: Int32Array,
  foreign: Int32Array,
  own: number,
): void {
  for (let k = 0; k < ripe; k++) {
    const i = at[k]!;
    const code = currency![k]!;
    if (marks[i] !== COUNTED || Number.isNaN(code)) continue;
    const row = rows[i]!;
    const group = partner[row]! * windows + slots[i]!;
    if (code !== own && foreign[group] === -1) foreign[group] = row;
    if (groups[group] === NOTHING) groups[group] = code;
    else if (groups[group] !== code) groups[group] = SEVERAL;
  }
}

/** Why a row's money stays in another currency. */
function unconverted({ scope, money }: Scan, row: number): string {
  const { cache } = scope.context;
  for (const { table, date } of money) {
    const conversion = cache.conversion(table, date);
    if (!conversion?.currency) continue;
    if (table !== scope.table || date !== scope.moneyDate) {
      const [first] = conversion.missing;
      if (first) return noRate(cache, first[0], first[1].first);
    } else if (row >= 0 && conversion.currency[row] !== cache.ownCurrency)
      return noRate(cache, conversion.currency[row]!, moneyDays(cache, table, date)(row));
  }
  return noRate(cache, null, null);
}
