import { foldName, foldText } from '@/lib/match/fold';
import type { HeadOf } from '../identity/heads';
import type { StoredPartner } from './types';

/** Key of a raw partner name: what two spellings of it share. Never empty for a non-empty name. */
export function nameKey(raw: string): string {
  return foldName(raw) || raw.trim().toLowerCase();
}

/** Id of the partner that exists only because facts name it. */
export function placeholderId(raw: string): string {
  return `name:${nameKey(raw)}`;
}

/** Folded name and aliases, each once. */
export function foldedNames(partner: { name: string; aliases: readonly string[] }): string[] {
  return [...new Set([partner.name, ...partner.aliases].map(nameKey).filter(Boolean))];
}

export interface PartnerIndex {
  /**
   * @param raw partner as a source writes it: id, CRM record id, name or alias
   * @returns id of the partner; null when nobody goes by it. A name of two partners is that of neither, unless just one
   * is written like this: "Twin Ltd" is not "Twin Inc", although either may be meant by "Twin".
   */
  resolve(raw: string): string | null;
  /** The same, for a name in whichever spelling of it. */
  resolveAny(raw: string): string | null;
}

const AMBIGUOUS = '';

function add(map: Map<string, string>, key: string, id: string) {
  if (!key) return;
  const known = map.get(key);
  if (known === undefined) map.set(key, id);
  else if (known !== id) map.set(key, AMBIGUOUS);
}

/**
 * Trust runs from id to CRM id, name, alias; a partner that only facts named comes last, so that a directory
 * row or alias of the same name takes over its facts.
 * @param headOf which partner one that was merged counts for; left out, each stands for itself
 */
export function partnerIndex(partners: readonly StoredPartner[], headOf: HeadOf = (id) => id): PartnerIndex {
  const ids = new Map<string, string>();
  const crmIds = new Map<string, string>();
  const names = new Map<string, string>();
  const aliases = new Map<string, string>();
  /** Names with their legal forms. */
  const letters = new Map<string, string>();
  const placeholders = new Map<string, string>();
  /** Keys of names as they are written, told when they were stored: facts mostly write them alike, and folding is slow. */
  const known = new Map<string, string>();
  const keyOf = (text: string): string => known.get(text) ?? nameKey(text);
  for (const partner of partners) {
    const id = headOf(partner.id);
    const written = partner.name.trim();
    if (written && partner.foldedNames[0]) known.set(written, partner.foldedNames[0]);
    if (partner.origin === 'fact') {
      for (const name of partner.foldedNames) add(placeholders, name, id);
      continue;
    }
    ids.set(partner.id, id);
    for (const crmId of partner.crmIds) {
      add(crmIds, crmId, id);
      const colon = crmId.indexOf(':');
      if (colon >= 0) add(crmIds, crmId.slice(colon + 1), id);
    }
    add(letters, foldText(partner.name), id);
    // The name's own key comes first (see foldedNames).
    const [own] = partner.foldedNames;
    for (const name of partner.foldedNames) add(name === own ? names : aliases, name, id);
  }
  const exact = (text: string) => ids.get(text) || crmIds.get(text) || null;
  // An ambiguous name does not fall through to an alias: nobody can say who is meant, so its facts stay apart.
  const anySpelling = (key: string) => (names.get(key) ?? aliases.get(key)) || null;
  return {
    resolve(raw) {
      const text = raw.trim();
      const key = keyOf(text);
      return (
        exact(text) ?? anySpelling(key) ?? (letters.get(foldText(text)) || (placeholders.get(key) ?? null))
      );
    },
    resolveAny(raw) {
      const text = raw.trim();
      return exact(text) ?? anySpelling(keyOf(text));
    },
  };
}
