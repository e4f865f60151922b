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

/** Tables that others point to come first: partners, then what deals, leads and orders bring. */
const FIRST = [partnerTable.id, 'deals', 'leads', 'orders'];

/** Place of a table in the order of imports that belong together, from 0. */
export function importRank(table: string): number {
  const at = FIRST.indexOf(table);
  return at < 0 ? FIRST.length : at;
}
