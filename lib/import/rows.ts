/** From a cell's bytes to a value in a typed column. */
import { type Clock, clockOf } from '@/lib/facts/time';
import { type ColumnArray, type ColumnDef, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { type ByteDictionary, CODES_AT_ONCE, hashOf, NO_HASH } from './byte-dictionary';
import { categoryReader, isNothing, meant, parseFlag } from './categories';
import { BAD, type CellReader, EMPTY, type Outcome, RememberingReader, text, WRITTEN } from './cell-reader';
import { currencyCode } from './currency';
import { CurrencyReader, type RowCurrencies } from './currency-reader';
import { parseDayBytes, parseTimeBytes } from './date-bytes';
import { type DateFormat, dayOf, inZone, minuteOf, offsetOf, parseDate } from './dates';
import { isFault, isSheetError, SHEET_ERROR } from './faults';
import type { MappedColumn } from './mapping';
import { type NumberFormat, parseNumber, shifted } from './numbers';
import { withoutReferences } from './references';

/** Names, ids and free text: the code of the cell as it is written. */
class NameReader implements CellReader {
  reason = '';
  readonly #hashes = new Int32Array(CODES_AT_ONCE);
  constructor(private readonly dictionary: ByteDictionary) {}

  read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    if (start === end) {
      out[row] = 0;
      return EMPTY;
    }
    if (end - start > LONGEST_TEXT) {
      this.reason = `is a text of ${(end - start).toLocaleString('en')} bytes; at most ${LONGEST_TEXT.toLocaleString('en')} are kept`;
      out[row] = 0;
      return BAD;
    }
    if (end - start < LONGEST_NOTHING && mayBeNothing(bytes[start]!)) {
      const cell = text(bytes, start, end);
      const bad = isSheetError(cell);
      if (bad) this.reason = SHEET_ERROR;
      if (bad || isNothing(cell, true)) {
        out[row] = 0;
        return bad ? BAD : EMPTY;
      }
    }
    out[row] = this.dictionary.code(bytes, start, end);
    return WRITTEN;
  }

  readEasy(
    out: Uint32Array,
    from: number,
    to: number,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
  ): void {
    const hashes = this.#hashes;
    for (let at = from; at < to; at += CODES_AT_ONCE) {
      const end = Math.min(to, at + CODES_AT_ONCE);
      for (let row = at; row < end; row++) {
        const start = starts[row]!;
        const stop = ends[row]!;
        const easy =
          start >= 0 &&
          start !== stop &&
          stop - start <= LONGEST_TEXT &&
          !isFault(bytes, start) &&
          (stop - start >= LONGEST_NOTHING || !mayBeNothing(bytes[start]!));
        hashes[row - at] = easy ? hashOf(bytes, start, stop) : NO_HASH;
      }
      this.dictionary.codes(bytes, starts, ends, at, end, hashes, out);
    }
  }
}

/** The same where characters are written as web pages write them: cell by cell. */
class ReferenceReader implements CellReader {
  readonly #names: NameReader;
  constructor(dictionary: ByteDictionary) {
    this.#names = new NameReader(dictionary);
  }

  get reason(): string {
    return this.#names.reason;
  }

  read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    if (bytes.subarray(start, end).indexOf(AMPERSAND) < 0)
      return this.#names.read(out, row, bytes, start, end);
    const cell = encoder.encode(withoutReferences(text(bytes, start, end)).trim());
    return this.#names.read(out, row, cell, 0, cell.length);
  }
}

const encoder = new TextEncoder();
const AMPERSAND = 38;

/** Bytes of a name or text: six times what a spreadsheet's cell holds. No page could show more. */
const LONGEST_TEXT = 200_000;

/** Cells of so many bytes say something. */
const LONGEST_NOTHING = 12;

/** Only cells that begin like #N/A, null, \N, (blank), [null] or a dash are worth a string. */
function mayBeNothing(first: number): boolean {
  return (
    first === 45 ||
    first === 0xe2 ||
    first === 35 ||
    first === 110 ||
    first === 78 ||
    first === 92 ||
    first === 40 ||
    first === 91
  );
}

class CategoryReader extends RememberingReader {
  readonly #canonical: (cell: string) => string | null;

  constructor(
    private readonly column: ColumnDef,
    private readonly dictionary: ByteDictionary,
    values: Record<string, string> | undefined,
  ) {
    super(0);
    this.#canonical = categoryReader(column, values);
  }

  protected parse(cell: string): number {
    if (isSheetError(cell)) return this.bad(SHEET_ERROR);
    const value = this.#canonical(cell);
    if (value === '' || (value === null && isNothing(cell, false))) return 0;
    if (value === null)
      return this.bad(`is none of ${this.column.values?.join(', ')}: map it to one of them`);
    if (!this.column.values && isNothing(value, true)) return 0;
    return this.dictionary.codeOf(value);
  }
}

class FlagReader extends RememberingReader {
  constructor(
    private readonly column: ColumnDef,
    private readonly values: Record<string, string> | undefined,
  ) {
    super(NO_FLAG);
  }

  protected parse(cell: string): number {
    const flag = meant(this.values, cell) === '' ? NO_FLAG : parseFlag(cell, this.column, this.values);
    if (flag !== null) return flag;
    return isNothing(cell, false) ? NO_FLAG : this.bad('is neither yes nor no');
  }
}

const ORDER_NAMES = {
  ymd: 'year-month-day',
  dmy: 'day/month/year',
  mdy: 'month/day/year',
  yymd: 'year/month/day with two digits',
};

class TimeReader extends RememberingReader {
  readonly #zone: Clock | number | null;

  constructor(
    private readonly clock: Clock,
    private readonly format: DateFormat,
    private readonly minutes: boolean,
  ) {
    super(NO_TIME);
    const { zone = null } = format;
    this.#zone = typeof zone === 'string' ? clockOf(zone) : zone;
  }

  override read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    if (!this.minutes) {
      const day = parseDayBytes(bytes, start, end);
      if (!Number.isNaN(day)) {
        out[row] = day;
        return WRITTEN;
      }
    } else if (end - start > 11) {
      // Times of day make nearly every cell distinct, so the usual forms are read without a string.
      const local = parseTimeBytes(bytes, start, end, this.format.order);
      if (!Number.isNaN(local)) {
        out[row] = local - offsetOf(local, this.#zone ?? this.clock);
        return WRITTEN;
      }
    }
    return super.read(out, row, bytes, start, end);
  }

  protected parse(cell: string): number {
    const written = parseDate(cell, this.format);
    const date = written && inZone(written, this.#zone);
    if (date) return this.minutes ? minuteOf(date, this.clock) : dayOf(date, this.clock);
    if (isNothing(cell, false)) return NO_TIME;
    const numeric = this.format.numeric ? ' or a plain number' : '';
    return this.bad(`is not a date that exists, written ${ORDER_NAMES[this.format.order]}${numeric}`);
  }
}

/** Powers of ten that a double holds exactly. */
const TEN = Array.from({ length: 23 }, (_, i) => 10 ** i);

class NumberReader implements CellReader {
  reason = '';
  readonly #decimal: number;
  readonly #shift: number;
  /** Minus is written for plus. */
  readonly #negated: boolean;

  /** @param shift decimal places to move the point to the right: 2 makes cents of euros */
  constructor(
    private readonly format: NumberFormat,
    shift: number,
    /** Says what is wrong with a currency in the cell, or null. */
    private readonly checkCurrency: ((written: string, row: number) => string | null) | null,
  ) {
    this.#decimal = format.decimal.charCodeAt(0);
    this.#shift = shift + (format.zeros ?? 0);
    this.#negated = format.negated ?? false;
  }

  read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    if (start === end) {
      out[row] = Number.NaN;
      return EMPTY;
    }
    const plain = this.format.percent ? Number.NaN : this.#plain(bytes, start, end);
    if (!Number.isNaN(plain)) {
      out[row] = plain;
      return WRITTEN;
    }
    return this.#written(out, row, text(bytes, start, end));
  }

  /** Digits with at most one decimal sign; anything else is NaN and left to the careful way. */
  #plain(bytes: Uint8Array, start: number, end: number): number {
    let p = start;
    const negative = bytes[p] === 45;
    if (negative) p++;
    if (end - p > 15 || p === end) return Number.NaN;
    let whole = 0;
    let places = -1;
    for (; p < end; p++) {
      const c = bytes[p]!;
      if (c >= 48 && c <= 57) {
        whole = whole * 10 + c - 48;
        if (places >= 0) places++;
      } else if (c === this.#decimal && places < 0 && p + 1 < end) places = 0;
      else return Number.NaN;
    }
    const shift = this.#shift - Math.max(0, places);
    const value = shift >= 0 ? whole * TEN[shift]! : whole / TEN[-shift]!;
    // Minus zero is zero: two rows must not differ by it.
    return negative !== this.#negated ? 0 - value : value;
  }

  #written(out: ColumnArray, row: number, cell: string): Outcome {
    out[row] = Number.NaN;
    const number = parseNumber(cell, this.format);
    if (!number) {
      if (isNothing(cell, false)) return EMPTY;
      const sign = this.format.decimal === '.' ? 'point' : 'comma';
      this.reason = this.format.mixed
        ? 'is not a number, or one of two: this column has decimal points and decimal commas'
        : `is not a number with a decimal ${sign}`;
      return BAD;
    }
    if (number.currency) {
      const problem = this.checkCurrency?.(number.currency, row) ?? null;
      if (problem || !this.checkCurrency) {
        this.reason = problem ?? 'is not a plain number';
        return BAD;
      }
    }
    const percent = number.percent || this.format.percent;
    const value = shifted(number.text, this.#shift - (percent ? 2 : 0));
    out[row] = (this.#negated ? -value : value) + 0;
    return WRITTEN;
  }
}

/** What the readers of one table share. */
export interface ReaderSettings {
  timeZone: string;
  /** Currency of rows that name none. */
  currency: string;
  /** Currency for every row, when the mapping says one. */
  constantCurrency: string | null;
  /** A currency column is mapped: money is kept with two places first and set right row by row. */
  currencyColumn: boolean;
  /** Where the cells of amounts say what they are in; then no column of its own does. */
  rowCurrencies: RowCurrencies | null;
  /** Places of the minor unit that money is read in. */
  moneyDigits: number;
  dictionary(domain: string): ByteDictionary;
}

/** @returns a reader for one mapped column, or for a constant (`mapped` then carries no formats) */
export function cellReader(
  column: ColumnDef,
  mapped: Pick<MappedColumn, 'date' | 'number' | 'values' | 'html'>,
  settings: ReaderSettings,
): CellReader {
  switch (column.kind) {
    case 'key':
    case 'text':
      return new (mapped.html ? ReferenceReader : NameReader)(settings.dictionary(column.domain!));
    case 'category':
      if (column.domain === 'currency')
        return (
          settings.rowCurrencies?.reader(mapped.values) ??
          new CurrencyReader(settings.dictionary('currency'), settings.currency, mapped.values)
        );
      return new CategoryReader(column, settings.dictionary(column.domain!), mapped.values);
    case 'flag':
      return new FlagReader(column, mapped.values);
    case 'day':
    case 'minute':
      return new TimeReader(
        clockOf(settings.timeZone),
        mapped.date ?? { order: 'ymd' },
        column.kind === 'minute',
      );
    case 'number':
      return new NumberReader(mapped.number ?? { decimal: '.' }, 0, null);
    case 'money':
      return new NumberReader(mapped.number ?? { decimal: '.' }, settings.moneyDigits, moneyCheck(settings));
  }
}

function moneyCheck(settings: ReaderSettings): (written: string, row: number) => string | null {
  if (settings.rowCurrencies) return settings.rowCurrencies.check;
  // A row with a currency column says itself what it is in; a symbol in the cell only repeats it.
  if (settings.currencyColumn) return () => null;
  const expected = settings.constantCurrency ?? settings.currency;
  return (written) => {
    const code = currencyCode(written, expected);
    if (code === expected) return null;
    const is = code ? `is in ${code}` : `has the unknown currency "${written}"`;
    return `${is}, but the rows are read as ${expected}: choose that currency or map a currency column`;
  };
}
