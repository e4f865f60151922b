/**
 * The engine computes column by column, a block of rows at a time: every node of an expression owns one small buffer,
 * fills it for the block and hands it to its parent. The buffers stay in the processor's cache, the loops see one
 * array type each, and nothing is allocated per row.
 */
export const BLOCK = 2048;

/** Numbers of a block of rows; NaN is missing. */
export interface NumberOp {
  readonly out: Float64Array;
  /** Fills `out` with rows [from, from + count) of the table; count <= BLOCK. */
  run(from: number, count: number): void;
  /** Set when every row has this value; `out` is filled from the start and `run` does nothing. */
  readonly constant?: number;
}

/** Truths of a block of rows, 0 or 1. */
export interface MaskOp {
  readonly out: Uint8Array;
  run(from: number, count: number): void;
  readonly constant?: boolean;
}

const nothing = (): void => {};

export function constantNumber(value: number): NumberOp {
  return { out: new Float64Array(BLOCK).fill(value), run: nothing, constant: value };
}

export function constantMask(value: boolean): MaskOp {
  return { out: new Uint8Array(BLOCK).fill(value ? 1 : 0), run: nothing, constant: value };
}

/** A buffer filled by a loop over raw column values. */
export function numberOp(fill: (out: Float64Array, from: number, count: number) => void): NumberOp {
  const out = new Float64Array(BLOCK);
  return { out, run: (from, count) => fill(out, from, count) };
}

export function maskOp(fill: (out: Uint8Array, from: number, count: number) => void): MaskOp {
  const out = new Uint8Array(BLOCK);
  return { out, run: (from, count) => fill(out, from, count) };
}
