/** What a row is to a KPI. From EXCLUDED on: left out, with reason number `mark - EXCLUDED`. */
export const OUTSIDE = 0;
export const COUNTED = 1;
export const IMMATURE = 2;
export const EXCLUDED = 3;

/** A batch of classified rows, all of them of the population. Buffers are only good until the next batch. */
export interface Block {
  count: number;
  /** Row numbers, ascending. */
  rows: Int32Array;
  marks: Uint8Array;
  /** Number of the window that a row lies in; all 0 where there is one window. */
  slots: Uint8Array;
  /** Places in this batch of the rows that have an outcome; read on only where the mark is still COUNTED. */
  at: Int32Array;
  /** Number of those places. */
  ripe: number;
  /** Numbers of the ripe rows, by their position in `at`. */
  values: readonly Float64Array[];
  conditions: readonly Uint8Array[];
  /** Currency codes of the ripe rows, when the spec asks for money and there is more than one. */
  currency: Float64Array | null;
}
