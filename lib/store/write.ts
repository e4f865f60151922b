import type { FactChunk } from '../facts/types';
import { appendChunks } from './chunks';
import { database, type LensDatabase } from './db';
import { appendRun } from './dictionaries';
import { rememberMapping } from './mappings';
import { absorbPlaceholders, addPlaceholders } from './placeholders';
import { bumpRevisionOfImport } from './settings';
import { addRejects, ConcurrentChange, emptyStaging, forgetUnfinished } from './staging';
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
  /** How the files were read; remembered for their headers. */
  mapping?: unknown;
  /** Where blocks of it are stored already: the number they are under, and how many there are. */
  staged?: { importId: number; blocks: number };
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

/** Changes with every import and undo, and with nothing else. */
export async function importsMark(db: LensDatabase = database()): Promise<string> {
  const keys = await db.imports.toCollection().primaryKeys();
  return `${keys.length}:${keys.at(-1) ?? 0}`;
}

/**
 * Finishes an import in one transaction: on cancel, error or crash every reader finds what there was before. Blocks
 * that are staged are not touched: they count from the moment that their import is on record.
 * @returns the import's id
 * @throws ConcurrentChange when another import or undo finished since the outcome was worked out
 * @throws DOMException `AbortError` when the signal fires before the end
 */
export async function writeImport(
  outcome: ImportOutcome,
  signal?: AbortSignal,
  db: LensDatabase = database(),
): Promise<number> {
  const { record, chunks, runs, confirmation, rejects, directory, staged } = outcome;
  const live = () => signal?.throwIfAborted();
  return db.transaction('rw', db.tables, async () => {
    if ((await importsMark(db)) !== outcome.mark) throw new ConcurrentChange();
    if (staged) await takeStaged(staged, db);
    await emptyStaging(db);
    const mapping = outcome.mapping === undefined ? null : await rememberMapping(record, outcome.mapping, db);
    const importId = await db.imports.add({
      ...record,
      ...(staged && { id: staged.importId }),
      ...(mapping && { mapping }),
    });
    await forgetUnfinished(record.files, db);
    for (const run of runs) await appendRun({ ...run, importId }, db);
    for (const chunk of chunks) {
      live();
      chunk.importId = importId;
      await appendChunks([chunk], db);
    }
    if (confirmation) await db.confirmations.add({ ...confirmation, importId });
    live();
    await addRejects(importId, rejects, db);
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
    await bumpRevisionOfImport(db);
    live();
    return importId;
  });
}

/** From here on what is staged under the number belongs to everyone. */
async function takeStaged(
  { importId, blocks }: { importId: number; blocks: number },
  db: LensDatabase,
): Promise<void> {
  if ((await db.staging.get(importId))?.blocks !== blocks) throw new ConcurrentChange();
  await db.stagedBlocks.where('importId').equals(importId).delete();
  await db.staging.delete(importId);
}
