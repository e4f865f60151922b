import type { FactChunk } from '../facts/types';
import { appendChunks } from './chunks';
import { database, type LensDatabase } from './db';
import { appendRun } from './dictionaries';
import { absorbPlaceholders, addPlaceholders } from './placeholders';
import { bumpRevision } from './settings';
import type { Confirmation, DictionaryRun, ImportRecord, RejectedBatch, StoredPartner } from './types';

/** All that one import leaves behind. `importId` of every part is set when it is written. */
export interface ImportOutcome {
  record: Omit<ImportRecord, 'id'>;
  chunks: FactChunk[];
  /** New values, as runs that start at the next free code of their domain. */
  runs: Omit<DictionaryRun, 'importId'>[];
  confirmation: Omit<Confirmation, 'importId' | 'key'> | null;
  rejects: RejectedBatch['rows'];
  /** Partners as the facts of this import name them. */
  partnerNames: string[];
  /** Merges the rows of a directory import with the partners that are there when it is written. */
  directory: ((existing: readonly StoredPartner[]) => DirectoryChange) | null;
  /** `importsMark` that the outcome was worked out against. */
  mark: string;
}

export interface DirectoryChange {
  /** Rows to write. */
  partners: StoredPartner[];
  /** Ids of rows that one of them takes the place of. */
  removed: string[];
  added: number;
  changed: number;
  unchanged: number;
}

const REJECTS_PER_RECORD = 1_000;

/** Changes with every import and undo, and with nothing else. */
export async function importsMark(db: LensDatabase = database()): Promise<string> {
  const keys = await db.imports.toCollection().primaryKeys();
  return `${keys.length}:${keys.at(-1) ?? 0}`;
}

/** The database changed between reading and writing. */
export class ConcurrentChange extends Error {
  override name = 'ConcurrentChange';
}

/**
 * Writes an import in one transaction: on cancel, error or crash the database is exactly as before.
 * @returns the import's id
 * @throws ConcurrentChange when another import or undo finished since the outcome was worked out
 * @throws DOMException `AbortError` when the signal fires before the end
 */
export async function writeImport(
  outcome: ImportOutcome,
  signal?: AbortSignal,
  db: LensDatabase = database(),
): Promise<number> {
  const { chunks, runs, confirmation, rejects, directory } = outcome;
  const live = () => signal?.throwIfAborted();
  return db.transaction('rw', db.tables, async () => {
    if ((await importsMark(db)) !== outcome.mark)
      throw new ConcurrentChange('The data changed while this import ran. Start the import again.');
    const importId = await db.imports.add({ ...outcome.record });
    for (const run of runs) await appendRun({ ...run, importId }, db);
    for (const chunk of chunks) {
      live();
      chunk.importId = importId;
      await appendChunks([chunk], db);
    }
    if (confirmation) await db.confirmations.add({ ...confirmation, importId });
    for (let at = 0; at < rejects.length; at += REJECTS_PER_RECORD) {
      live();
      await db.rejects.add({ importId, rows: rejects.slice(at, at + REJECTS_PER_RECORD) });
    }
    if (directory) {
      const { partners, removed, ...counts } = directory(await db.partners.toArray());
      const ids = [...new Set([...partners.map((row) => row.id), ...removed])];
      const before = await db.partners.bulkGet(ids);
      await db.partnerHistory.bulkAdd(
        ids.map((partnerId, i) => ({ importId, partnerId, before: before[i] ?? null })),
      );
      await db.partners.bulkDelete(removed);
      await db.partners.bulkPut(partners);
      await db.imports.update(importId, counts);
      await absorbPlaceholders(db);
    }
    await addPlaceholders(outcome.partnerNames, db);
    await bumpRevision(db);
    live();
    return importId;
  });
}
