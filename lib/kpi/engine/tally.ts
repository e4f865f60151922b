import { NOBODY, type Span } from '../../facts/table';
import { NO_PARTNER } from '../eligibility';
import { tableOf } from '../kinds';
import type { DayWindow } from '../types';
import { type Block, COUNTED, EXCLUDED, IMMATURE, OUTSIDE } from './batch';
import { type Context, narrowed, type SomePartners } from './context';
import { moneyDays, noRate } from './conversion';
import { Things } from './once';
import { NO_REASONS, type Outcome, outcomeOf, PROGRAMME } from './outcome';
import { compilePopulation } from './population';
import type { Run } from './run';
import { compileScan, oncePerRow, type Scan, type ScanSpec, windowOf } from './scan';
import { touchedBy } from './touched';
import { lending } from './vector';

/** Currency of a group's money: none yet, or its code, or several. */
const NOTHING = 0;
const SEVERAL = -1;

/** Counts of the rows of a formula by partner and window, and the means to read more from the same rows. */
export interface Tally {
  readonly windows: number;
  /** Counted rows by group: partner * windows + slot. Ask for the group's base first. */
  readonly counted: Int32Array;
  /**
   * Counts, reasons and currency of a group, without a value.
   * @param named whether the currency is named: not where money is divided by money
   */
  base(group: number, slot: number, named?: boolean): Outcome;
}

/** What is gathered of a formula's rows by partner besides their counts. */
export interface Gathered {
  /**
   * Leaves out what it has of a partner, whose rows are read again. The number after the last partner stands for the
   * programme of things that count once, each of which is handed over once then.
   */
  forget(partner: number): void;
}

/**
 * Reads the rows of a formula once: counts what is counted, immature and left out, follows the currency, and hands
 * each block to `each` for what the formula wants besides. Rows of partners are read again after facts came or went.
 *
 * @param gathered all that `each` adds to; where it is left out, the formula cannot follow the facts
 */
export function tally(
  spec: ScanSpec,
  run: Run,
  each?: (block: Block, partner: Int32Array, windows: number) => void,
  gathered: readonly Gathered[] = [],
): Tally {
  const { context } = run;
  const id = tableOf(spec.rows.table).id;
  const windows = windowOf(spec.rows, run.windows, run.spec, context.asOfDay);
  const W = windows.length;
  const P = context.facts.partners.length;
  const counted = new Int32Array(P * W);
  const immature = new Int32Array(P * W);
  /** Rows left out, by reason. */
  const left: { reason: string; counts: Int32Array }[] = [];
  const simple = oncePerRow(spec.rows, context);
  const things =
    spec.rows.once && !simple
      ? new Things(P, (spec.values?.length ?? 0) + (spec.conditions?.length ?? 0))
      : null;
  let currency: Int32Array | null = null;
  /** Of each group a row whose money is not in the workspace currency, -1 without one. */
  let foreign: Int32Array | null = null;
  let latest!: Scan;
  let lastBlock: Block | null = null;

  const compile = (rowCount: number, of: Context): Scan => {
    const only = run.observer?.only(run.path, of.facts.table(id));
    const kept = run.shared !== null;
    latest = compileScan({ ...spec, maturityDays: run.maturityDays, only, kept }, windows, of, rowCount);
    return latest;
  };

  const readAll = (spans: readonly Span[], of: Context): void => {
    const scan = compile(
      spans.reduce((sum, { from, to }) => sum + to - from, 0),
      of,
    );
    const table = context.facts.table(id);
    const { partner } = table;
    if (spec.money && scan.currency === null && !currency) {
      currency = new Int32Array(P * W);
      foreign = new Int32Array(P * W).fill(-1);
    }
    const excluded = scan.reasons.map((reason) => {
      let known = left.find((one) => one.reason === reason);
      if (!known) {
        known = { reason, counts: new Int32Array(P * W) };
        left.push(known);
      }
      return known.counts;
    });
    scan.read(spans, (block) => {
      const { rows, marks, slots } = block;
      const [isCounted, isImmature, isExcluded] = [COUNTED, IMMATURE, EXCLUDED];
      // Rows come by partner: what is counted is written down once for each.
      let last = -1;
      let streak = 0;
      for (let i = 0; i < block.count; i++) {
        const mark = marks[i]!;
        const group = partner[rows[i]!]! * W + slots[i]!;
        if (mark === isCounted) {
          if (group !== last) {
            if (streak > 0) counted[last]! += streak;
            last = group;
            streak = 0;
          }
          streak++;
        } else if (mark === isImmature) immature[group]!++;
        else excluded[mark - isExcluded]![group]!++;
      }
      if (streak > 0) counted[last]! += streak;
      if (currency) followCurrency(block, partner, W, currency, foreign!, context.cache.ownCurrency);
      each?.(block, partner, W);
      if (scan.things) things?.take(block, partner, scan.things.codes);
      lastBlock = block;
      run.observer?.see(run.path, table, block, scan.reasons, scan.scope.moneyDate);
    });
  };
  const readRows = (spans: readonly Span[], of: Context): void => lending(() => readAll(spans, of));
  const first = context.facts.table(id);
  readRows(context.partners ? context.partners.map((p) => first.span(p)) : first.spans(0), context);

  /** Partners whose rows have to be read again, marked 1, and how many they are. */
  const stale = new Uint8Array(P);
  let stales = 0;
  /** Counted things of all partners by slot, each once; null = not told yet. */
  let total: Float64Array | null = null;
  /** Rows of the population without a partner, by slot; null = not counted yet. */
  let nobody: Int32Array | null = null;

  const ready = (some: SomePartners): void => {
    if (stales === 0) return;
    const again = some.partners.filter((p) => stale[p] === 1);
    if (again.length === 0) return;
    total = null;
    stales -= again.length;
    for (const p of again) {
      stale[p] = 0;
      for (const counts of [counted, immature, ...left.map((one) => one.counts)])
        counts.fill(0, p * W, (p + 1) * W);
      currency?.fill(NOTHING, p * W, (p + 1) * W);
      foreign?.fill(-1, p * W, (p + 1) * W);
      things?.forget(p);
      for (const each of gathered) each.forget(p);
    }
    const table = context.facts.table(id);
    readRows(
      again.map((p) => table.span(p)),
      again.length === some.partners.length ? some : narrowed(context, again),
    );
  };
  run.readings?.push({
    note(change) {
      if (each && gathered.length === 0) return null;
      const touched = touchedBy(spec, context, change);
      if (touched.size === 0) return touched;
      if (simple !== oncePerRow(spec.rows, context)) return null;
      for (const p of touched)
        if (p === NOBODY) nobody = null;
        else if (stale[p] === 0) {
          stale[p] = 1;
          stales++;
        }
      return touched;
    },
    ready,
  });

  const everyone = (counts: Int32Array, slot: number): number => {
    let sum = 0;
    for (let p = 0; p < P; p++) sum += counts[p * W + slot]!;
    return sum;
  };
  /** Things that count once make a programme of their own. */
  const programme = (slot: number): number => {
    if (!things) return everyone(counted, slot);
    if (!total) {
      const counts = new Float64Array(W);
      total = counts;
      for (const one of gathered) one.forget(P);
      const all = Int32Array.of(P);
      const { marks, base } = context.cache.seen(latest.things?.size ?? 0);
      if (lastBlock)
        things.each(marks, base, lastBlock, W > 1, (block) => {
          for (let i = 0; i < block.count; i++) counts[block.slots[i]!]!++;
          if (gathered.length > 0) each!(block, all, W);
        });
    }
    return total[slot]!;
  };
  const withoutPartner = (slot: number): number => {
    nobody ??= context.partners ? new Int32Array(W) : unnamedRows(spec, windows, run);
    return nobody[slot]!;
  };
  /** @param at number of the group, null = all of the slot */
  const reasonsOf = (at: number | null, slot: number): Readonly<Record<string, number>> => {
    let found: Record<string, number> | null = null;
    for (const { reason, counts } of left) {
      const rows = at === null ? everyone(counts, slot) : counts[at]!;
      if (rows === 0) continue;
      found ??= {};
      found[reason] = rows;
    }
    return found ?? NO_REASONS;
  };
  const currencyOf = (group: number, slot: number): number => {
    if (!currency) return latest.currency ?? NOTHING;
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
    base(group, slot, named = true) {
      const all = group === PROGRAMME;
      if (stales > 0) ready(narrowed(context, all ? stale.keys() : [group]));
      const at = group * W + slot;
      let reasons = reasonsOf(all ? null : at, slot);
      const unnamed = all ? withoutPartner(slot) : 0;
      if (unnamed > 0) reasons = { ...reasons, [NO_PARTNER]: unnamed };
      const outcome = all
        ? outcomeOf(programme(slot), everyone(immature, slot), reasons)
        : outcomeOf(counted[at]!, immature[at]!, reasons);
      if (spec.money) {
        const code = currencyOf(group, slot);
        if (code === SEVERAL) outcome.reason = unconverted(latest, foreignOf(group, slot));
        else if (named)
          outcome.currency = context.cache.currencyName(code === NOTHING ? context.cache.ownCurrency : code);
      }
      return outcome;
    },
  };
}

/** Counts the rows of the population that have no partner, by window; formulas that look at the same rows share it. */
function unnamedRows(
  { rows }: ScanSpec,
  windows: readonly DayWindow[],
  { context, observer, path }: Run,
): Int32Array {
  const name = JSON.stringify([rows.table, rows.date, rows.where, rows.undated !== undefined, windows]);
  let counts = observer ? undefined : context.unnamed.get(name);
  if (!counts) {
    const found = new Int32Array(windows.length);
    const table = context.facts.table(rows.table);
    const span = table.span(NOBODY);
    lending(() => {
      const population = compilePopulation(
        { rows, only: observer?.only(path, table) },
        rows.undated ? EXCLUDED : OUTSIDE,
        windows,
        narrowed(context, []),
        span.to - span.from,
      );
      const { slots } = population.found;
      population.search([span], (count) => {
        for (let i = 0; i < count; i++) found[slots[i]!]!++;
      });
    });
    counts = found;
    if (!observer) context.unnamed.set(name, counts);
  }
  return counts;
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
