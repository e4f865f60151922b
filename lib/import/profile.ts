/** What a column of a file looks like, from all of its cells. */
import { ByteDictionary } from './byte-dictionary';
import { DateTally, type DetectedDate, detectDate } from './date-tally';
import { isFault } from './faults';
import { type DetectedNumber, detectNumber, NumberTally } from './numbers';

export interface ColumnProfile {
  source: number;
  /** Header as written. */
  header: string;
  /** Header to show: never empty, never twice. */
  label: string;
  filled: number;
  blank: number;
  /** Different values; a lower bound when there are many. */
  distinct: number;
  /** No two cells are alike, as far as was looked. */
  unique: boolean;
  /** Most frequent values first. */
  top: { value: string; count: number }[];
  date: DetectedDate & {
    /** Share of the cells written like dates, and of those that could be dates (plain numbers too). */
    share: number;
    possible: number;
    /** Cells with a time of day. */
    timed: number;
  };
  number: DetectedNumber & {
    share: number;
    currencies: [string, number][];
    /** Every figure but zero is below it. */
    below: boolean;
  };
  /** Number format if the column is a share of something. */
  shareFormat: DetectedNumber;
}

/** Distinct values kept per column. */
const KEPT = 1_000;
const TOP = 50;

const decoder = new TextDecoder();

export class ColumnProfiler {
  filled = 0;
  blank = 0;
  readonly #values = new ByteDictionary();
  #counts = new Int32Array(256);
  readonly #dates = new DateTally();
  readonly #numbers = new NumberTally();
  /** What the cells beyond the kept values are tallied as, decided once those are full. */
  #beyond: 'date' | 'number' | 'none' | null = null;
  #repeated = false;

  /** @param escaped the cell holds doubled quotes */
  add(bytes: Uint8Array, start: number, end: number, escaped: boolean): void {
    if (start === end) {
      this.blank++;
      return;
    }
    this.filled++;
    // An error of a sheet says nothing about the column.
    if (isFault(bytes, start)) return;
    if (this.#beyond === null) {
      const code = escaped
        ? this.#values.codeOf(decoder.decode(bytes.subarray(start, end)).replaceAll('""', '"'))
        : this.#values.code(bytes, start, end);
      if (code >= this.#counts.length) {
        const grown = new Int32Array(this.#counts.length * 2);
        grown.set(this.#counts);
        this.#counts = grown;
      }
      if (++this.#counts[code]! > 1) this.#repeated = true;
      if (this.#values.size >= KEPT) this.#decide();
      return;
    }
    if (this.#beyond === 'none') return;
    if (this.#beyond === 'date') this.#date(bytes, start, end);
    else this.#number(bytes, start, end);
  }

  #decide() {
    const dates = new DateTally();
    const numbers = new NumberTally();
    for (let code = 1; code <= this.#values.size; code++) {
      dates.add(this.#values.value(code));
      numbers.add(this.#values.value(code));
    }
    this.#beyond = dates.share > 0.5 ? 'date' : numbers.share > 0.5 ? 'number' : 'none';
  }

  /** Year-first and numeric dates by their first parts; the rest by the careful way. */
  #date(bytes: Uint8Array, start: number, end: number) {
    let p = start;
    let first = 0;
    while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) first = first * 10 + bytes[p++]! - 48;
    const digits = p - start;
    const mark = bytes[p++];
    if (mark === 45 || mark === 47) {
      const from = p;
      let second = 0;
      while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) second = second * 10 + bytes[p++]! - 48;
      const plausible = p > from && p - from <= 2 && bytes[p] === mark && second > 0;
      if (plausible && digits === 4 && first < 2400 && second <= 12) {
        this.#dates.iso++;
        return;
      }
      if (plausible && digits > 0 && digits <= 2 && first > 0 && first <= 12 && second <= 12) {
        this.#dates.either++;
        return;
      }
    }
    this.#dates.add(decoder.decode(bytes.subarray(start, end)));
  }

  /** Digits with a point or comma that is not before three digits; the rest by the careful way. */
  #number(bytes: Uint8Array, start: number, end: number) {
    let p = start;
    while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) p++;
    const mark = bytes[p];
    if ((mark === 46 || mark === 44) && p > start) {
      const from = ++p;
      while (p < end && bytes[p]! >= 48 && bytes[p]! <= 57) p++;
      const places = p - from;
      if (p === end && places > 0 && places !== 3) {
        if (mark === 46) this.#numbers.point++;
        else this.#numbers.comma++;
        this.#numbers.above++;
        return;
      }
    } else if (p === end) {
      this.#numbers.plain++;
      this.#numbers.above++;
      return;
    }
    this.#numbers.add(decoder.decode(bytes.subarray(start, end)));
  }

  finish(source: number, header: string, label: string): ColumnProfile {
    const top: { value: string; count: number }[] = [];
    for (let code = 1; code <= this.#values.size; code++) {
      const value = this.#values.value(code);
      const count = this.#counts[code]!;
      top.push({ value, count });
      this.#dates.add(value, count);
      this.#numbers.add(value, count);
    }
    top.sort((a, b) => b.count - a.count);
    const dates = this.#dates;
    const numbers = this.#numbers;
    return {
      source,
      header,
      label,
      filled: this.filled,
      blank: this.blank,
      distinct: this.#values.size,
      unique: this.filled > 0 && !this.#repeated,
      top: top.slice(0, TOP),
      date: {
        ...detectDate(dates),
        share: dates.share,
        possible: dates.possible,
        timed: dates.timed,
      },
      number: {
        ...detectNumber(numbers),
        share: numbers.share,
        below: numbers.below > 0 && numbers.above === 0,
        currencies: [...numbers.currencies].sort((a, b) => b[1] - a[1]),
      },
      shareFormat: detectNumber(numbers, true),
    };
  }
}
