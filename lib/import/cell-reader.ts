/** What reads cells into a column, and the outcomes it tells. */
import type { ColumnArray } from '@/lib/facts/types';
import { ByteDictionary } from './byte-dictionary';

/** The cell says nothing. */
export const EMPTY = 0;
export const WRITTEN = 1;
/** The cell is no value of this column; `reason` says why. */
export const BAD = 2;
export type Outcome = typeof EMPTY | typeof WRITTEN | typeof BAD;

/** Writes cells of one source column into a column of the table. */
export interface CellReader {
  /** Why the last bad cell is bad. */
  reason: string;
  /** Writes the value of bytes [start, end), or the missing value, to `out[row]`. */
  read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome;
  /**
   * Reads the cells of rows [from, to) that are easy, where many at once are faster.
   * @param starts where the cells begin in `bytes`; one that is negative lies elsewhere and is left alone
   * @param out gets the values; 0 = the cell is to be read by `read`
   */
  readEasy?(
    out: Uint32Array,
    from: number,
    to: number,
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
  ): void;
}

const decoder = new TextDecoder();

/** A cell as text. */
export function text(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Distinct cells whose reading is remembered; columns with more are read cell by cell. */
const REMEMBERED = 1 << 16;
const BAD_VALUE = -2147483647;

/** Reads each distinct cell once. */
export abstract class RememberingReader implements CellReader {
  reason = '';
  #seen = new ByteDictionary();
  #values = new Float64Array(256);

  /** @returns value to keep, `missing`, or BAD_VALUE after setting `reason` */
  protected abstract parse(cell: string): number;

  constructor(protected readonly missing: number) {}

  read(out: ColumnArray, row: number, bytes: Uint8Array, start: number, end: number): Outcome {
    let value: number;
    const known = this.#seen.find(bytes, start, end);
    if (known > 0) value = this.#values[known]!;
    else {
      value = this.parse(text(bytes, start, end));
      if (this.#seen.size < REMEMBERED) {
        const code = this.#seen.code(bytes, start, end);
        if (code >= this.#values.length) {
          const grown = new Float64Array(this.#values.length * 4);
          grown.set(this.#values);
          this.#values = grown;
        }
        this.#values[code] = value;
      }
    }
    if (value === BAD_VALUE) {
      if (known > 0) this.parse(text(bytes, start, end));
      out[row] = this.missing;
      return BAD;
    }
    out[row] = value;
    return Object.is(value, this.missing) ? EMPTY : WRITTEN;
  }

  protected bad(reason: string): number {
    this.reason = reason;
    return BAD_VALUE;
  }
}
