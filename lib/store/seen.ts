import type { Flag, SeenRecord } from '../govern/types';
import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';

/** Most records that are remembered: a site that invents records pushes out old ones, never the rest of the data. */
export const MOST_RECORDS = 5_000;
/** A site with more than this pushes out its own. */
const MOST_OF_A_SITE = MOST_RECORDS / 2;
/** Days after which a record that was not seen again is forgotten, until a person sets another span. */
export const KEEP_DAYS = 180;

const SETTINGS = 'records seen';

export interface SeenSettings {
  /** Remember records with missing partner fields without being asked; flags are always kept. */
  collect: boolean;
  keepDays: number;
}

export async function getSeenSettings(db: LensDatabase = database()): Promise<SeenSettings> {
  const stored = await getSetting<Partial<SeenSettings>>(SETTINGS, {}, db);
  return { collect: true, keepDays: KEEP_DAYS, ...stored };
}

/**
 * @throws RangeError when the span is no whole number of days from 1 to 3650
 */
export async function putSeenSettings(settings: SeenSettings, db: LensDatabase = database()): Promise<void> {
  if (!Number.isInteger(settings.keepDays) || settings.keepDays < 1 || settings.keepDays > 3650)
    throw new RangeError('Enter for how many days to remember records: a whole number from 1 to 3650.');
  await putSetting(SETTINGS, settings, db);
}

export async function getSeen(key: string, db: LensDatabase = database()): Promise<SeenRecord | null> {
  return (await db.seen.get(key)) ?? null;
}

/** @returns one answer a key, in their order */
export async function getManySeen(
  keys: readonly string[],
  db: LensDatabase = database(),
): Promise<(SeenRecord | null)[]> {
  return (await db.seen.bulkGet([...keys])).map((record) => record ?? null);
}

export function allSeen(db: LensDatabase = database()): Promise<SeenRecord[]> {
  return db.seen.toArray();
}

/**
 * Keeps a record; past `MOST_RECORDS` the one seen longest ago goes, those without a flag first. Of a site that has more
 * than half of them it is one of its own: no site can push out what was seen on all others.
 */
export async function putSeen(record: SeenRecord, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', db.seen, async () => {
    await db.seen.put(record);
    if ((await db.seen.count()) <= MOST_RECORDS) return;
    const { origin } = record;
    const own = (await db.seen.where({ origin }).count()) > MOST_OF_A_SITE;
    const oldest = (flagged: boolean) =>
      db.seen
        .orderBy('lastSeen')
        .filter((one) => one.key !== record.key && !!one.flag === flagged && (!own || one.origin === origin))
        .first();
    const victim = (await oldest(false)) ?? (await oldest(true));
    if (victim) await db.seen.delete(victim.key);
  });
}

/**
 * Changes the flag of a record, or puts it aside.
 * @throws RangeError when the record is not remembered any more
 */
export async function changeSeen(
  key: string,
  change: { flag?: Flag | null; closed?: string | null },
  db: LensDatabase = database(),
): Promise<void> {
  if ((await db.seen.update(key, change)) === 0 && !(await db.seen.get(key)))
    throw new RangeError('This record is not in the worklist any more. Open it in the CRM again.');
}

/** @returns how many were forgotten */
export function forgetSeen(keys: readonly string[], db: LensDatabase = database()): Promise<number> {
  return db.seen.where('key').anyOf(keys).delete();
}

/** Forgets all records of a site. @returns how many */
export function forgetSite(origin: string, db: LensDatabase = database()): Promise<number> {
  return db.seen.where('origin').equals(origin).delete();
}

/** Forgets records that were last seen before an ISO time. @returns how many */
export function forgetSeenBefore(time: string, db: LensDatabase = database()): Promise<number> {
  return db.seen.where('lastSeen').below(time).delete();
}
