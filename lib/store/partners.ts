import { standing } from '../identity/heads';
import { foldedCodes } from '../match/codes';
import type { Partner } from '../match/types';
import { database, type LensDatabase } from './db';
import { loadHeads } from './heads';
import { absorbPlaceholders } from './placeholders';
import { foldedNames } from './resolve';
import { bumpRevision } from './settings';
import type { StoredPartner } from './types';

/** Every partner that stands for itself, going by all that those merged into it go by. */
export async function allPartners(db: LensDatabase = database()): Promise<StoredPartner[]> {
  return standing(await db.partners.toArray(), await loadHeads(db));
}

/** @returns the partner with this id, or the one that it was merged into, as its own row says */
export async function getPartner(
  id: string,
  db: LensDatabase = database(),
): Promise<StoredPartner | undefined> {
  return db.partners.get((await loadHeads(db))(id));
}

/** Names of partners by id; ids that are gone are left out. */
export async function namesOf(
  ids: readonly string[],
  db: LensDatabase = database(),
): Promise<ReadonlyMap<string, string>> {
  const found = await db.partners.bulkGet([...ids]);
  return new Map(found.flatMap((partner) => (partner ? [[partner.id, partner.name] as const] : [])));
}

/** A partner without what only the store needs. */
export function plainPartner(stored: StoredPartner): Partner {
  const { id, name, type, tier, region, manager, domains, aliases, crmIds, codes, parent } = stored;
  return { id, name, type, tier, region, manager, domains, aliases, crmIds, codes, parent };
}

/** Completes a partner with what the indexes need. */
export function toStored(
  partner: Partner,
  origin: StoredPartner['origin'],
  ownAliases: readonly string[] = [],
): StoredPartner {
  return {
    ...partner,
    foldedNames: foldedNames(partner),
    foldedCodes: foldedCodes(partner),
    origin,
    ownAliases: [...ownAliases],
  };
}

/** Adds or replaces rows. Call inside the transaction of the change they belong to. */
export async function putPartners(
  partners: readonly StoredPartner[],
  db: LensDatabase = database(),
): Promise<void> {
  await db.partners.bulkPut(partners);
}

/**
 * A person edited a partner. Aliases that are new count as theirs, and a partner that only facts knew becomes
 * one of the directory.
 */
export async function savePartner(partner: Partner, db: LensDatabase = database()): Promise<void> {
  await db.transaction('rw', [db.partners, db.verdicts, db.scorecards, db.bases, db.settings], async () => {
    const before = await db.partners.get(partner.id);
    const own = [
      ...(before?.ownAliases ?? []),
      ...partner.aliases.filter((alias) => !before?.aliases.includes(alias)),
    ];
    const origin = before?.origin === 'directory' ? 'directory' : 'manual';
    const kept = [...new Set(own)].filter((alias) => partner.aliases.includes(alias));
    await db.partners.put(toStored(partner, origin, kept));
    await absorbPlaceholders(db);
    await bumpRevision(db);
  });
}

/**
 * The partner also goes by `alias`; facts under that name count for it from now on.
 * @throws RangeError when the partner does not exist
 */
export async function addAlias(
  partnerId: string,
  alias: string,
  db: LensDatabase = database(),
): Promise<void> {
  const name = alias.trim();
  if (!name) throw new RangeError('An alias needs at least one character.');
  await db.transaction('rw', [db.partners, db.verdicts, db.scorecards, db.bases, db.settings], async () => {
    const partner = await db.partners.get(partnerId);
    if (!partner)
      throw new RangeError(
        `There is no partner "${partnerId}". It may have been removed: load the page anew.`,
      );
    const aliases = [...new Set([...partner.aliases, name])];
    const ownAliases = [...new Set([...partner.ownAliases, name])];
    // An alias for a partner that only facts or a pack knew is a person's word that it exists.
    const origin = partner.origin === 'directory' ? 'directory' : 'manual';
    await db.partners.put(toStored({ ...partner, aliases }, origin, ownAliases));
    await absorbPlaceholders(db);
    await bumpRevision(db);
  });
}
