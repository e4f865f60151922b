import type { KeyIndex } from './key-index';
import { type FactsChange, MemoryFacts } from './memory';
import type { TableFacts } from './table';
import type { Dictionary, FactChunk } from './types';

export type { TableFacts } from './table';

export interface AssembleInput {
  /** Chunks of any tables in import order: of two rows with the same identity the later one holds. */
  chunks: readonly FactChunk[];
  /** Dictionaries whose values are read: those of categories named in conditions, and of texts to be shown. */
  dictionaries: readonly Dictionary[];
  /** Domain -> number of codes, the missing one included. A domain left out is sized from the columns. */
  dictionarySizes: Readonly<Record<string, number>>;
  /** Code of the dictionary `partner` -> partner ordinal, -1 = none. */
  partnerOfCode: Int32Array;
  /** Partners by ordinal. */
  partners: readonly { readonly id: string }[];
  /**
   * Columns that were asked of the store, by table, where not all were: reading another one is then an error
   * instead of a silent blank.
   */
  loaded?: Readonly<Record<string, readonly string[]>>;
}

/** All facts in memory. */
export interface Facts {
  readonly partners: readonly { readonly id: string }[];
  /** Rows of one table; without rows when nothing was imported into it. */
  table(id: string): TableFacts;
  /** Number of codes of a dictionary, the missing one included. */
  size(domain: string): number;
  /**
   * Rows of one of these tables by the codes of a column, which follow the facts; null where the table is another view
   * of its rows, or has no such column.
   */
  index(table: TableFacts, column: string): KeyIndex | null;
  /**
   * Codes of a value: none when no row has it, several when sources write it in different letter case.
   * @throws RangeError when the dictionary was not loaded
   */
  codes(domain: string, value: string): readonly number[];
  /** Value of a code, '' for the missing one; null when the dictionary was not loaded. */
  value(domain: string, code: number): string | null;
  /** What came and went since the facts were put together, oldest first. */
  readonly changes: readonly FactsChange[];
  /**
   * Takes in what was imported since, without putting the facts together again.
   * @returns false when only that would do: partners came, went or took over other names, rows were deleted, or too
   * many are gone
   * @throws RangeError when a chunk is of an unknown table; nothing was taken in then
   */
  append(more: Appended): boolean;
}

/** New chunks, and dictionaries and names as they are with them. */
export type Appended = Omit<AssembleInput, 'loaded'>;

/**
 * Puts imported chunks together: keeps the last version of every row, gives each row its partner (its own, else that
 * of its deal, order, lead or customer) and orders rows by partner. Columns are put together only when they are read.
 * Chunks are kept, not copied; they must not change afterwards.
 */
export function assembleFacts(input: AssembleInput): Facts {
  return new MemoryFacts(input);
}
