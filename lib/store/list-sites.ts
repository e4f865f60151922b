import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';

const SITES = 'badges on lists';

/** Whether a site's lists and boards get badges; none does until a person switches them on. */
export async function hasListBadges(origin: string, db: LensDatabase = database()): Promise<boolean> {
  return (await getSetting<string[]>(SITES, [], db)).includes(origin);
}

export async function putListBadges(
  origin: string,
  on: boolean,
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.settings, async () => {
    const others = (await getSetting<string[]>(SITES, [], db)).filter((one) => one !== origin);
    await putSetting(SITES, on ? [...others, origin] : others, db);
  });
}
