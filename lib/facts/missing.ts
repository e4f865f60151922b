import { type ColumnArray, type ColumnDef, type ColumnKind, NO_CODE, NO_FLAG, NO_TIME } from './types';

/** Marker of a missing value in a column of this kind. */
export function missingOf(kind: ColumnKind): number {
  switch (kind) {
    case 'day':
    case 'minute':
      return NO_TIME;
    case 'money':
    case 'number':
      return Number.NaN;
    case 'flag':
      return NO_FLAG;
    default:
      return NO_CODE;
  }
}

/** A column of `rows` values, all missing. */
export function missingColumn(kind: ColumnKind, rows: number): ColumnArray {
  switch (kind) {
    case 'day':
    case 'minute':
      return new Int32Array(rows).fill(NO_TIME);
    case 'money':
    case 'number':
      return new Float64Array(rows).fill(Number.NaN);
    case 'flag':
      return new Uint8Array(rows).fill(NO_FLAG);
    default:
      return new Uint32Array(rows);
  }
}

/** @param value as kept in the column */
export function isMissing(column: ColumnDef, value: number): boolean {
  return Number.isNaN(value) || value === missingOf(column.kind);
}
