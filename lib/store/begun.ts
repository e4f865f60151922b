/**
 * Files that a person started to import and that are not imported yet. Where the page ends before them, they are
 * known by this: those that were under way and those that had still to come.
 */
import { database, type LensDatabase } from './db';

export interface BegunFile {
  sha256: string;
  /** As lists show it: `book.xlsx › Deals`. */
  name: string;
  bytes: number;
  /** Where the table lies in the file; empty where it is the file. */
  path: readonly string[];
  /** ISO time of the start. */
  at: string;
  /** How it is read: what a person has set for it need not be set again. */
  mapping: unknown;
  /** The file's place on the disk, in browsers that tell it. Reading it needs a person's leave in each session. */
  handle: FileSystemFileHandle | null;
}

export async function noteBegun(files: readonly BegunFile[], db: LensDatabase = database()): Promise<void> {
  await db.begun.bulkPut(files);
}

export async function forgetBegun(sha256s: readonly string[], db: LensDatabase = database()): Promise<void> {
  await db.begun.bulkDelete([...sha256s]);
}

export async function listBegun(db: LensDatabase = database()): Promise<BegunFile[]> {
  return db.begun.toArray();
}
