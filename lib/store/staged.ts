/**
 * What an import under way has stored so far. It lies in the tables of the facts already, under the number that the
 * import will have, so that finishing it moves no data; until then every reader leaves it out.
 */
import type { LensDatabase } from './db';
import type { ImportRecord } from './types';

/** How far an import has come: what is staged takes in every record of its files up to this one. */
export interface Checkpoint {
  /** Which file the record is of, from 0; the files before are taken in whole. */
  file?: number;
  /** Number of the last record taken in, 1 = the first behind the header. */
  record: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Lines of text behind the data of the files before. */
  footer?: number;
  /** What the report on the rows' quality has seen up to there. */
  seen?: unknown;
}

/** An import under way, or one that ended with the browser. */
export interface StagedImport {
  /** Number that the import will have. */
  importId: number;
  at: string;
  files: ImportRecord['files'];
  /** How the files are read and mapped; the same again is needed to go on. */
  plan: StagedPlan;
  /** `importsMark` that it was begun against. */
  mark: string;
  /** Blocks stored so far. */
  blocks: number;
  /** Null where it can only begin again. */
  checkpoint: Checkpoint | null;
}

export interface StagedPlan {
  mapping: unknown;
  /** `FileFormat` of each file. */
  formats: unknown[];
  timeZone: string;
  currency: string;
}

/** What a block adds beside chunks, values and rejected rows: rows that repeat what was known. */
export interface StagedBlock {
  importId: number;
  block: number;
  repeats: { id: Uint32Array; sourceRow: Int32Array; sourceFile: Uint8Array };
}

const NONE: ReadonlySet<number> = new Set();

/** Numbers of the imports that are not finished. */
export async function unfinishedImports(db: LensDatabase): Promise<ReadonlySet<number>> {
  const ids = await db.staging.toCollection().primaryKeys();
  return ids.length > 0 ? new Set(ids) : NONE;
}

/** Keys of the chunks that nobody may read yet. */
export async function stagedChunkKeys(db: LensDatabase): Promise<ReadonlySet<number>> {
  const ids = await unfinishedImports(db);
  if (ids.size === 0) return NONE;
  return new Set(
    await db.chunks
      .where('importId')
      .anyOf([...ids])
      .primaryKeys(),
  );
}
