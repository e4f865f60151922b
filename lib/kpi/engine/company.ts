import { grown, roomFor } from '../../facts/growing';
import { GONE, NOBODY, type Span } from '../../facts/table';
import type { Company, Value } from '../expression';
import { kindOf, tableOf } from '../kinds';
import { COUNTED, EXCLUDED, IMMATURE, OUTSIDE } from './batch';
import { type Context, narrowed, widened } from './context';
import { noRateBetween } from './conversion';
import { type Evaluation, type Outcome, outcomeOf } from './outcome';
import { NONE } from './reading';
import type { Run } from './run';
import { compileScan, type ScanSpec, windowOf } from './scan';
import { rowsTouchedBy, touchedBy } from './touched';
import { lending } from './vector';

/** A total over every row of the table, whosever it is: the same for each partner and for the programme. */
export function company({ of }: Company, run: Run): Evaluation {
  const { context } = run;
  const id = tableOf(of.rows.table).id;
  const values: Value[] = of.kind === 'sum' ? [of.value] : [];
  const money = of.kind === 'sum' && kindOf(of.value, tableOf(id)).is === 'money';
  const windows = windowOf(of.rows, run.windows, run.spec, context.asOfDay);
  const spec: ScanSpec = {
    rows: of.rows,
    values,
    missing: of.kind === 'sum' ? of.missing : undefined,
    money,
    maturityDays: run.maturityDays,
  };
  const W = windows.length;
  /**
   * What each row was to a count, so that single rows can be taken out of it: whole numbers come out the same in any
   * order. Sums of fractions do not, and are kept by partner; so are rows that count once for theirs.
   */
  let wasCounted =
    run.readings && of.kind === 'count' && W === 1 && !of.rows.once
      ? new Uint8Array(roomFor(context.facts.table(id).rows))
      : null;
  /** By group and window; the first group is that of the rows without a partner, and the only one of single rows. */
  const groups = wasCounted ? 1 : (context.facts.partners.length + 1) * W;
  const counted = new Int32Array(groups);
  const immature = new Int32Array(groups);
  const totals = new Float64Array(groups);
  /** The first currency of each group's counted money and the first other one, 0 = none. */
  const currency = new Int32Array(groups);
  const another = new Int32Array(groups);
  const left: { reason: string; counts: Int32Array }[] = [];

  const read = (spans: readonly Span[], inside: Context): void =>
    lending(() => {
      const table = context.facts.table(id);
      const only = run.observer?.only(run.path, table);
      const rows = spans.reduce((sum, { from, to }) => sum + to - from, 0);
      const scan = compileScan({ ...spec, only }, windows, inside, rows);
      const excluded = scan.reasons.map((reason) => {
        let known = left.find((one) => one.reason === reason);
        if (!known) {
          known = { reason, counts: new Int32Array(groups) };
          left.push(known);
        }
        return known.counts;
      });
      const markOf = scan.reasons.map(
        (reason) => EXCLUDED + left.findIndex((known) => known.reason === reason),
      );
      const { partner } = table;
      scan.read(spans, (block) => {
        const { marks, slots, at, ripe } = block;
        const groupOf = (i: number): number =>
          wasCounted ? 0 : (partner[block.rows[i]!]! + 1) * W + slots[i]!;
        for (let i = 0; i < block.count; i++) {
          const mark = marks[i]!;
          if (mark === COUNTED) counted[groupOf(i)]!++;
          else if (mark === IMMATURE) immature[groupOf(i)]!++;
          else excluded[mark - EXCLUDED]![groupOf(i)]!++;
          if (wasCounted) wasCounted[block.rows[i]!] = mark < EXCLUDED ? mark : markOf[mark - EXCLUDED]!;
        }
        if (values.length > 0)
          for (let k = 0; k < ripe; k++) {
            const i = at[k]!;
            if (marks[i] !== COUNTED) continue;
            const group = groupOf(i);
            totals[group]! += block.values[0]![k]!;
            const code = block.currency ? block.currency[k]! : (scan.currency ?? Number.NaN);
            if (Number.isNaN(code) || code === currency[group]) continue;
            if (currency[group] === 0) currency[group] = code;
            else if (another[group] === 0) another[group] = code;
          }
        run.observer?.see(run.path, table, block, scan.reasons, scan.scope.moneyDate);
      });
    });
  read(context.facts.table(id).spans(NOBODY), widened(context));

  const stale = new Set<number>();
  let known: Outcome[] | null = null;
  const staleRows = new Set<number>();
  const refreshRows = (kept: Uint8Array): void => {
    const { partner } = context.facts.table(id);
    for (const row of staleRows) {
      const mark = kept[row]!;
      if (mark === COUNTED) counted[0]!--;
      else if (mark === IMMATURE) immature[0]!--;
      else if (mark !== OUTSIDE) left[mark - EXCLUDED]!.counts[0]!--;
      kept[row] = OUTSIDE;
    }
    const list = Int32Array.from([...staleRows].filter((row) => partner[row] !== GONE));
    staleRows.clear();
    read([{ from: 0, to: list.length, list }], narrowed(context, []));
  };
  const refresh = (): void => {
    const again = [...stale].sort((a, b) => a - b);
    stale.clear();
    for (const partner of again)
      for (const kept of [counted, immature, totals, currency, another, ...left.map(({ counts }) => counts)])
        kept.fill(0, (partner + 1) * W, (partner + 2) * W);
    const table = context.facts.table(id);
    read(
      again.map((partner) => table.span(partner)),
      narrowed(context, again),
    );
  };
  run.readings?.push({
    note(change) {
      if (wasCounted) {
        const rows = rowsTouchedBy(spec, context, change);
        if (rows.length === 0) return NONE;
        wasCounted = grown(wasCounted, context.facts.table(id).rows);
        for (const row of rows) staleRows.add(row);
      } else {
        const touched = touchedBy(spec, context, change);
        if (touched.size === 0) return NONE;
        for (const partner of touched) stale.add(partner);
      }
      known = null;
      return 'everyone';
    },
    ready: () => {},
  });

  const whole = (slot: number): Outcome => {
    const sum = (counts: Int32Array | Float64Array): number => {
      let all = 0;
      for (let at = slot; at < groups; at += W) all += counts[at]!;
      return all;
    };
    const n = sum(counted);
    const numerator = of.kind === 'sum' ? sum(totals) : n;
    const excluded: Record<string, number> = {};
    for (const { reason, counts } of left) {
      const rows = sum(counts);
      if (rows > 0) excluded[reason] = rows;
    }
    const outcome = outcomeOf(n, sum(immature), excluded);
    outcome.value = n > 0 ? numerator : null;
    outcome.numerator = numerator;
    if (!money) return outcome;
    const codes = new Set<number>();
    for (let at = slot; at < groups; at += W) {
      if (currency[at] !== 0) codes.add(currency[at]!);
      if (another[at] !== 0) codes.add(another[at]!);
    }
    const names = [...codes].map((code) => context.cache.currencyName(code));
    if (names.length > 1)
      return { ...outcome, value: null, reason: noRateBetween(context.cache, names[0], names[1]) };
    return { ...outcome, currency: names[0] ?? context.cache.currencyName(context.cache.ownCurrency) };
  };
  return {
    at(_group, slot) {
      if (stale.size > 0) refresh();
      if (wasCounted && staleRows.size > 0) refreshRows(wasCounted);
      known ??= windows.map((_, each) => whole(each));
      return { ...known[slot]! };
    },
  };
}
