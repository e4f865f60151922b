/** The currency of rows: from a column of its own, or from the cells that hold the amounts. */
import type { ColumnArray } from '@/lib/facts/types';
import type { ByteDictionary } from './byte-dictionary';
import { isNothing, meant } from './categories';
import { type Outcome, RememberingReader } from './cell-reader';
import { currencyCode } from './currency';
import { currencyOf } from './numbers';

export class CurrencyReader extends RememberingReader {
  constructor(
    private readonly dictionary: ByteDictionary,
    private readonly workspace: string,
    private readonly values: Record<string, string> | undefined,
  ) {
    super(0);
  }

  protected parse(cell: string): number {
    const written = meant(this.values, cell) ?? cell;
    if (isNothing(written, false)) return 0;
    const code = currencyCode(written, this.workspace);
    return code ? this.dictionary.codeOf(code) : this.bad('is no ISO 4217 currency code');
  }
}

/** What the amounts of each row of the buffer are in, where their own cells say it. */
export class RowCurrencies {
  #codes: ColumnArray | null = null;

  constructor(
    private readonly dictionary: ByteDictionary,
    /** Decides between the countries that share a symbol. */
    private readonly workspace: string,
  ) {}

  /** Reader of the currency out of amounts; an amount without one leaves the row's to the next column. */
  reader(values: Record<string, string> | undefined): RememberingReader {
    return new AmountCurrencyReader(this.dictionary, this.workspace, values, (codes) => {
      this.#codes = codes;
    });
  }

  /** Says what is wrong with an amount in another currency than the row's, or null. */
  check = (written: string, row: number): string | null => {
    const code = this.#codes?.[row] ?? 0;
    const own = currencyCode(written, this.workspace);
    const expected = code === 0 ? this.workspace : this.dictionary.value(code);
    if (own === null || own === expected || currencyCode(written, expected) === expected) return null;
    return `is in ${own}, but another amount of the row is in ${expected}: a row has one currency`;
  };
}

/** Reads what an amount is in. */
class AmountCurrencyReader extends RememberingReader {
  constructor(
    private readonly dictionary: ByteDictionary,
    private readonly workspace: string,
    private readonly values: Record<string, string> | undefined,
    private readonly noteCodes: (codes: ColumnArray) => void,
  ) {
    super(0);
  }

  override read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    this.noteCodes(out);
    return super.read(out, row, bytes, start, end);
  }

  protected parse(cell: string): number {
    const written = currencyOf(cell);
    if (written === '') return 0;
    const code = currencyCode(meant(this.values, written) ?? written, this.workspace);
    if (code) return this.dictionary.codeOf(code);
    return this.bad(`has a currency of several countries or of none, "${written}": choose the currency`);
  }
}
