import { NOBODY } from '../../facts/table';
import type { Company, Value } from '../expression';
import { kindOf, tableOf } from '../kinds';
import { COUNTED, EXCLUDED, IMMATURE } from './batch';
import { noRateBetween } from './conversion';
import type { Evaluation, Outcome } from './outcome';
import type { Run } from './run';
import { compileScan, windowOf } from './scan';

/** What was read in one window. */
interface Sums {
  n: number;
  total: number;
  immature: number;
  excluded: Record<string, number>;
  currencies: Set<number>;
}

/** A total over every row of the table, whosever it is: the same for each partner and for the programme. */
export function company({ of }: Company, run: Run): Evaluation {
  const { context } = run;
  const table = context.facts.table(tableOf(of.rows.table).id);
  const values: Value[] = of.kind === 'sum' ? [of.value] : [];
  const money = of.kind === 'sum' && kindOf(of.value, table.definition).is === 'money';
  const windows = windowOf(of.rows, run.windows, run.spec, context.asOfDay);
  const only = run.observer?.only(run.path, table);
  const scan = compileScan(
    {
      rows: of.rows,
      values,
      missing: of.kind === 'sum' ? of.missing : undefined,
      money,
      maturityDays: run.maturityDays,
      only,
    },
    windows,
    context,
    table.rows,
  );
  const slots = windows.map(
    (): Sums => ({ n: 0, total: 0, immature: 0, excluded: {}, currencies: new Set() }),
  );
  scan.read(table.spans(NOBODY), (block) => {
    for (let i = 0; i < block.count; i++) {
      const mark = block.marks[i]!;
      const sums = slots[block.slots[i]!]!;
      if (mark === COUNTED) sums.n++;
      else if (mark === IMMATURE) sums.immature++;
      else {
        const reason = scan.reasons[mark - EXCLUDED]!;
        sums.excluded[reason] = (sums.excluded[reason] ?? 0) + 1;
      }
    }
    if (values.length > 0)
      for (let k = 0; k < block.ripe; k++) {
        const i = block.at[k]!;
        if (block.marks[i] !== COUNTED) continue;
        const sums = slots[block.slots[i]!]!;
        sums.total += block.values[0]![k]!;
        const code = block.currency ? block.currency[k]! : (scan.currency ?? Number.NaN);
        if (!Number.isNaN(code)) sums.currencies.add(code);
      }
    run.observer?.see(run.path, table, block, scan.reasons, scan.scope.moneyDate);
  });
  return {
    at(_group, slot) {
      const { n, total, immature, excluded, currencies } = slots[slot]!;
      const numerator = of.kind === 'sum' ? total : n;
      const outcome: Outcome = {
        value: n > 0 ? numerator : null,
        n,
        low: null,
        high: null,
        numerator,
        denominator: null,
        immature,
        excluded,
      };
      if (!money) return outcome;
      const names = [...currencies].map((code) => context.cache.currencyName(code));
      if (names.length > 1)
        return { ...outcome, value: null, reason: noRateBetween(context.cache, names[0], names[1]) };
      return { ...outcome, currency: names[0] ?? context.cache.currencyName(context.cache.ownCurrency) };
    },
  };
}
