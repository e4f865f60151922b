/**
 * Arrays of numbers in few bytes. Storing and reading a chunk costs what its bytes cost, and most columns say little
 * with many: ids and row numbers count up, a currency is one value, codes and days lie in a small span.
 */

import type { ColumnArray } from '../facts/types';
import { NO_TIME } from '../facts/types';

const TYPES = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f64: Float64Array };
type TypeName = keyof typeof TYPES;

/** About what a run takes. */
const RUN_BYTES = 16;

/** Values that are first, first + step, first + 2 step ... */
interface Run {
  of: TypeName;
  first: number;
  step: number;
}

/** Values that are base + offset; where `holes`, offset 0 is the missing value and the others count from 1. */
interface Offsets {
  of: TypeName;
  base: number;
  holes: boolean;
  offsets: Uint8Array | Uint16Array | Uint32Array;
}

/** An array as stored; as it is where it could not be smaller. */
export type Packed<T extends ColumnArray = ColumnArray> = T | Run | Offsets;

/** @param values its buffer must be its own: storing a view would store all of its buffer */
export function pack<T extends ColumnArray>(values: T): Packed<T> {
  if (values.length < 2 || values.byteLength <= RUN_BYTES) return values;
  const of = typeOf(values);
  // The loops below see one type of array only, which is what makes them fast.
  const numbers = new Float64Array(values);
  return runOf(of, numbers) ?? offsetsOf(of, numbers, values.BYTES_PER_ELEMENT) ?? values;
}

/** @returns the very values that were packed, NaN and the sign of zero included */
export function unpack<T extends ColumnArray>(packed: Packed<T>, rows: number): T {
  if (ArrayBuffer.isView(packed)) return packed;
  const Type = TYPES[packed.of];
  if ('offsets' in packed) {
    const { base, holes, offsets } = packed;
    if (base === 0 && !holes) return new Type(offsets) as ColumnArray as T;
    const out = new Type(rows);
    const missing = missingIn(packed.of);
    for (let r = 0; r < rows; r++) {
      const offset = offsets[r]!;
      if (!holes) out[r] = base + offset;
      else out[r] = offset === 0 ? missing : base + offset - 1;
    }
    return out as ColumnArray as T;
  }
  const out = new Type(rows);
  const { first, step } = packed;
  if (step === 0) out.fill(first);
  else for (let r = 0; r < rows; r++) out[r] = first + r * step;
  return out as ColumnArray as T;
}

/** Bytes of the values as stored. */
export function packedBytes(packed: Packed): number {
  if (ArrayBuffer.isView(packed)) return packed.byteLength;
  return 'offsets' in packed ? packed.offsets.byteLength : RUN_BYTES;
}

function typeOf(values: ColumnArray): TypeName {
  if (values instanceof Float64Array) return 'f64';
  if (values instanceof Int32Array) return 'i32';
  return values instanceof Uint32Array ? 'u32' : 'u8';
}

/** The value that an array of this type has for nothing, where it has one far from the others. */
function missingIn(of: TypeName): number {
  return of === 'i32' ? NO_TIME : Number.NaN;
}

function runOf(of: TypeName, numbers: Float64Array): Run | null {
  const first = numbers[0]!;
  const step = numbers[1]! - first;
  if (Number.isNaN(first)) return numbers.every(Number.isNaN) ? { of, first, step: 0 } : null;
  for (let r = 0; r < numbers.length; r++) {
    const value = numbers[r]!;
    // The same sum as in `unpack`: a fraction must come out to the last bit.
    if (value !== (step === 0 ? first : first + r * step) || isMinusZero(value)) return null;
  }
  return { of, first, step };
}

/** No sum and no offset gives it back. */
function isMinusZero(value: number): boolean {
  return value === 0 && 1 / value < 0;
}

function offsetsOf(of: TypeName, numbers: Float64Array, width: number): Offsets | null {
  const missing = missingIn(of);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let holes = false;
  for (let r = 0; r < numbers.length; r++) {
    const value = numbers[r]!;
    if (value === missing || Number.isNaN(value)) {
      holes = true;
      continue;
    }
    // Beyond the safe integers a base and an offset do not always give the value back.
    if (!Number.isSafeInteger(value) || isMinusZero(value)) return null;
    if (value < low) low = value;
    if (value > high) high = value;
    // So written, two infinities, whose difference is no number, stay as they are too.
    if (!(high - low <= 0xffff_fffe)) return null;
  }
  const sizeOf = (last: number) => (last < 0x100 ? 1 : last < 0x1_0000 ? 2 : 4);
  const size = sizeOf(high - low + (holes ? 1 : 0));
  if (size >= width) return null;
  // Without a base, reading is one copy.
  const base = !holes && low >= 0 && high <= 0xffff_ffff && sizeOf(high) === size ? 0 : low;
  const Type = size === 1 ? Uint8Array : size === 2 ? Uint16Array : Uint32Array;
  const offsets = new Type(numbers.length);
  const shift = holes ? base - 1 : base;
  for (let r = 0; r < numbers.length; r++) {
    const value = numbers[r]!;
    offsets[r] = value === missing || Number.isNaN(value) ? 0 : value - shift;
  }
  return { of, base, holes, offsets };
}
