import type { Dictionary, FactChunk } from '../facts/types';
import type { Workspace } from '../facts/workspace';
import { readChunks, tablesWithFacts } from './chunks';
import { database, type LensDatabase } from './db';
import { loadDictionaries } from './dictionaries';
import { mergeChunks } from './merge';
import { PARTNER_DOMAIN } from './placeholders';
import { partnerIndex } from './resolve';
import { getRevision, getWorkspace } from './settings';
import type { StoredPartner } from './types';

/** Facts as they stand now, with everything that says whose they are. */
export interface LoadedFacts {
  /** Table id -> chunks in which every row is there once, in its current state. */
  chunks: Record<string, FactChunk[]>;
  dictionaries: Record<string, Dictionary>;
  /** Directory and fact-made partners. */
  partners: StoredPartner[];
  /** Code of the dictionary `partner` -> index into `partners`, -1 = none. */
  partnerOfCode: Int32Array;
  workspace: Workspace;
  revision: number;
}

export interface LoadOptions {
  /** Undefined = every table that has facts. */
  tables?: readonly string[];
  /** Table id -> columns to keep; a table that is not named keeps all. */
  columns?: Readonly<Record<string, readonly string[]>>;
  /** Dictionaries to load beside that of partners; undefined = all. */
  domains?: readonly string[];
}

/**
 * Which partner each raw name is. Worked out at load time, so that a directory or alias that arrives after the
 * facts still takes them over.
 * @param names dictionary `partner`, the missing value first
 * @returns index into `partners` per code, -1 = nobody
 */
export function resolvePartners(names: readonly string[], partners: readonly StoredPartner[]): Int32Array {
  const index = partnerIndex(partners);
  const position = new Map(partners.map((partner, i) => [partner.id, i]));
  const out = new Int32Array(names.length).fill(-1);
  for (let code = 1; code < names.length; code++) {
    const id = index.resolve(names[code]!);
    if (id !== null) out[code] = position.get(id)!;
  }
  return out;
}

/** Reads facts, dictionaries and partners of one moment. */
export function loadFacts(options: LoadOptions = {}, db: LensDatabase = database()): Promise<LoadedFacts> {
  const stores = [db.chunks, db.dictionaries, db.partners, db.settings];
  return db.transaction('r', stores, async () => {
    const chunks: Record<string, FactChunk[]> = {};
    for (const table of options.tables ?? (await tablesWithFacts(db)))
      chunks[table] = mergeChunks(await readChunks(table, options.columns?.[table], db));
    const domains = options.domains && [...new Set([...options.domains, PARTNER_DOMAIN])];
    const dictionaries = await loadDictionaries(domains, db);
    dictionaries[PARTNER_DOMAIN] ??= { domain: PARTNER_DOMAIN, values: [''] };
    const partners = await db.partners.toArray();
    return {
      chunks,
      dictionaries,
      partners,
      partnerOfCode: resolvePartners(dictionaries[PARTNER_DOMAIN].values, partners),
      workspace: await getWorkspace(db),
      revision: await getRevision(db),
    };
  });
}
