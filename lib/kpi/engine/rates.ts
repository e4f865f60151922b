import type { Facts } from '../../facts/factset';
import { NO_TIME } from '../../facts/types';

/** Rates of one pair of currencies, by day. */
interface Series {
  days: Int32Array;
  rates: Float64Array;
}

/** What one unit of a currency is worth in another. */
export interface Quote {
  rate: number;
  /** Day of the rate; of two, the earlier. */
  day: number;
  /** Code of the currency through which it was worked out. */
  through?: number;
}

/**
 * Exchange rates of the facts. The rate of a day is the latest one on or before it that is not too old: the pair's
 * own, else the inverse of the opposite pair's, else by the one other currency that both have a rate with (of several
 * the one whose rates are newest, then the first by name).
 */
export class Rates {
  /** From code -> to code -> rates. */
  private readonly pairs = new Map<number, Map<number, Series>>();
  private readonly common = new Map<string, readonly number[]>();

  /**
   * @param canonical dictionary code -> code of the currency
   * @param nameOf ISO code of a currency's code
   * @param mostDays how old a rate may be
   */
  constructor(
    facts: Facts,
    canonical: Uint32Array,
    private readonly nameOf: (code: number) => string,
    readonly mostDays: number,
  ) {
    const table = facts.table('rates');
    if (table.rows === 0) return;
    const day = table.column('day') as Int32Array;
    const from = table.column('from') as Uint32Array;
    const to = table.column('to') as Uint32Array;
    const rate = table.column('rate') as Float64Array;
    const rows = new Map<number, Map<number, number[]>>();
    for (let row = 0; row < table.rows; row++) {
      // A rate of nothing, or of less, is none.
      if (!(rate[row]! > 0) || day[row] === NO_TIME || from[row] === 0 || to[row] === 0) continue;
      const a = canonical[from[row]!]!;
      const b = canonical[to[row]!]!;
      if (a === b) continue;
      const byTo = rows.get(a) ?? new Map<number, number[]>();
      rows.set(a, byTo);
      const list = byTo.get(b);
      if (list) list.push(row);
      else byTo.set(b, [row]);
    }
    for (const [a, byTo] of rows)
      this.pairs.set(
        a,
        new Map(
          [...byTo].map(([b, list]) => {
            // Of two on one day the later row holds, as sorting keeps their order.
            list.sort((x, y) => day[x]! - day[y]!);
            return [
              b,
              {
                days: Int32Array.from(list, (r) => day[r]!),
                rates: Float64Array.from(list, (r) => rate[r]!),
              },
            ];
          }),
        ),
      );
  }

  get empty(): boolean {
    return this.pairs.size === 0;
  }

  private latest(from: number, to: number, day: number): Quote | null {
    const series = this.pairs.get(from)?.get(to);
    if (!series) return null;
    const at = lastUpTo(series.days, day);
    if (at < 0 || day - series.days[at]! > this.mostDays) return null;
    return { rate: series.rates[at]!, day: series.days[at]! };
  }

  private leg(from: number, to: number, day: number): Quote | null {
    const direct = this.latest(from, to, day);
    if (direct) return direct;
    const inverse = this.latest(to, from, day);
    return inverse && { rate: 1 / inverse.rate, day: inverse.day };
  }

  /** The rate of a day, null where there is none. */
  quote(from: number, to: number, day: number): Quote | null {
    if (day === NO_TIME) return null;
    const direct = this.leg(from, to, day);
    if (direct) return direct;
    let best: Quote | null = null;
    for (const through of this.bases(from, to)) {
      const a = this.leg(from, through, day);
      const b = a && this.leg(through, to, day);
      if (!b) continue;
      const older = Math.min(a.day, b.day);
      if (!best || older > best.day) best = { rate: a.rate * b.rate, day: older, through };
    }
    return best;
  }

  /** Currencies that both have some rate with, by name. */
  private bases(from: number, to: number): readonly number[] {
    const name = `${from}|${to}`;
    let bases = this.common.get(name);
    if (!bases) {
      bases = this.commonTo(from, to);
      this.common.set(name, bases);
    }
    return bases;
  }

  private commonTo(from: number, to: number): number[] {
    const partners = (code: number) => {
      const all = new Set(this.pairs.get(code)?.keys());
      for (const [other, byTo] of this.pairs) if (byTo.has(code)) all.add(other);
      return all;
    };
    const mine = partners(from);
    return [...partners(to)]
      .filter((code) => mine.has(code) && code !== from && code !== to)
      .sort((a, b) => (this.nameOf(a) < this.nameOf(b) ? -1 : 1));
  }

  /** Rates of consecutive days [first, last], NaN where there is none. */
  daily(from: number, to: number, first: number, last: number): Float64Array {
    return Float64Array.from(
      { length: last - first + 1 },
      (_, i) => this.quote(from, to, first + i)?.rate ?? Number.NaN,
    );
  }
}

/** Place of the last day <= day among ascending ones, -1 when there is none. */
function lastUpTo(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
