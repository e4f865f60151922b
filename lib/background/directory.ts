/** The partner directory as matching and search need it. */

import type { PartnerLookup } from '../match/lookup';
import { buildPartnerIndex, type PartnerIndex } from '../match/search';
import type { PartnerHit } from '../messaging/views';
import { database } from '../store/db';
import { partnerReader } from '../store/partner-reader';
import { allPartners } from '../store/partners';
import { getRevision } from '../store/settings';
import { getChoice } from '../store/sites';
import type { StoredPartner } from '../store/types';
import { shownCards } from './cards';
import { ownersOfCode } from './code-index';
import { toneOf } from './tone';

/** Matching over the database, and the partners that it found. */
export interface StoredLookup extends PartnerLookup {
  /** The partner with this id, or the one that it was merged into. */
  partner(id: string): Promise<StoredPartner | undefined>;
}

/**
 * Matching on one site, with what a person chose there: one index look-up a question. For one view of the directory as it
 * is now: see `partnerReader`.
 */
export function lookupOn(origin: string): StoredLookup {
  const reader = partnerReader();
  return {
    partner: reader.byId,
    byCrmId: reader.byAnyId,
    byFoldedName: reader.byName,
    byDomain: reader.byDomain,
    async byCode(folded) {
      const [own, named] = await Promise.all([ownersOfCode(folded), reader.byCode(folded)]);
      const owners = await Promise.all(own.map(reader.byId));
      const found = [...owners.filter((partner) => partner !== undefined), ...named];
      return [...new Map(found.map((partner) => [partner.id, partner])).values()];
    },
    async chosen(key) {
      const choice = await getChoice(origin, key);
      return (choice && (await reader.byId(choice.partnerId))) ?? null;
    },
  };
}

export async function hasPartners(): Promise<boolean> {
  return (await database().partners.count()) > 0;
}

interface Searchable {
  index: PartnerIndex;
  /** Ids in alphabetical order. */
  ids: readonly string[];
}

/** Built once per state of the directory while the worker lives; a restarted worker builds it again. */
let cached: { revision: number; built: Promise<Searchable> } | null = null;

const collator = new Intl.Collator('en');

async function build(): Promise<Searchable> {
  const partners = await allPartners();
  partners.sort((a, b) => collator.compare(a.name, b.name));
  return { index: buildPartnerIndex(partners), ids: partners.map(({ id }) => id) };
}

async function searchable(): Promise<Searchable> {
  const revision = await getRevision();
  if (cached?.revision !== revision) {
    const fresh = { revision, built: build() };
    cached = fresh;
    // What failed is tried again by whoever asks next.
    fresh.built.catch(() => {
      if (cached === fresh) cached = null;
    });
  }
  return cached.built;
}

/** @returns hits in the order of the ids, ids that are gone left out */
export async function hitsOf(ids: readonly string[]): Promise<PartnerHit[]> {
  const db = database();
  const [partners, cards] = await Promise.all([
    db.partners.bulkGet([...ids]),
    db.scorecards.bulkGet([...ids]),
  ]);
  const shown = shownCards();
  const hits = await Promise.all(
    partners.map(async (partner, i) => {
      if (!partner) return [];
      const { id, name, type, tier, region } = partner;
      return [{ id, name, type, tier, region, tone: toneOf(await shown(partner, cards[i])) }];
    }),
  );
  return hits.flat();
}

/**
 * @param query what was typed; empty lists the directory in alphabetical order
 */
export async function searchPartners(query: string, limit: number): Promise<PartnerHit[]> {
  const { index, ids } = await searchable();
  return hitsOf(query.trim() === '' ? ids.slice(0, limit) : index.search(query, limit));
}

/** Makes the search ready before anything is typed, by one that nobody reads. That it failed is said to whoever searches. */
export function warmSearch(): void {
  searchPartners('a', 1).catch(() => {});
}
