import { database, type LensDatabase } from './db';
import { getSetting, putSetting } from './settings';

const SITES = 'badges on lists';

/** A site as the browser grants it: without a port, which patterns of Firefox do not know. */
function siteOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}`;
}

/** Whether a site's lists and boards get badges; none does until a person switches them on. */
export async function hasListBadges(origin: string, db: LensDatabase = database()): Promise<boolean> {
  return (await getSetting<string[]>(SITES, [], db)).some((one) => siteOf(one) === siteOf(origin));
}

export async function putListBadges(
  origin: string,
  on: boolean,
  db: LensDatabase = database(),
): Promise<void> {
  await db.transaction('rw', db.settings, async () => {
    const others = (await getSetting<string[]>(SITES, [], db)).filter(
      (one) => siteOf(one) !== siteOf(origin),
    );
    await putSetting(SITES, on ? [...others, origin] : others, db);
  });
}
