import { factTables } from '@/lib/facts/registry';
import type { FactTable } from '@/lib/facts/types';
import { partnerTable } from './partner-table';

/** Everything a file may be: the fact tables and the partner directory. */
export const importTables: Readonly<Record<string, FactTable>> = {
  [partnerTable.id]: partnerTable,
  ...factTables,
};

/** @throws RangeError when there is no such table */
export function importTable(id: string): FactTable {
  const table = importTables[id];
  if (!table)
    throw new RangeError(`There is no table "${id}". Known: ${Object.keys(importTables).join(', ')}.`);
  return table;
}
