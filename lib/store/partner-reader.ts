import { database, type LensDatabase } from './db';
import { loadHeads } from './heads';
import type { StoredPartner } from './types';

/** Looks up partners. Each answer is given once for all who ask the same. */
export interface PartnerReader {
  /** The partner with this id, or the one that it was merged into. */
  byId(id: string): Promise<StoredPartner | undefined>;
  /** @param keys ids of partners, and record ids of a CRM in each form that a directory may hold */
  byAnyId(keys: readonly string[]): Promise<StoredPartner[]>;
  /** @param folded `foldName` of a name or alias */
  byName(folded: string): Promise<StoredPartner[]>;
  /** @param domain bare host name, lower case */
  byDomain(domain: string): Promise<StoredPartner[]>;
  /** @param folded `foldCode` of a code */
  byCode(folded: string): Promise<StoredPartner[]>;
}

/**
 * A reader of the directory as it is now, for one view: who was merged into whom is read once for all that is asked, while
 * the first look-up is on its way, and who was found is not read again. Do not keep it: it does not see later changes.
 */
export function partnerReader(db: LensDatabase = database()): PartnerReader {
  const heads = loadHeads(db);
  // Whoever asks gets the error; nobody may ask.
  heads.catch(() => {});
  const read = new Map<string, StoredPartner>();
  const answers = new Map<string, Promise<StoredPartner[]>>();

  /** The partners that these ids stand for, each once. */
  async function standingFor(ids: readonly string[]): Promise<StoredPartner[]> {
    const headOf = await heads;
    const wanted = [...new Set(ids.map(headOf))];
    const unread = wanted.filter((id) => !read.has(id));
    if (unread.length > 0)
      for (const partner of await db.partners.bulkGet(unread)) if (partner) read.set(partner.id, partner);
    return wanted.flatMap((id) => read.get(id) ?? []);
  }

  const by = (index: string, keys: readonly string[], also: readonly string[] = []) => {
    const question = JSON.stringify([index, keys]);
    const known = answers.get(question);
    if (known) return known;
    const answer = Promise.all([
      db.partners.where(index).anyOf(keys).distinct().toArray(),
      also.length > 0 ? db.partners.bulkGet([...also]) : [],
    ]).then(([rows, own]) => {
      for (const partner of [...rows, ...own]) if (partner) read.set(partner.id, partner);
      return standingFor([...also, ...rows.map(({ id }) => id)]);
    });
    answers.set(question, answer);
    return answer;
  };

  return {
    byId: async (id) => (await standingFor([id]))[0],
    byAnyId: (keys) => by('crmIds', keys, keys),
    byName: (folded) => by('foldedNames', [folded]),
    byDomain: (domain) => by('domains', [domain]),
    byCode: (folded) => by('foldedCodes', [folded]),
  };
}
