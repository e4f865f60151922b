/**
 * What a fact table is. Facts are kept as columns, never as row objects: each column is one typed array,
 * and a table is described by data so that the importer, the store, the engine and the evidence drawer
 * read the same description.
 */

/**
 * How a column is kept.
 * - `key`      identity or reference: code into the dictionary of `domain` (Uint32Array, 0 = missing)
 * - `category` one of a small set of canonical values: code into the dictionary of `domain` (Uint32Array, 0 = missing)
 * - `text`     shown, never computed with: code into the dictionary of `domain` (Uint32Array, 0 = missing)
 * - `day`      calendar day in the workspace time zone, days since 1970-01-01 (Int32Array, NO_TIME = missing)
 * - `minute`   instant, minutes since the epoch in UTC (Int32Array, NO_TIME = missing)
 * - `money`    minor units of the row's currency (Float64Array, NaN = missing)
 * - `number`   plain number (Float64Array, NaN = missing)
 * - `flag`     0 no, 1 yes, NO_FLAG = missing (Uint8Array)
 */
export type ColumnKind = 'key' | 'category' | 'text' | 'day' | 'minute' | 'money' | 'number' | 'flag';

export type ColumnArray = Uint32Array | Int32Array | Float64Array | Uint8Array;

/** Missing marker of `day` and `minute` columns. */
export const NO_TIME = -2147483648;
/** Missing marker of `flag` columns. */
export const NO_FLAG = 255;
/** Code of the missing value in every dictionary. */
export const NO_CODE = 0;

export interface ColumnDef {
  kind: ColumnKind;
  /** Shown in the mapping table and the evidence drawer. */
  label: string;
  /** One sentence: what the value means, with its unit. */
  description: string;
  /** Dictionary shared by every column with the same domain: two columns join when their domains match. */
  domain?: string;
  /** Canonical values of a `category`; an imported value outside them (after `synonyms`) is a bad cell. */
  values?: readonly string[];
  /** Folded source value -> canonical value, for `category` and `flag` columns. */
  synonyms?: Readonly<Record<string, string>>;
  /** A plan: its days may lie in the future and say nothing about how new the data is. */
  ahead?: boolean;
  /** A row without it is a bad row. */
  required?: boolean;
  /** Header names that mean this column in common exports; compared folded (NFC, trim, lower case, no punctuation). */
  aliases?: readonly string[];
}

export interface FactTable {
  /** File name without extension, e.g. `deals`. */
  id: string;
  name: string;
  description: string;
  columns: Readonly<Record<string, ColumnDef>>;
  /** Columns whose values together identify a row; a later import of the same identity replaces the earlier row. */
  identity: readonly string[];
  /** Column that places a row in time by default; used to prune chunks. */
  date: string;
  /** Day at whose rate its money is converted where a KPI places the rows by none; `date` when left out or empty. */
  moneyDate?: string;
  /** Its rows are plans, known before the day that they begin: those dated on or after the as-of day are seen as well. */
  plans?: boolean;
}

/** A piece of one import's rows of one table, as stored. Every array has `rows` elements. */
export interface FactChunk {
  table: string;
  importId: number;
  rows: number;
  /** Column id -> values. A column that the import did not fill is left out and reads as missing. */
  columns: Record<string, ColumnArray>;
  /**
   * Row identity: a number given by the importer, from 1, equal in two rows of a table exactly when they are the
   * same row in two versions. No dictionary: the identity columns themselves say what it stands for.
   */
  id: Uint32Array;
  /** 53-bit hash of the row's content; identifies rows that have no identity of their own. */
  hash: Float64Array;
  /** Number of the row in its source file, 1 = the first line after the header. */
  sourceRow: Int32Array;
  /** Index into the import's list of files. */
  sourceFile: Uint8Array;
  /** Its rows are no more since this import: deleted where they came from. Only identity columns are filled. */
  gone?: true;
}

/** Names of one dictionary in code order; index 0 is the missing value. */
export interface Dictionary {
  domain: string;
  values: readonly string[];
}
