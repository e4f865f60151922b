import { minorDigits } from '../../facts/currency';
import type { TableFacts } from '../../facts/factset';
import { grown } from '../../facts/growing';
import { factTables } from '../../facts/registry';
import { GONE } from '../../facts/table';
import { isoDay } from '../../facts/time';
import { NO_TIME } from '../../facts/types';
import { moneyDate } from '../eligibility';
import type { FactsCache } from './cache';

/** Money of a table's rows in the workspace currency, as far as there are rates. */
export interface Conversion {
  /** What each row's minor units are multiplied by, 1 where they stay; null when all stay. */
  factor: Float64Array | null;
  /** Currency code of each row's money after that; null when all are in the workspace currency. */
  currency: Uint32Array | null;
  /** Rows that stay in another currency for want of a rate: its code -> first and last day, NO_TIME = no day. */
  missing: ReadonlyMap<number, { first: number; last: number }>;
}

/** Day at whose rate each row is converted: that of `date`, where that is empty the table's own. */
export function moneyDays(cache: FactsCache, table: TableFacts, date: string): (row: number) => number {
  const own = table.definition.date;
  const days = table.has(date) ? cache.dayColumn(table, date) : null;
  const others = own !== date && table.has(own) ? cache.dayColumn(table, own) : null;
  return (row) => {
    const day = days ? days[row]! : NO_TIME;
    return day === NO_TIME && others ? others[row]! : day;
  };
}

/**
 * @param date day column that the rows are placed by
 * @returns null when every row is in the workspace currency: then there is nothing to do
 */
export function convert(cache: FactsCache, table: TableFacts, date: string): Conversion | null {
  if (!table.definition.columns.currency || !table.has('currency') || table.rows === 0) return null;
  const { canonicalCurrency: canonical, ownCurrency: own } = cache;
  // Where nobody ever named another currency, no row has to be looked at.
  if (canonical.every((code) => code === own)) return null;
  const codes = table.column('currency') as Uint32Array;
  /** Currency code -> first and last day of its rows. */
  const spans = new Map<number, { first: number; last: number }>();
  const dayOf = moneyDays(cache, table, date);
  const { partner } = table;
  for (let row = 0; row < codes.length; row++) {
    const code = canonical[codes[row]!]!;
    if (code === own || partner[row] === GONE) continue;
    const day = dayOf(row);
    const span = spans.get(code);
    if (!span) spans.set(code, { first: day, last: day });
    else {
      if (day < span.first) span.first = day;
      if (day > span.last) span.last = day;
    }
  }
  if (spans.size === 0) return null;
  const { rates } = cache;
  const ownDigits = minorDigits(cache.currencyName(own));
  /** Currency code -> factor of each day from `first` on. */
  const factors = new Map<number, { first: number; daily: Float64Array }>();
  if (!rates.empty)
    for (const [code, { first, last }] of spans) {
      // Days before 1970 have no rates; a row without a day has none either.
      const from = Math.max(0, first);
      const daily = last >= from ? rates.daily(code, own, from, last) : new Float64Array(0);
      if (!daily.some((rate) => rate > 0)) continue;
      const scale = 10 ** (ownDigits - minorDigits(cache.currencyName(code)));
      factors.set(code, { first: from, daily: daily.map((rate) => rate * scale) });
    }

  const factor = factors.size > 0 ? new Float64Array(table.rows).fill(1) : null;
  const currency = new Uint32Array(table.rows).fill(own);
  const missing = new Map<number, { first: number; last: number }>();
  for (let row = 0; row < codes.length; row++) {
    const code = canonical[codes[row]!]!;
    if (code === own || partner[row] === GONE) continue;
    const day = dayOf(row);
    const known = factors.get(code);
    const rate = known && day >= known.first ? known.daily[day - known.first]! : Number.NaN;
    if (rate > 0) {
      factor![row] = rate;
      continue;
    }
    currency[row] = code;
    const span = missing.get(code);
    if (!span) missing.set(code, { first: day, last: day });
    else {
      span.first = Math.min(span.first, day);
      span.last = Math.max(span.last, day);
    }
  }
  return { factor, currency: missing.size > 0 ? currency : null, missing };
}

/**
 * Takes rows into a conversion that came after it was made.
 * @returns false when it has to be made anew: rows cannot be converted, or are the first to be
 */
export function extended(
  made: Conversion | null,
  cache: FactsCache,
  table: TableFacts,
  date: string,
  came: readonly number[],
): boolean {
  const codes = table.column('currency') as Uint32Array;
  const { canonicalCurrency: canonical, ownCurrency: own } = cache;
  const foreign = came.filter((row) => canonical[codes[row]!] !== own);
  if (!made) return foreign.length === 0;
  if (made.currency || !made.factor) return false;
  const factor = grown(made.factor, table.rows, 1);
  made.factor = factor;
  const dayOf = moneyDays(cache, table, date);
  const ownDigits = minorDigits(cache.currencyName(own));
  return foreign.every((row) => {
    const code = canonical[codes[row]!]!;
    const day = dayOf(row);
    const rate = day >= 0 ? cache.rates.quote(code, own, day)?.rate : undefined;
    if (!rate || !(rate > 0)) return false;
    factor[row] = rate * 10 ** (ownDigits - minorDigits(cache.currencyName(code)));
    return true;
  });
}

/**
 * Why money in several currencies makes no figure, and what to do.
 * @param code currency that has no rate; null when it is not known which
 * @param day day of a row that needs it, NO_TIME when it has none, null when it is not known
 */
export function noRate(cache: FactsCache, code: number | null, day: number | null): string {
  const own = cache.currencyName(cache.ownCurrency);
  const several = 'The rows are in several currencies, and there is';
  const then = `import rates as “Exchange rates”, or the rows in ${own}.`;
  if (code === null) return `${several} no rate to ${own} for some: ${then}`;
  const pair = `${cache.currencyName(code)}/${own}`;
  if (day === NO_TIME)
    return `${several} no day whose ${pair} rate a row could be converted at: date the rows.`;
  if (day === null) return `${several} no ${pair} rate: ${then}`;
  const { mostDays } = cache.rates;
  return `${several} no ${pair} rate for ${isoDay(day)} or the ${mostDays} days before it: ${then}`;
}

/** Why figures in these two currencies cannot be put together. */
export function noRateBetween(cache: FactsCache, a: string | undefined, b: string | undefined): string {
  const own = cache.currencyName(cache.ownCurrency);
  const other = a === own ? b : a;
  for (const definition of Object.values(factTables)) {
    if (!definition.columns.currency) continue;
    const made = cache.conversion(cache.facts.table(definition.id), moneyDate(definition));
    for (const [code, { first }] of made?.missing ?? [])
      if (cache.currencyName(code) === other) return noRate(cache, code, first);
  }
  return noRate(cache, null, null);
}
