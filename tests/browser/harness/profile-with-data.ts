import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A copy of a profile that is made once a run: each file of tests needs the same data, and to import it is the longest
 * part of most of them.
 * @param make fills a new profile, and ends the browser that did
 * @returns the copy, which is the caller's to remove; null outside a run
 * @throws what `make` throws; another file tries again
 */
export async function copyOfProfile(make: (profile: string) => Promise<void>): Promise<string | null> {
  const folder = process.env.PARTNER_LENS_RUN_FOLDER;
  if (!folder) return null;
  const [made, making, lock] = ['made', 'making', 'lock'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  while (!existsSync(made)) {
    try {
      mkdirSync(lock);
    } catch {
      // Another file is at it.
      await delay(100);
      continue;
    }
    try {
      if (existsSync(made)) break;
      rmSync(making, { recursive: true, force: true });
      await make(making);
      renameSync(making, made);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  const copy = mkdtempSync(join(tmpdir(), 'partner-lens-'));
  cpSync(made, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
