/** What visits to records left, on the sites where a person asked for it, and which imports it went into. */
import { changedValues, condensed, type SeenValues, type Snapshot, stateAfter } from '../govern/snapshot';
import { database, type LensDatabase } from './db';

/** Days for which visits are kept, until a person sets another span for the site. */
export const KEEP_DAYS = 180;
/** Most snapshots of all sites: beyond them, the record that was visited longest ago goes. */
export const MOST_SNAPSHOTS = 20_000;

/** Visits that went into imports together. */
export interface TakenVisits {
  /** First and last number of the visits, inclusive. */
  from: number;
  to: number;
  imports: { id: number; table: string }[];
}

/** Rows that a person took back by undoing their import: they are not made again. */
export interface UndoneVisits {
  table: string;
  from: number;
  to: number;
}

export interface SnapshotSite {
  origin: string;
  /** Visits are kept; switched on by a person alone. */
  on: boolean;
  keepDays: number;
  taken: TakenVisits[];
  undone: UndoneVisits[];
}

export function snapshotSites(db: LensDatabase = database()): Promise<SnapshotSite[]> {
  return db.snapshotSites.toArray();
}

export function snapshotSite(
  origin: string,
  db: LensDatabase = database(),
): Promise<SnapshotSite | undefined> {
  return db.snapshotSites.get(origin);
}

export async function isRemembered(origin: string, db: LensDatabase = database()): Promise<boolean> {
  return (await db.snapshotSites.get(origin))?.on ?? false;
}

/**
 * Switches a site on or off, or sets how long its visits are kept.
 * @throws RangeError when the span is no whole number of days from 1 to 3650
 */
export async function putSnapshotSite(
  origin: string,
  part: { on?: boolean | undefined; keepDays?: number | undefined },
  db: LensDatabase = database(),
): Promise<void> {
  const { keepDays } = part;
  if (keepDays !== undefined && (!Number.isInteger(keepDays) || keepDays < 1 || keepDays > 3650))
    throw new RangeError('Enter for how many days to keep visits: a whole number from 1 to 3650.');
  await db.transaction('rw', db.snapshotSites, async () => {
    const known = await db.snapshotSites.get(origin);
    await db.snapshotSites.put({
      origin,
      on: part.on ?? known?.on ?? false,
      keepDays: keepDays ?? known?.keepDays ?? KEEP_DAYS,
      taken: known?.taken ?? [],
      undone: known?.undone ?? [],
    });
  });
}

/** Sets which visits are in which imports; nothing when the site was forgotten meanwhile. */
export async function putTaken(
  origin: string,
  part: Pick<SnapshotSite, 'taken' | 'undone'>,
  db: LensDatabase = database(),
): Promise<void> {
  await db.snapshotSites.update(origin, part);
}

/** Snapshots of one record, oldest first. */
export function snapshotsOf(key: string, db: LensDatabase = database()): Promise<Snapshot[]> {
  return db.snapshots.where('key').equals(key).sortBy('visit');
}

/** Snapshots of a site, oldest first. */
export function snapshotsOn(origin: string, db: LensDatabase = database()): Promise<Snapshot[]> {
  return db.snapshots.where('origin').equals(origin).sortBy('visit');
}

/**
 * Keeps what a visit found that the ones before had not.
 * @param visit a visit; its `values` are everything that the page showed
 * @returns whether that is news. A visit from before the last one, as after a clock was set back, is none.
 */
export function addVisit(
  visit: Omit<Snapshot, 'visit' | 'until'>,
  db: LensDatabase = database(),
): Promise<boolean> {
  return db.transaction('rw', [db.snapshots, db.snapshotSites], async () => {
    // Switched off, or forgotten, while the page was being looked at.
    if (!(await isRemembered(visit.origin, db))) return false;
    const known = await snapshotsOf(visit.key, db);
    const last = known.at(-1);
    if (last && visit.at < last.until) return false;
    const values: SeenValues = changedValues(stateAfter(known), visit.values);
    if (last && Object.keys(values).length === 0) {
      await db.snapshots.update(last.visit!, { until: visit.at, url: visit.url });
      return false;
    }
    await replaceAll(known, condensed([...known, { ...visit, until: visit.at, values }]), db);
    await dropOldest(visit.key, db);
    return true;
  });
}

/** Writes what condensing left of a record's snapshots. */
async function replaceAll(
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  db: LensDatabase,
): Promise<void> {
  const kept = new Set(after.map(({ visit }) => visit));
  await db.snapshots.bulkDelete(before.flatMap(({ visit }) => (kept.has(visit) ? [] : [visit!])));
  await db.snapshots.bulkPut(after.filter((one) => !before.includes(one)));
}

/** Beyond the bound of all, whole records go: those that were visited longest ago. */
async function dropOldest(except: string, db: LensDatabase): Promise<void> {
  while ((await db.snapshots.count()) > MOST_SNAPSHOTS) {
    const victim = await db.snapshots
      .orderBy('until')
      .filter(({ key }) => key !== except)
      .first();
    if (!victim) return;
    await db.snapshots.where('key').equals(victim.key).delete();
  }
}

/**
 * Forgets what is older than its site keeps: history from before that time, and records not visited since.
 * @param now milliseconds since the epoch
 * @returns origins of which something was forgotten
 */
export function forgetOldSnapshots(now: number, db: LensDatabase = database()): Promise<string[]> {
  return db.transaction('rw', [db.snapshots, db.snapshotSites], async () => {
    const changed: string[] = [];
    for (const { origin, keepDays } of await db.snapshotSites.toArray()) {
      const since = new Date(now - keepDays * 86_400_000).toISOString();
      const own = await snapshotsOn(origin, db);
      let fewer = false;
      for (const [key, known] of Map.groupBy(own, (one) => one.key)) {
        if (known.at(-1)!.until < since) {
          fewer = true;
          await db.snapshots.where('key').equals(key).delete();
          continue;
        }
        const left = condensed(known, undefined, since);
        if (left.length === known.length) continue;
        fewer = true;
        await replaceAll(known, left, db);
      }
      if (fewer) changed.push(origin);
    }
    return changed;
  });
}

/** Forgets all visits of a site; its switch stays as it is. @returns how many snapshots went */
export function forgetSnapshots(origin: string, db: LensDatabase = database()): Promise<number> {
  return db.snapshots.where('origin').equals(origin).delete();
}

/** Forgets the switch and settings of a site. */
export async function forgetSnapshotSite(origin: string, db: LensDatabase = database()): Promise<void> {
  await db.snapshotSites.delete(origin);
}

export interface SnapshotCounts {
  snapshots: number;
  records: number;
}

/** How much is kept of a site. */
export async function countSnapshots(origin: string, db: LensDatabase = database()): Promise<SnapshotCounts> {
  const keys = new Set<string>();
  let snapshots = 0;
  await db.snapshots
    .where('origin')
    .equals(origin)
    .each(({ key }) => {
      keys.add(key);
      snapshots++;
    });
  return { snapshots, records: keys.size };
}
