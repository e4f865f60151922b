/** Storing an import block by block, each in a short transaction, until `writeImport` makes it visible. */
import type { FactChunk } from '../facts/types';
import { appendChunks, readStagedChunks } from './chunks';
import { database, type LensDatabase } from './db';
import { type Checkpoint, type StagedBlock, type StagedImport, unfinishedImports } from './staged';
import type { DictionaryRun, RejectedBatch } from './types';

/** Rejected rows of one record. */
export const REJECTS_PER_RECORD = 1_000;

/** The database changed between reading and writing. */
export class ConcurrentChange extends Error {
  override name = 'ConcurrentChange';
  constructor() {
    super('The data changed while this import ran. Start the import again.');
  }
}

/** What one block of an import's rows adds. */
export interface BlockToStage extends Pick<StagedBlock, 'repeats'> {
  chunks: FactChunk[];
  runs: Omit<DictionaryRun, 'importId'>[];
  rejects: RejectedBatch['rows'];
  /** Null where the import could not go on from here. */
  checkpoint: Checkpoint | null;
}

const stores = (db: LensDatabase) => [
  db.staging,
  db.stagedBlocks,
  db.chunks,
  db.dictionaries,
  db.rejects,
  db.imports,
];

/**
 * Begins an import: nothing of it can be seen before `writeImport`. What another one left is thrown away; which it
 * was stays known.
 * @returns number that the import will have
 */
export function beginStaging(
  header: Omit<StagedImport, 'importId' | 'blocks' | 'checkpoint'>,
  db: LensDatabase = database(),
): Promise<number> {
  return db.transaction('rw', stores(db), async () => {
    await emptyStaging(db);
    await forgetUnfinished(header.files, db);
    // Added and deleted at once: the number is taken then, and nobody has seen the row.
    const importId = await db.imports.add({
      at: header.at,
      files: header.files,
      table: '',
      headerSignature: '',
      rowsRead: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    });
    await db.imports.delete(importId);
    await db.staging.add({ ...header, importId, blocks: 0, checkpoint: null });
    return importId;
  });
}

/**
 * Stores a block of an import in one transaction.
 * @throws ConcurrentChange when what was staged before is no longer there
 */
export function stageBlock(
  importId: number,
  number: number,
  block: BlockToStage,
  db: LensDatabase = database(),
): Promise<void> {
  return db.transaction('rw', stores(db), async () => {
    const header = await db.staging.get(importId);
    if (header?.blocks !== number) throw new ConcurrentChange();
    for (const chunk of block.chunks) chunk.importId = importId;
    await appendChunks(block.chunks, db);
    await db.dictionaries.bulkAdd(block.runs.map((run) => ({ ...run, importId })));
    await addRejects(importId, block.rejects, db);
    if (block.repeats.id.length > 0)
      await db.stagedBlocks.add({ importId, block: number, repeats: block.repeats });
    await db.staging.put({ ...header, blocks: number + 1, checkpoint: block.checkpoint });
  });
}

/** Call inside a transaction. */
export async function addRejects(
  importId: number,
  rows: RejectedBatch['rows'],
  db: LensDatabase = database(),
): Promise<void> {
  for (let at = 0; at < rows.length; at += REJECTS_PER_RECORD)
    await db.rejects.add({ importId, rows: rows.slice(at, at + REJECTS_PER_RECORD) });
}

/**
 * Throws away what unfinished imports have stored; which they were stays known, so that they can begin again.
 * Call it inside every transaction that changes facts: what was staged against the facts before is of no use then.
 */
export async function emptyStaging(db: LensDatabase = database()): Promise<void> {
  for (const importId of await unfinishedImports(db)) {
    await emptyStaged(importId, db);
    // No block has this number: an import that is still running finds out.
    if ((await db.staging.get(importId))?.blocks !== -1)
      await db.staging.update(importId, { blocks: -1, checkpoint: null });
  }
}

async function emptyStaged(importId: number, db: LensDatabase): Promise<void> {
  await db.chunks.where('importId').equals(importId).delete();
  await db.dictionaries.where('importId').equals(importId).delete();
  await db.rejects.where('importId').equals(importId).delete();
  await db.stagedBlocks.where('importId').equals(importId).delete();
}

/** An unfinished import of just these files, or of some of them, need not be begun again. */
export async function forgetUnfinished(
  files: StagedImport['files'],
  db: LensDatabase = database(),
): Promise<void> {
  const done = new Set(files.map(({ sha256 }) => sha256));
  await db.staging.filter((one) => one.files.every(({ sha256 }) => done.has(sha256))).delete();
}

/** Forgets an unfinished import and all that it stored; only deletes, since it may be the disk that is full. */
export function dropStaging(importId: number, db: LensDatabase = database()): Promise<void> {
  return db.transaction('rw', stores(db), async () => {
    await emptyStaged(importId, db);
    await db.staging.delete(importId);
  });
}

/** What is needed of an unfinished import to go on with it. */
export interface StagedRows {
  header: StagedImport & { checkpoint: Checkpoint };
  chunks: FactChunk[];
  runs: DictionaryRun[];
  repeats: StagedBlock['repeats'][];
}

/**
 * The unfinished import of just these files, where it can go on.
 * @param like files, plan and mark that the import would have now; another mark or plan means that it begins again
 * @param columns columns of its rows to read
 */
export function stagedRows(
  like: Pick<StagedImport, 'files' | 'plan' | 'mark'>,
  columns: readonly string[],
  db: LensDatabase = database(),
): Promise<StagedRows | null> {
  const wanted = contentOf(like);
  return db.transaction('r', stores(db), async () => {
    const headers = await db.staging.toArray();
    const header = headers.find((one) => one.checkpoint && contentOf(one) === wanted);
    if (!header?.checkpoint) return null;
    const { importId, checkpoint } = header;
    const runs = await db.dictionaries.where('importId').equals(importId).sortBy('from');
    const blocks = await db.stagedBlocks.where('importId').equals(importId).toArray();
    return {
      header: { ...header, checkpoint },
      chunks: await readStagedChunks(importId, columns, db),
      runs,
      repeats: blocks.map(({ repeats }) => repeats),
    };
  });
}

/** What must not differ for an import to go on. */
function contentOf({ files, plan, mark }: Pick<StagedImport, 'files' | 'plan' | 'mark'>): string {
  return JSON.stringify([files.map(({ sha256 }) => sha256), plan, mark]);
}

/** Imports that did not finish, latest first; one that is running now is among them. */
export async function listUnfinished(db: LensDatabase = database()): Promise<StagedImport[]> {
  return db.staging.reverse().toArray();
}
