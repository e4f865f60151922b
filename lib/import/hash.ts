import { missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactTable } from '@/lib/facts/types';

function seed(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  return h;
}

/**
 * 53-bit hash of each row's content, column by column. A missing value adds nothing, so that a row does not change
 * because a file has one more, empty, column.
 */
export function hashRows(
  table: FactTable,
  columns: Readonly<Record<string, ColumnArray>>,
  rows: number,
): Float64Array {
  const high = new Int32Array(rows).fill(0x243f6a88);
  const low = new Int32Array(rows).fill(0x13198a2e);
  const number = new Float64Array(1);
  const halves = new Int32Array(number.buffer);
  for (const id of Object.keys(columns).sort()) {
    const values = columns[id]!;
    const missing = missingOf(table.columns[id]!.kind);
    const salt = seed(id);
    for (let r = 0; r < rows; r++) {
      const value = values[r]!;
      // NaN, the missing number, is the one value that differs from itself.
      if (value === missing || Number.isNaN(value)) continue;
      let word = value | 0;
      if (word !== value) {
        number[0] = value;
        word = halves[0]! ^ Math.imul(halves[1]!, 0x27d4eb2f);
      }
      let a = Math.imul(high[r]! ^ salt ^ word, 0x85ebca6b);
      a ^= a >>> 13;
      let b = Math.imul((low[r]! + salt) ^ word, 0xc2b2ae35);
      b ^= b >>> 15;
      high[r] = Math.imul(a, 0x9e3779b1) ^ b;
      low[r] = Math.imul(b, 0x165667b1) + a;
    }
  }
  const out = new Float64Array(rows);
  for (let r = 0; r < rows; r++) out[r] = (high[r]! >>> 0) * 2 ** 21 + (low[r]! >>> 11);
  return out;
}
