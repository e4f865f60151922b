import type { AssembleInput } from '../facts/factset';
import { linkColumns } from '../facts/links';
import { factTables } from '../facts/registry';
import { applyStageTerms } from '../facts/stage-terms';
import type { Dictionary, FactChunk } from '../facts/types';
import type { Workspace } from '../facts/workspace';
import { standing } from '../identity/heads';
import { statusOfStage } from '../import/categories';
import { chunkKeys, readTables, tablesWithFacts } from './chunks';
import { database, type LensDatabase } from './db';
import { loadDictionaries } from './dictionaries';
import { loadHeads } from './heads';
import { mergeChunks } from './merge';
import { PARTNER_DOMAIN } from './placeholders';
import { type PartnerIndex, partnerIndex } from './resolve';
import { getRevision, getWorkspace } from './settings';
import type { StoredPartner } from './types';

/** Facts as they stand now, with everything that says whose they are: what `assembleFacts` puts together. */
export interface LoadedFacts extends AssembleInput {
  /** Every row of a table once, in its current state. */
  chunks: FactChunk[];
  dictionaries: Dictionary[];
  /** Directory and fact-made partners; `partnerOfCode` counts them from 0. */
  partners: StoredPartner[];
  workspace: Workspace;
  revision: number;
  /** Keys of the chunks that were read: chunks never change, they come and go. */
  keys: number[];
}

export interface LoadOptions {
  /** Undefined = every table that has facts. */
  tables?: readonly string[];
  /** Table id -> columns to keep, beside those that tell the partner; a table that is not named keeps all. */
  columns?: Readonly<Record<string, readonly string[]>>;
  /** Dictionaries to load beside that of partners; undefined = all. */
  domains?: readonly string[];
  /** Which chunks by their keys; undefined = all. */
  wanted?: (key: number) => boolean;
  /** Every version of a row as it was imported, not its current state. */
  asImported?: boolean;
  /** What a person said of stage names is left aside. */
  asWritten?: boolean;
}

/** What terms of stages are told by and change. */
const TERM_COLUMNS = ['stage', 'status', 'closed', 'expected_close'];
const TERM_DOMAINS = ['stage', 'deal-status'];

/**
 * Which partner each raw name is. Worked out at load time, so that a directory or alias that arrives after the
 * facts still takes them over.
 * @param names dictionary `partner`, the missing value first
 * @param index who goes by which name, where that is more than the partners' own names
 * @returns index into `partners` per code, -1 = nobody
 */
export function resolvePartners(
  names: readonly string[],
  partners: readonly StoredPartner[],
  index: PartnerIndex = partnerIndex(partners),
): Int32Array {
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
  const stores = [db.chunks, db.dictionaries, db.staging, db.imports, db.partners, db.verdicts, db.settings];
  return db.transaction('r', stores, async () => {
    const [keys, workspace, tables] = await Promise.all([
      chunkKeys(undefined, db, options.wanted),
      getWorkspace(db),
      options.tables ?? tablesWithFacts(db),
    ]);
    const terms = options.asWritten ? [] : (workspace.stageTerms ?? []);
    const domains = options.domains && [
      ...new Set([...options.domains, PARTNER_DOMAIN, ...(terms.length > 0 ? TERM_DOMAINS : [])]),
    ];
    const loaded: Record<string, readonly string[]> = {};
    for (const table of tables) {
      const asked = options.columns?.[table];
      // A table of a later version has no description here; putting the facts together says so.
      const definition = factTables[table];
      const needed = table === 'deals' && terms.length > 0 ? TERM_COLUMNS : [];
      const columns = asked && [
        ...new Set([...asked, ...needed, ...(definition ? linkColumns(definition) : [])]),
      ];
      if (columns) loaded[table] = columns;
    }
    // What is small is on its way while the chunks are read.
    const [read, dictionaries, everyone, headOf, revision] = await Promise.all([
      readTables(tables, loaded, db, options.wanted),
      loadDictionaries(domains, db),
      db.partners.toArray(),
      loadHeads(db),
      getRevision(db),
    ]);
    const chunks = read.flatMap((own) => (options.asImported ? eachImport(own) : mergeChunks(own)));
    const names = dictionaries[PARTNER_DOMAIN]?.values ?? [''];
    const partners = standing(everyone, headOf);
    const partnerOfCode = resolvePartners(names, partners, partnerIndex(everyone, headOf));
    const [stages, statuses] = TERM_DOMAINS.map((domain) => dictionaries[domain]?.values ?? ['']);
    return {
      chunks: applyStageTerms(chunks, {
        terms,
        stages: stages!,
        statuses: statuses!,
        partnerOfCode,
        partners,
        readOutcome: statusOfStage,
      }),
      loaded,
      keys,
      dictionaries: Object.values(dictionaries),
      // Keys and texts are not read, and their last runs are long: facts size these by the codes in use.
      dictionarySizes: Object.fromEntries(
        Object.values(dictionaries).flatMap(({ domain, values }) =>
          values.length > 1 ? [[domain, values.length]] : [],
        ),
      ),
      partners,
      partnerOfCode,
      workspace,
      revision,
    };
  });
}

/** The rows of every import as it left them: one that had a row twice keeps the later. */
function eachImport(chunks: readonly FactChunk[]): FactChunk[] {
  const imports = Map.groupBy(chunks, ({ importId }) => importId);
  return [...imports.values()].flatMap((own) =>
    own.length > 1 ? mergeChunks(own, { keepGone: true }) : own,
  );
}
