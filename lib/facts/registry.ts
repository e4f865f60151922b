import type { FactTable } from './types';

const modules = import.meta.glob<{ table: FactTable }>('./tables/*.ts', { eager: true });

/** Every fact table by id; one file in ./tables each. */
export const factTables: Readonly<Record<string, FactTable>> = Object.fromEntries(
  Object.values(modules).map(({ table }) => [table.id, table]),
);

/**
 * @param id table id
 * @throws RangeError when there is no such table
 */
export function factTable(id: string): FactTable {
  const table = factTables[id];
  if (!table)
    throw new RangeError(`There is no fact table "${id}". Known: ${Object.keys(factTables).join(', ')}.`);
  return table;
}
