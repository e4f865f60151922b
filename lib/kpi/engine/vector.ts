import { Answers } from './answers';

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

/** Buffers of one type, given out again once the work that they were for is done. */
class Pool<T> {
  private readonly all: T[] = [];
  next = 0;

  constructor(private readonly make: (size: number) => T) {}

  /** @returns a buffer with some room behind `size` numbers; what stands in it is anything */
  take(size: number): T {
    if (depth === 0 || size > BLOCK + 1) return this.make(size + 1);
    const at = this.next++;
    this.all[at] ??= this.make(BLOCK + 1);
    return this.all[at]!;
  }
}

let depth = 0;
const pools = {
  numbers: new Pool((size) => new Float64Array(size)),
  places: new Pool((size) => new Int32Array(size)),
  bytes: new Pool((size) => new Uint8Array(size)),
  answers: new Pool(() => new Answers()),
};

/**
 * Lends buffers to what is compiled and run within `work`, and takes them back at its end: a run of all KPIs would
 * otherwise throw away thousands of them. Nothing compiled within may be run later.
 */
export function lending<T>(work: () => T): T {
  const { numbers, places, bytes, answers } = pools;
  const marks = [numbers.next, places.next, bytes.next, answers.next] as const;
  depth++;
  try {
    return work();
  } finally {
    depth--;
    [numbers.next, places.next, bytes.next, answers.next] = marks;
  }
}

export const numberBuffer = (size: number): Float64Array => pools.numbers.take(size);
export const rowBuffer = (size: number): Int32Array => pools.places.take(size);
export const byteBuffer = (size: number): Uint8Array => pools.bytes.take(size);

/** Room for a look-up's answers, none of them given yet. */
export function noAnswers(): Answers {
  const answers = pools.answers.take(BLOCK);
  answers.clear();
  return answers;
}

const nothing = (): void => {};

export function constantNumber(size: number, value: number): NumberOp {
  return { out: numberBuffer(size).fill(value, 0, size), run: nothing, constant: value };
}

export function constantMask(size: number, value: boolean): MaskOp {
  return { out: byteBuffer(size).fill(value ? 1 : 0, 0, size), run: nothing, constant: value };
}

/** A buffer of `size` numbers filled by a loop over raw column values. */
export function numberOp(
  size: number,
  fill: (out: Float64Array, rows: Int32Array, count: number) => void,
): NumberOp {
  const out = numberBuffer(size);
  return { out, run: (rows, count) => fill(out, rows, count) };
}

export function maskOp(
  size: number,
  fill: (out: Uint8Array, rows: Int32Array, count: number) => void,
): MaskOp {
  const out = byteBuffer(size);
  return { out, run: (rows, count) => fill(out, rows, count) };
}
