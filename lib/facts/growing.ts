import type { ColumnArray } from './types';

/** Room kept behind a column, so that the rows of the next imports need no new one. */
export const roomFor = (length: number): number => length + (length >> 4) + 1_024;

/**
 * An array with room for at least `length` values that begins with those of `values`: itself where it has the room,
 * else a larger one, `rest` in its new places.
 */
export function grown<T extends ColumnArray>(values: T, length: number, rest = 0): T {
  if (values.length >= length) return values;
  const larger = new (values.constructor as new (length: number) => T)(
    Math.max(roomFor(length), values.length * 2),
  );
  larger.set(values as never);
  if (rest !== 0) larger.fill(rest, values.length);
  return larger;
}

/** Largest of some codes, 0 without any. */
export function largest(codes: Uint32Array): number {
  let max = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i]! > max) max = codes[i]!;
  return max;
}
