import { foldedCodes } from './codes';
import { companyDomain } from './domain';
import { foldName } from './fold';
import type { Partner } from './types';

/**
 * What matching needs of a partner directory. Each function is one index lookup, so that it works over a database
 * as well as in memory. The order of the answers does not matter.
 */
export interface PartnerLookup {
  /** Partners whose own id or one of whose `crmIds` is among the keys (`<crm>:<id>` and bare ids are mixed). */
  byCrmId(keys: readonly string[]): Promise<Partner[]>;
  /** Partners whose name or an alias folds to this string (see `foldName`). */
  byFoldedName(folded: string): Promise<Partner[]>;
  /** Partners that own this domain (see `companyDomain`). */
  byDomain(domain: string): Promise<Partner[]>;
  /** Partners whose code this is (see `foldCode`), by the directory or by what was imported and agreed. */
  byCode(folded: string): Promise<Partner[]>;
  /** Partner that a person chose on this site for a text that fits several (see `choiceKey`). */
  chosen(key: string): Promise<Partner | null>;
}

/** What two spellings of a text that a person was asked about share. */
export function choiceKey(text: string): string {
  return foldName(text) || text.trim().toLowerCase();
}

/** Folded name and aliases of a partner, each once: what `byFoldedName` has to index. */
export function foldedNames(partner: Pick<Partner, 'name' | 'aliases'>): string[] {
  return [...new Set([partner.name, ...partner.aliases].map(foldName).filter(Boolean))];
}

/**
 * A lookup over a list in memory.
 * @param choices choice key -> partner id
 */
export function memoryLookup(
  partners: readonly Partner[],
  choices: ReadonlyMap<string, string> = new Map(),
): PartnerLookup {
  const ids = new Map<string, Partner[]>();
  const names = new Map<string, Partner[]>();
  const domains = new Map<string, Partner[]>();
  const codes = new Map<string, Partner[]>();
  const add = (map: Map<string, Partner[]>, key: string, partner: Partner) => {
    const list = map.get(key);
    if (!list) map.set(key, [partner]);
    else if (!list.includes(partner)) list.push(partner);
  };
  for (const partner of partners) {
    for (const id of [partner.id, ...partner.crmIds]) add(ids, id, partner);
    for (const name of foldedNames(partner)) add(names, name, partner);
    for (const code of foldedCodes(partner)) add(codes, code, partner);
    for (const text of partner.domains) {
      const domain = companyDomain(text);
      if (domain) add(domains, domain, partner);
    }
  }
  return {
    byCrmId: async (keys) => [...new Set(keys.flatMap((key) => ids.get(key) ?? []))],
    byFoldedName: async (folded) => names.get(folded) ?? [],
    byDomain: async (domain) => domains.get(domain) ?? [],
    byCode: async (code) => codes.get(code) ?? [],
    chosen: async (key) => partners.find(({ id }) => id === choices.get(key)) ?? null,
  };
}
