import { factTables } from '../facts/registry';
import type { ColumnArray } from '../facts/types';

/** Copies the elements at `indexes`, in their order. The result has a buffer of its own, as storing needs. */
export function pick<T extends ColumnArray>(values: T, indexes: ArrayLike<number>): T {
  const out = new (values.constructor as new (length: number) => T)(indexes.length);
  for (let i = 0; i < indexes.length; i++) out[i] = values[indexes[i]!]!;
  return out;
}

/** Dictionaries that the columns of a table use: domain -> column ids. */
export function domainsOf(table: string): Map<string, string[]> {
  const out = new Map<string, string[]>();
  for (const [id, column] of Object.entries(factTables[table]?.columns ?? {})) {
    if (column.domain === undefined) continue;
    const ids = out.get(column.domain);
    if (ids) ids.push(id);
    else out.set(column.domain, [id]);
  }
  return out;
}
