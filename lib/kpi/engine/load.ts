import { type ColumnArray, NO_CODE, NO_FLAG, NO_TIME } from '../../facts/types';
import { type NumberOp, numberOp } from './vector';

// One loop for each array type, so that each is compiled for its own.

export function loadCodes(values: Uint32Array, size: number): NumberOp {
  const missing = NO_CODE;
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const code = values[rows[i]!]!;
      out[i] = code === missing ? Number.NaN : code;
    }
  });
}

export function loadTimes(values: Int32Array, size: number): NumberOp {
  const missing = NO_TIME;
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const time = values[rows[i]!]!;
      out[i] = time === missing ? Number.NaN : time;
    }
  });
}

export function loadFloats(values: Float64Array, size: number): NumberOp {
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = values[rows[i]!]!;
  });
}

/** Money, each row times its rate of exchange. */
export function loadMoney(values: Float64Array, factor: Float64Array, size: number): NumberOp {
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = values[rows[i]!]! * factor[rows[i]!]!;
  });
}

export function loadFlags(values: Uint8Array, size: number): NumberOp {
  const missing = NO_FLAG;
  return numberOp(size, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const flag = values[rows[i]!]!;
      out[i] = flag === missing ? Number.NaN : flag;
    }
  });
}

export function load(values: ColumnArray, size: number): NumberOp {
  if (values instanceof Float64Array) return loadFloats(values, size);
  if (values instanceof Int32Array) return loadTimes(values, size);
  return values instanceof Uint32Array ? loadCodes(values, size) : loadFlags(values, size);
}
