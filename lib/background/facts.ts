/** Facts of the store as the engine reads them. */
import { assembleFacts, type Facts } from '../facts/factset';
import { linkColumns, partnerLinks } from '../facts/links';
import { factTables } from '../facts/registry';
import type { Workspace } from '../facts/workspace';
import type { KpiDefinition } from '../kpi/define';
import { referencesOf } from '../kpi/references';
import { chunkCount } from '../store/chunks';
import { loadFacts } from '../store/facts';
import { seenImports } from '../store/imports';
import type { StoredPartner } from '../store/types';

export interface FactsInMemory {
  facts: Facts;
  /** Columns that were read, by table; asking `facts` for another one is an error. */
  columns: Readonly<Record<string, readonly string[]>>;
  /** By ordinal. */
  partners: readonly StoredPartner[];
  workspace: Workspace;
  revision: number;
  /** Keys of the chunks that the facts are made of. */
  keys: readonly number[];
  /** Imports whose rows were seen on visited pages. */
  seenImports: ReadonlySet<number>;
}

/** Columns by table that some KPIs read, with what leads their rows to a partner and places them in time. */
export function neededColumns(definitions: readonly KpiDefinition[]): Record<string, string[]> {
  const needed = new Map<string, Set<string>>();
  const read = (table: string, ...columns: string[]) => {
    const set = needed.get(table) ?? new Set();
    needed.set(table, set);
    for (const column of columns) if (factTables[table]?.columns[column]) set.add(column);
  };
  for (const definition of definitions) {
    for (const [table, columns] of referencesOf(definition.formula).columns) read(table, ...columns);
  }
  // What tells a deal's stage from its outcome, whatever the KPIs are.
  read('deals', 'stage', 'status', 'test');
  // What the change of a share is told by.
  read('customers', 'customer', 'segment');
  for (const table of Object.values(factTables)) read(table.id, table.date, ...linkColumns(table));
  return Object.fromEntries([...needed].map(([table, columns]) => [table, [...columns]]));
}

/**
 * Tables whose rows the figures of some KPIs are made of, with those that say whose these rows are and what their money
 * is worth.
 */
function tablesRead(definitions: readonly KpiDefinition[]): string[] {
  const read = new Set(['rates']);
  for (const definition of definitions)
    for (const table of referencesOf(definition.formula).columns.keys()) read.add(table);
  for (const table of [...read])
    for (const link of partnerLinks(factTables[table]!)) if (!read.has(link.table)) read.add(link.table);
  return [...read];
}

const NOTHING = { columns: {}, domains: [] };

/** Dictionaries whose values conditions compare with; those of keys and texts stay numbers. */
const CATEGORY_DOMAINS: readonly string[] = [
  ...new Set(
    Object.values(factTables).flatMap((table) =>
      Object.values(table.columns).flatMap(({ kind, domain }) =>
        kind === 'category' && domain ? [domain] : [],
      ),
    ),
  ),
];

/**
 * Reads what these KPIs need and no more: of a million rows most columns and all long texts stay in the store.
 *
 * @param shown columns and dictionaries to read besides, to show rows
 * @param options `wanted`: which chunks by their keys, all when left out; `onlyRead`: other tables than those that the
 * figures are made of seem empty
 */
export async function factsInMemory(
  definitions: readonly KpiDefinition[],
  shown: { columns: Readonly<Record<string, readonly string[]>>; domains: readonly string[] } = NOTHING,
  { wanted, onlyRead = false }: { wanted?: (key: number) => boolean; onlyRead?: boolean } = {},
): Promise<FactsInMemory> {
  const columns = neededColumns(definitions);
  for (const [table, more] of Object.entries(shown.columns)) {
    columns[table] = [...new Set([...(columns[table] ?? []), ...more])];
  }
  const stored = await loadFacts({
    columns,
    domains: [...CATEGORY_DOMAINS, ...shown.domains],
    wanted,
    tables: onlyRead ? [...new Set([...tablesRead(definitions), ...Object.keys(shown.columns)])] : undefined,
  });
  const facts = assembleFacts({ ...stored, loaded: { ...columns, ...stored.loaded } });
  const { partners, workspace, revision, keys } = stored;
  return { facts, columns, partners, workspace, revision, keys, seenImports: await seenImports() };
}

/**
 * Takes what was imported since into facts that are in memory.
 * @returns the same facts as they are now; null where they have to be read anew: imports were undone, partners changed
 */
export async function factsSince(known: FactsInMemory): Promise<FactsInMemory | null> {
  const before = new Set(known.keys);
  const news = await loadFacts({
    columns: known.columns,
    domains: CATEGORY_DOMAINS,
    wanted: (key) => !before.has(key),
    asImported: true,
  });
  const { partners, workspace, revision } = news;
  if (JSON.stringify(workspace) !== JSON.stringify(known.workspace)) return null;
  // What a stage means holds for a deal as it is now; a version alone may not name its stage.
  if (workspace.stageTerms?.length && news.chunks.some(({ table }) => table === 'deals')) return null;
  if ((await chunkCount()) !== before.size + news.keys.length) return null;
  if (!known.facts.append(news)) return null;
  const keys = [...known.keys, ...news.keys];
  return { ...known, partners, revision, keys, seenImports: await seenImports() };
}
