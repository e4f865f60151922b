/** Rows that their source no longer has. */
import { factTable } from '@/lib/facts/registry';
import { NO_CODE } from '@/lib/facts/types';
import { readChunks } from '@/lib/store/chunks';
import { database, type LensDatabase } from '@/lib/store/db';
import { dictionaryText } from '@/lib/store/dictionaries';
import { mergeChunks, pickRows } from '@/lib/store/merge';
import { importsMark, writeImport } from '@/lib/store/write';

export interface RemoveOptions {
  /** Name that the list of imports shows. */
  name: string;
  /** ISO time. */
  now: string;
  db?: LensDatabase;
}

/**
 * Takes records out of a table by the value of its first identity column, e.g. the deal's id. It is an import of its
 * own: the rows stay stored as they were, and undoing it brings them back.
 * @returns the import's id and how many rows went; null when none of them is there
 */
export async function removeRows(
  table: string,
  ids: readonly string[],
  { name, now, db = database() }: RemoveOptions,
): Promise<{ id: number; removed: number } | null> {
  const definition = factTable(table);
  const key = definition.identity[0]!;
  const { domain } = definition.columns[key]!;
  const mark = await importsMark(db);
  const values = ((await dictionaryText(domain!, db)) ?? '').split('\0');
  const gone = new Set(ids);
  const codes = new Set<number>();
  values.forEach((value, i) => {
    // Code 0 is the missing value, which the text leaves out.
    if (gone.has(value)) codes.add(i + 1);
  });
  codes.delete(NO_CODE);
  if (codes.size === 0) return null;

  let removed = 0;
  const chunks = mergeChunks(await readChunks(table, [...definition.identity], db)).flatMap((chunk) => {
    const column = chunk.columns[key];
    const rows: number[] = [];
    for (let r = 0; column && r < chunk.rows; r++) if (codes.has(column[r]!)) rows.push(r);
    if (rows.length === 0) return [];
    removed += rows.length;
    const picked = pickRows(chunk, rows);
    const sourceRow = Int32Array.from(rows, (_, i) => removed - rows.length + i + 1);
    return [{ ...picked, gone: true as const, sourceRow, sourceFile: new Uint8Array(rows.length) }];
  });
  if (removed === 0) return null;
  const id = await writeImport(
    {
      record: {
        at: now,
        files: [{ name, bytes: 0, sha256: '' }],
        table,
        headerSignature: '',
        rowsRead: removed,
        added: 0,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        removed,
      },
      chunks,
      runs: [],
      confirmation: null,
      rejects: [],
      partnerNames: [],
      directory: null,
      mark,
    },
    undefined,
    db,
  );
  return { id, removed };
}
