import type { Facts } from '../facts/factset';
import { factTables } from '../facts/registry';
import { NO_TIME } from '../facts/types';
import type { Workspace } from '../facts/workspace';
import { moneyDate } from './eligibility';
import { createContext } from './engine/context';

/** Rows whose money is in one currency. */
export interface CurrencyUse {
  currency: string;
  rows: number;
  /** Rows that have no rate on their day. */
  unconverted: number;
}

/** Rates of one pair of currencies. */
export interface RateSpan {
  from: string;
  to: string;
  rates: number;
  /** First and last day with a rate. */
  first: number;
  last: number;
}

/** Tables whose rows have money and name its currency, with the columns that its conversion reads. */
export const CURRENCY_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(factTables)
    .filter(
      (table) => table.columns.currency && Object.values(table.columns).some(({ kind }) => kind === 'money'),
    )
    .map((table) => [table.id, [...new Set(['currency', table.date, moneyDate(table)])]]),
);

/** Which currencies the facts are in, the most used first, and which rates of exchange there are, by name. */
export function currenciesOf(facts: Facts, workspace: Workspace): { uses: CurrencyUse[]; spans: RateSpan[] } {
  const { cache } = createContext(facts, workspace, 0, null);
  const uses = new Map<number, CurrencyUse>();
  for (const id of Object.keys(CURRENCY_COLUMNS)) {
    const table = facts.table(id);
    if (table.rows === 0) continue;
    const codes = table.has('currency') ? (table.column('currency') as Uint32Array) : null;
    const left = cache.conversion(table, moneyDate(table.definition))?.currency;
    for (let row = 0; row < table.rows; row++) {
      const code = codes ? cache.canonicalCurrency[codes[row]!]! : cache.ownCurrency;
      let use = uses.get(code);
      if (!use) {
        use = { currency: cache.currencyName(code), rows: 0, unconverted: 0 };
        uses.set(code, use);
      }
      use.rows++;
      if (left && left[row] !== cache.ownCurrency) use.unconverted++;
    }
  }

  const spans = new Map<string, RateSpan>();
  const rates = facts.table('rates');
  if (rates.rows > 0) {
    const day = rates.column('day') as Int32Array;
    const rate = rates.column('rate') as Float64Array;
    const [from, to] = ['from', 'to'].map((column) => rates.column(column) as Uint32Array);
    for (let row = 0; row < rates.rows; row++) {
      if (!(rate[row]! > 0) || day[row] === NO_TIME) continue;
      const pair = [from![row]!, to![row]!].map((code) => cache.currencyName(cache.canonicalCurrency[code]!));
      const span = spans.get(pair.join('/'));
      if (!span)
        spans.set(pair.join('/'), {
          from: pair[0]!,
          to: pair[1]!,
          rates: 1,
          first: day[row]!,
          last: day[row]!,
        });
      else {
        span.rates++;
        span.first = Math.min(span.first, day[row]!);
        span.last = Math.max(span.last, day[row]!);
      }
    }
  }
  return {
    uses: [...uses.values()].sort((a, b) => b.rows - a.rows),
    spans: [...spans.values()].sort((a, b) => (`${a.from}/${a.to}` < `${b.from}/${b.to}` ? -1 : 1)),
  };
}
