import { type ColumnArray, NO_CODE, NO_FLAG, NO_TIME } from '../../facts/types';
import { type NumberOp, numberOp } from './vector';

// One loop for each array type, so that each is compiled for its own.

export function loadCodes(values: Uint32Array): NumberOp {
  return numberOp((out, from, count) => {
    for (let i = 0; i < count; i++) {
      const code = values[from + i]!;
      out[i] = code === NO_CODE ? Number.NaN : code;
    }
  });
}

export function loadTimes(values: Int32Array): NumberOp {
  return numberOp((out, from, count) => {
    for (let i = 0; i < count; i++) {
      const time = values[from + i]!;
      out[i] = time === NO_TIME ? Number.NaN : time;
    }
  });
}

export function loadFloats(values: Float64Array): NumberOp {
  return numberOp((out, from, count) => {
    for (let i = 0; i < count; i++) out[i] = values[from + i]!;
  });
}

export function loadFlags(values: Uint8Array): NumberOp {
  return numberOp((out, from, count) => {
    for (let i = 0; i < count; i++) {
      const flag = values[from + i]!;
      out[i] = flag === NO_FLAG ? Number.NaN : flag;
    }
  });
}

export function load(values: ColumnArray): NumberOp {
  if (values instanceof Float64Array) return loadFloats(values);
  if (values instanceof Int32Array) return loadTimes(values);
  return values instanceof Uint32Array ? loadCodes(values) : loadFlags(values);
}
