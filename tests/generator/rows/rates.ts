import { minorDigits } from '@/lib/facts/currency';
import { factTable } from '@/lib/facts/registry';
import { Random } from '../random';
import { type GeneratorOptions, MONTH, type Row } from '../world';

/** About how much of each currency a euro is worth. */
const PER_EURO: Readonly<Record<string, number>> = { USD: 1.09, GBP: 0.86, JPY: 158 };

/** An amount thought of in euros, in another currency, with its decimals. */
export function inCurrency(euros: number, currency: string): number {
  const units = 10 ** minorDigits(currency);
  return Math.round(euros * (PER_EURO[currency] ?? 1) * units) / units;
}

/** The amounts of rows, which are thought of in euros, in each row's own currency. */
export function inOwnCurrency(table: string, rows: readonly Row[]): Row[] {
  const { columns } = factTable(table);
  const money = Object.keys(columns).filter((id) => columns[id]!.kind === 'money');
  if (!columns.currency || money.length === 0) return [...rows];
  return rows.map((row) => {
    const { currency } = row;
    if (typeof currency !== 'string' || !(currency in PER_EURO)) return row;
    const own = { ...row };
    for (const id of money) if (typeof own[id] === 'number') own[id] = inCurrency(own[id], currency);
    return own;
  });
}

/** Reference rates for one euro on every working day, which wander a little. */
export function rateRows({ asOfDay, months, seed }: GeneratorOptions): Row[] {
  const random = new Random(seed).fork('rates');
  const rows: Row[] = [];
  const rates = Object.entries(PER_EURO).map(([to, rate]) => ({ to, rate, usual: rate }));
  // A month more than the facts, for those that happen before their row is made.
  for (let day = asOfDay - (months + 3) * MONTH; day < asOfDay; day++) {
    // 1970-01-01 was a Thursday, so days 2 and 3 of a week from it are a weekend.
    if (day % 7 === 2 || day % 7 === 3) continue;
    for (const each of rates) {
      const back = 0.02 * Math.log(each.usual / each.rate);
      each.rate *= Math.exp(back + random.normal(0, 0.004));
      rows.push({ day, from: 'EUR', to: each.to, rate: Number(each.rate.toPrecision(5)) });
    }
  }
  return rows;
}
