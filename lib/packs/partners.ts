/** Partners of installed packs, laid under the directory of this machine. */
import type { LensDatabase } from '../store/db';
import { idHere, installedPacks, packLayers } from '../store/packs';
import { putPartners, toStored } from '../store/partners';
import { absorbPlaceholders, rebuildPlaceholders } from '../store/placeholders';
import { partnerIndex } from '../store/resolve';
import type { StoredPartner } from '../store/types';

/**
 * Puts the partners of all packs anew beside the directory. One whose id or name is in the directory is that partner,
 * whatever id it has there; the other ones become partners of their own as long as a pack names them.
 * Call inside the transaction that adds or takes away a pack; it reads the facts too, so that one holds every table.
 */
export async function layPartners(db: LensDatabase): Promise<void> {
  const own = await db.partners.filter(({ origin }) => origin !== 'pack').toArray();
  await db.partners.filter(({ origin }) => origin === 'pack').delete();
  const present: StoredPartner[] = own.filter(({ origin }) => origin !== 'fact');
  const layers = new Map((await packLayers('partners', db)).map(({ pack, data }) => [pack.id, data]));
  for (const pack of await installedPacks(db)) {
    const index = partnerIndex(present);
    const others: [theirs: string, here: string][] = [];
    const fresh: StoredPartner[] = [];
    for (const partner of layers.get(pack.id) ?? []) {
      const here = index.resolve(partner.id) ?? index.resolve(partner.name);
      if (here === null) fresh.push(toStored(partner, 'pack'));
      else if (here !== partner.id) others.push([partner.id, here]);
    }
    const ids = Object.fromEntries(others);
    await putPartners(fresh, db);
    present.push(...fresh);
    await db.packs.update(pack.id, { ids });
    await followIds(pack.id, ids, db);
  }
  // Facts that name a partner of a pack count for it; without the pack they make a partner of their own again.
  await rebuildPlaceholders(db);
  await absorbPlaceholders(db);
}

/** Cards stand under the ids of here. */
async function followIds(
  pack: string,
  ids: Readonly<Record<string, string>>,
  db: LensDatabase,
): Promise<void> {
  const here = (theirs: string) => idHere(ids, theirs);
  const keys = await db.packCards.where('pack').equals(pack).primaryKeys();
  const moved = (await db.packCards.bulkGet(keys)).filter(
    (row) => row !== undefined && row.partnerId !== here(row.theirs),
  );
  for (const row of moved) {
    if (!row) continue;
    await db.packCards.delete([pack, row.partnerId]);
    const partnerId = here(row.theirs);
    await db.packCards.put({
      ...row,
      partnerId,
      brief: [partnerId, ...row.brief.slice(1)] as typeof row.brief,
    });
  }
}
