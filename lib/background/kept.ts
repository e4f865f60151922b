/**
 * What the database held, noted outside of it. A browser may throw a database away, after a crash or when its storage
 * is cleared, and gives an empty one instead: without this note that would look as if nothing had ever been imported.
 */
import { browser } from 'wxt/browser';
import { database } from '../store/db';
import { databaseId } from '../store/settings';
import { announceChange } from './changes';

/** Keys in the extension's own storage area, which lies elsewhere than its databases. */
const KEPT = 'kept';
const LOST = 'lost';

export interface Kept {
  /** Which database it was. */
  database: string;
  imports: number;
  partners: number;
  sources: number;
  packs: number;
  /** ISO time of the note. */
  at: string;
}

async function keptNow(at: string): Promise<Kept> {
  const db = database();
  return {
    database: await databaseId(db),
    imports: await db.imports.count(),
    partners: await db.partners.count(),
    sources: await db.sources.count(),
    packs: await db.packs.count(),
    at,
  };
}

const holdsAny = ({ imports, partners, sources, packs }: Kept): boolean =>
  imports + partners + sources + packs > 0;

/**
 * Notes what is stored now. Call after a change, and once at each start: where another database was noted and this one
 * is empty, that one was lost. An erasure takes the note along, a restored backup fills the database.
 * @param now ms since the epoch
 */
export async function noteKept(now: number): Promise<void> {
  try {
    const kept = await keptNow(new Date(now).toISOString());
    const before = await noted<Kept>(KEPT);
    const lost = before && holdsAny(before) && !holdsAny(kept) && before.database !== kept.database;
    if (lost) await browser.storage.local.set({ [LOST]: before });
    else if (holdsAny(kept)) await browser.storage.local.remove(LOST);
    await browser.storage.local.set({ [KEPT]: kept });
    if (lost) await announceChange();
  } catch (error) {
    console.error('Partner Lens could not note what is stored.', error);
  }
}

/** What was stored in a database that the browser lost; null where none was, or there is data again. */
export const lostData = (): Promise<Kept | null> => noted<Kept>(LOST);

/** A person has read of it. */
export const forgetLost = (): Promise<void> => browser.storage.local.remove(LOST);

async function noted<T>(key: string): Promise<T | null> {
  return ((await browser.storage.local.get(key))[key] as T | undefined) ?? null;
}
