/** What was seen of the quality of an import's rows. Kept with the import. */
export type FindingKind =
  /** The file says a row more than once; the last version counts. */
  | 'duplicate'
  /** Nothing identifies the row but its content. */
  | 'no-key'
  /** The row names no partner, nor a record through which it would find one. */
  | 'no-partner'
  /** The partner is in no directory: it got a page of its own. */
  | 'unknown-partner'
  /** A word without a known meaning. Of a closed list: the row was left out. Of a stage: it counts as open. */
  | 'unmapped'
  | 'out-of-range'
  | 'negative'
  /** The later of two days lies before the earlier one. */
  | 'before-start'
  | 'future'
  | 'too-old'
  | 'currency'
  | 'bad-date'
  | 'bad-number'
  | 'bad-value'
  | 'shape'
  /** An earlier row of the directory speaks of the same partner; they are one. */
  | 'joined'
  /** Several partners of a directory have the same: whoever is looked for by it is found by none, or by the wrong one. */
  | 'shared'
  /** The parent company is no partner of the directory. */
  | 'unknown-parent';

export interface Finding {
  kind: FindingKind;
  /** Column id of the table; null for the row as a whole. */
  column: string | null;
  /** Rows, or cells of a column. */
  count: number;
  /** The rows were not kept. */
  rejected: boolean;
  /** The first rows, each with its file and the value as the file or the table says it. */
  first: { file: string; row: number; value: string }[];
  /** Values with their number of rows, most rows first, where few values are what matters. */
  values?: { value: string; count: number }[];
}

export interface QualityReport {
  /** Rows that were looked at: of an import that a crash interrupted, those that were unchanged before it were not. */
  rows: number;
  findings: Finding[];
}

/** Rows listed of each finding. */
export const FIRST_ROWS = 5;
/** Values listed of each finding. */
export const MOST_VALUES = 20;
