/**
 * The engine computes column by column, a batch of rows at a time: every node of an expression owns one small buffer,
 * fills it for the batch and hands it to its parent. The buffers stay in the processor's cache, the loops see one
 * array type each, and nothing is allocated per row. A batch is a list of row numbers, so that rows outside the
 * window are never read further.
 */
export const BLOCK = 2048;

/** Numbers of a batch of rows; NaN is missing. */
export interface NumberOp {
  readonly out: Float64Array;
  /** Fills `out` for the first `count` of `rows`; `count` is no larger than `out`. */
  run(rows: Int32Array, count: number): void;
  /** Set when every row has this value; `out` is filled from the start and `run` does nothing. */
  readonly constant?: number;
}

/** Truths of a batch of rows, 0 or 1. */
export interface MaskOp {
  readonly out: Uint8Array;
  run(rows: Int32Array, count: number): void;
  readonly constant?: boolean;
}

const nothing = (): void => {};

export function constantNumber(size: number, value: number): NumberOp {
  return { out: new Float64Array(size).fill(value), run: nothing, constant: value };
}

export function constantMask(size: number, value: boolean): MaskOp {
  return { out: new Uint8Array(size).fill(value ? 1 : 0), run: nothing, constant: value };
}

/** A buffer of `size` numbers filled by a loop over raw column values. */
export function numberOp(
  size: number,
  fill: (out: Float64Array, rows: Int32Array, count: number) => void,
): NumberOp {
  const out = new Float64Array(size);
  return { out, run: (rows, count) => fill(out, rows, count) };
}

export function maskOp(
  size: number,
  fill: (out: Uint8Array, rows: Int32Array, count: number) => void,
): MaskOp {
  const out = new Uint8Array(size);
  return { out, run: (rows, count) => fill(out, rows, count) };
}
