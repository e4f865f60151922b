import Dexie from 'dexie';
import type { Dictionary } from '../facts/types';
import { database, type LensDatabase } from './db';
import { unfinishedImports } from './staged';
import type { DictionaryRun } from './types';

/** Separates the values of a run. */
export const SEPARATOR = '\0';

/** Number of codes of a domain, the missing value included: the next free code. */
function end(runs: readonly DictionaryRun[]): number {
  const last = runs.at(-1);
  return last ? last.from + valuesIn(last.text) : 1;
}

/** Counts the values of a run without making a string of each. */
function valuesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf(SEPARATOR); at >= 0; at = text.indexOf(SEPARATOR, at + 1)) count++;
  return count;
}

async function runsOf(
  domain: string,
  db: LensDatabase,
  unfinished?: ReadonlySet<number>,
): Promise<DictionaryRun[]> {
  unfinished ??= await unfinishedImports(db);
  const runs = await db.dictionaries
    .where('[domain+from]')
    .between([domain, Dexie.minKey], [domain, Dexie.maxKey])
    .toArray();
  return runs.filter(({ importId }) => !unfinished.has(importId));
}

/**
 * @param domains undefined = every domain that has values
 * @returns values in code order, the missing value first; a domain without values has only that one
 */
export async function loadDictionaries(
  domains?: readonly string[],
  db: LensDatabase = database(),
): Promise<Record<string, Dictionary>> {
  const wanted = domains ?? Object.keys(await dictionarySizes(db));
  const unfinished = await unfinishedImports(db);
  const out: Record<string, Dictionary> = {};
  // Asked for all at once: there are dozens, and each would wait for the one before.
  const runs = await Promise.all(wanted.map((domain) => runsOf(domain, db, unfinished)));
  wanted.forEach((domain, i) => {
    const values = [''];
    for (const run of runs[i]!) for (const v of run.text.split(SEPARATOR)) values.push(v);
    out[domain] = { domain, values };
  });
  return out;
}

/** Domain -> number of its codes, the missing one included. Reads the last run of each only. */
export async function dictionarySizes(db: LensDatabase = database()): Promise<Record<string, number>> {
  const out: Record<string, number> = {};
  const unfinished = await unfinishedImports(db);
  for (const domain of (await db.dictionaries.orderBy('domain').uniqueKeys()) as string[]) {
    const runs = db.dictionaries
      .where('[domain+from]')
      .between([domain, Dexie.minKey], [domain, Dexie.maxKey]);
    const finished = unfinished.size > 0 ? runs.filter((run) => !unfinished.has(run.importId)) : runs;
    const last = await finished.last();
    if (last) out[domain] = end([last]);
  }
  return out;
}

/** Values of a domain from code 1 on, joined by NUL; undefined when it has none. */
export async function dictionaryText(
  domain: string,
  db: LensDatabase = database(),
): Promise<string | undefined> {
  const runs = await runsOf(domain, db);
  return runs.length > 0 ? runs.map((run) => run.text).join(SEPARATOR) : undefined;
}

/**
 * Adds values behind the last code of their domain.
 * @throws Error when the run does not start there: its codes were given against an older state
 */
export async function appendRun(run: DictionaryRun, db: LensDatabase = database()): Promise<void> {
  const next = end(await runsOf(run.domain, db));
  if (run.from !== next)
    throw new Error(`The values of "${run.domain}" changed during the import. Start the import again.`);
  await db.dictionaries.add(run);
}

/**
 * Deletes the runs of a domain whose codes are all above `lastUsed`.
 * A run that is used in part stays whole: codes never move.
 */
export async function truncateDictionary(
  domain: string,
  lastUsed: number,
  db: LensDatabase = database(),
): Promise<void> {
  await db.dictionaries
    .where('[domain+from]')
    .between([domain, lastUsed + 1], [domain, Dexie.maxKey], true, true)
    .delete();
}
