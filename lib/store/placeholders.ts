import { NO_CODE } from '../facts/types';
import { readChunks, tablesWithFacts } from './chunks';
import { domainsOf } from './columns';
import { database, type LensDatabase } from './db';
import { loadDictionaries } from './dictionaries';
import { loadHeads } from './heads';
import { nameKey, partnerIndex, placeholderId } from './resolve';
import type { StoredPartner } from './types';

/** Dictionary of partners as sources write them. */
export const PARTNER_DOMAIN = 'partner';

/** @returns the row of a partner that nothing but facts knows */
export function placeholder(raw: string): StoredPartner {
  return {
    id: placeholderId(raw),
    name: raw.trim(),
    type: null,
    tier: null,
    region: null,
    manager: null,
    domains: [],
    aliases: [],
    crmIds: [],
    codes: [],
    parent: null,
    foldedNames: [nameKey(raw)].filter(Boolean),
    foldedCodes: [],
    origin: 'fact',
    ownAliases: [],
  };
}

/**
 * Makes a partner of every name on a fact that nobody in the directory answers to.
 * Call inside the transaction that adds the facts.
 */
export async function addPlaceholders(names: Iterable<string>, db: LensDatabase = database()): Promise<void> {
  const fresh = await placeholdersFor(names, await db.partners.toArray(), db);
  // A person may have given such a partner a type or tier: then its row exists and is theirs.
  const taken = new Set((await db.partners.bulkGet([...fresh.keys()])).map((row) => row?.id));
  await db.partners.bulkAdd([...fresh.values()].filter((row) => !taken.has(row.id)));
}

/** A partner by its id for every name that none of `partners` answers to. */
async function placeholdersFor(
  names: Iterable<string>,
  partners: readonly StoredPartner[],
  db: LensDatabase,
): Promise<Map<string, StoredPartner>> {
  const index = partnerIndex(partners, await loadHeads(db));
  const fresh = new Map<string, StoredPartner>();
  for (const raw of names) {
    if (!raw.trim() || index.resolve(raw) !== null) continue;
    const row = placeholder(raw);
    if (!fresh.has(row.id)) fresh.set(row.id, row);
  }
  return fresh;
}

/**
 * Takes away the fact-made partners that a directory row or alias now answers for.
 * Call inside the transaction that changes the directory.
 */
export async function absorbPlaceholders(db: LensDatabase = database()): Promise<void> {
  const partners = await db.partners.toArray();
  const known = partnerIndex(
    partners.filter((partner) => partner.origin !== 'fact'),
    await loadHeads(db),
  );
  const absorbed = partners.filter(
    (partner) => partner.origin === 'fact' && known.resolveAny(partner.name) !== null,
  );
  await db.partners.bulkDelete(absorbed.map((partner) => partner.id));
  if (absorbed.length > 0) await dropOrphans(db);
}

/** Takes away the scorecards of partners that are gone or count for another one. */
export async function dropOrphans(db: LensDatabase = database()): Promise<void> {
  const headOf = await loadHeads(db);
  const ids = await db.partners.toCollection().primaryKeys();
  const known = new Set(ids.filter((id) => headOf(id) === id));
  for (const table of [db.scorecards, db.bases]) {
    const ids = await table.toCollection().primaryKeys();
    await table.bulkDelete(ids.filter((id) => !known.has(id)));
  }
}

/**
 * Makes the fact-made partners those that the facts that are left name. Reads every partner column, so it is for undo.
 * One that stays is not written again: on a full disk rows can be deleted, and none written.
 * Call inside the transaction that takes facts or directory rows away.
 */
export async function rebuildPlaceholders(db: LensDatabase = database()): Promise<void> {
  const used = new Set<number>();
  for (const table of await tablesWithFacts(db)) {
    const columns = domainsOf(table).get(PARTNER_DOMAIN) ?? [];
    for (const chunk of await readChunks(table, columns, db))
      for (const values of Object.values(chunk.columns)) for (const code of values) used.add(code);
  }
  used.delete(NO_CODE);
  const { values } = (await loadDictionaries([PARTNER_DOMAIN], db))[PARTNER_DOMAIN]!;
  const names = [...used].sort((a, b) => a - b).map((code) => values[code]!);
  const partners = await db.partners.toArray();
  const rows = new Map(partners.map((row) => [row.id, row]));
  const others = partners.filter(({ origin }) => origin !== 'fact');
  const wanted = await placeholdersFor(names, others, db);
  const stale = partners.filter(({ id, origin }) => origin === 'fact' && !wanted.has(id));
  await db.partners.bulkDelete(stale.map(({ id }) => id));
  const fresh = [...wanted.values()].filter(({ id, name }) => {
    const row = rows.get(id);
    return !row || (row.origin === 'fact' && row.name !== name);
  });
  await db.partners.bulkPut(fresh);
}
