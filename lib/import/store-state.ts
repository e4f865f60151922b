import { readChunks } from '@/lib/store/chunks';
import type { LensDatabase } from '@/lib/store/db';
import { dictionaryText } from '@/lib/store/dictionaries';
import { mergeChunks } from '@/lib/store/merge';
import { importsMark } from '@/lib/store/write';
import type { Mapping } from './mapping';
import { filledColumns, type TableState } from './pipeline';
import { importTable } from './tables';

export interface StoredState extends TableState {
  /** To write the outcome against. */
  mark: string;
  /** Columns that earlier imports filled and this mapping does not. */
  others: string[];
}

/** What the database knows of the table that a mapping fills. */
export function storedState(mapping: Mapping, db: LensDatabase): Promise<StoredState> {
  const table = importTable(mapping.table);
  const filled = filledColumns(mapping);
  const columns = [...new Set([...filled, ...table.identity])];
  const domains = new Set(columns.flatMap((id) => table.columns[id]?.domain ?? []));
  return db.transaction('r', [db.chunks, db.dictionaries, db.imports, db.staging], async () => {
    const mark = await importsMark(db);
    const dictionaries: Record<string, string> = {};
    for (const domain of domains) {
      const text = await dictionaryText(domain, db);
      if (text !== undefined) dictionaries[domain] = text;
    }
    // Where every version fills the same columns, hashes tell what changed, and the columns need not be held.
    const wanted = [...filled].sort().join();
    let alike = true;
    const others = new Set<string>();
    const identity = await readChunks(table.id, table.identity, db, undefined, (has) => {
      for (const column of has) if (!filled.includes(column)) others.add(column);
      if ([...has].sort().join() !== wanted) alike = false;
    });
    const chunks = alike ? identity : await readChunks(table.id, columns, db);
    let lastId = 0;
    for (const { id } of chunks) for (const one of id) if (one > lastId) lastId = one;
    return {
      dictionaries,
      chunks: mergeChunks(chunks, { keepGone: true }),
      lastId,
      alike,
      mark,
      others: [...others],
    };
  });
}
