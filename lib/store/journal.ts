import Dexie from 'dexie';

/** A database of its own: the browser writes all of an extension's databases into one journal. */
const NAME = 'partner-lens-journal';
/** Bytes after which Chromium begins a new journal (LevelDB's write buffer); and some more, to be beyond it. */
const BYTES = 5 * 2 ** 20;
/** Below 64 KiB: what is larger goes into files beside the journal. */
const VALUE = 32 * 2 ** 10;
const VALUES_AT_ONCE = 20;
/** A disk with less room than this is not written to without need, bytes. */
const LEAST_ROOM = 64 * 2 ** 20;

/**
 * Makes Chromium begin a new journal of what it stores. After a crash it goes on with the one that was open, even
 * where the crash cut the last record in it short; at the start after that it takes what it wrote behind the piece for
 * damage, and throws all of the extension's databases away (https://github.com/google/leveldb/issues/1287). A journal is
 * left for a new one when it is full, so it is filled, once after each start of the browser: that takes a tenth of a
 * second. Firefox keeps its databases otherwise.
 *
 * @returns whether it was done; not where the disk has hardly any room
 */
export async function renewJournal(): Promise<boolean> {
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  if (quota - usage < LEAST_ROOM) return false;
  // One that was cut off itself left its own behind.
  await Dexie.delete(NAME);
  const db = new Dexie(NAME);
  db.version(1).stores({ noise: '' });
  try {
    // Values that can be compressed would not fill it.
    const noise = crypto.getRandomValues(new Uint8Array(VALUE));
    const keys = Array.from({ length: VALUES_AT_ONCE }, (_, i) => i);
    for (let written = 0; written < BYTES; written += VALUE * VALUES_AT_ONCE)
      await db.table('noise').bulkPut(
        keys.map(() => noise),
        keys,
      );
  } finally {
    await db.delete();
  }
  return true;
}
