import Dexie, { type DBCore, type Table, type Transaction } from 'dexie';
import type { Snapshot } from '../govern/snapshot';
import type { SeenRecord } from '../govern/types';
import type { Verdict } from '../identity/types';
import type { BegunFile } from './begun';
import type { ChunkRecord } from './chunks';
import type { StoredFocus } from './focus';
import type { StoredKpi } from './kpis';
import type { StoredLesson } from './lessons';
import type { StoredKey, StoredPack, StoredPackCard, StoredPackPart, StoredSigner } from './packs';
import type { StoredPlan } from './plans';
import type { SiteChoice, SiteFields } from './sites';
import type { SnapshotSite } from './snapshots';
import type { SourceRecord, SourceRun, StagedPage, StoredSource } from './sources';
import type { StagedBlock, StagedImport } from './staged';
import type { StoredStandings } from './standings';
import type {
  Confirmation,
  DictionaryRun,
  ImportRecord,
  PartnerHistory,
  RejectedBatch,
  Setting,
  StoredBasis,
  StoredLimit,
  StoredMapping,
  StoredPartner,
  StoredProgramme,
  StoredRule,
  StoredScorecard,
} from './types';

/** One step of the database's schema; one file in ./migrations each, named `v<version>`. */
export interface Migration {
  /** 1, 2, 3 ...; never changed once released. */
  version: number;
  /** Dexie schema of the tables that this version adds or changes; null drops a table. */
  stores: Record<string, string | null>;
  /** Rewrites rows of the version before. */
  upgrade?: (transaction: Transaction) => PromiseLike<unknown>;
}

const modules = import.meta.glob<{ migration: Migration }>('./migrations/*.ts', { eager: true });

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = Object.values(modules)
  .map(({ migration }) => migration)
  .sort((a, b) => a.version - b.version);

export const DATABASE_NAME = 'partner-lens';

/** Table that every transaction that writes takes in; from the first version on, and hardly ever read. */
const WRITERS: keyof LensDatabase = 'partnerHistory';

/**
 * Lets one transaction write at a time, whichever tables it is about: those that share one wait for each other. Chromium
 * notes of large ones what to undo after a crash, and which locks they hold; of two at once it takes the database's own
 * lock, which they shared, for a contradiction, and throws all databases of the extension away (LevelDBScopes in
 * components/services/storage/indexed_db/scopes: "Invalid locks on disk").
 */
const oneWriter = (core: DBCore): DBCore => ({
  ...core,
  transaction: (stores, mode, options) =>
    core.transaction(mode === 'readwrite' ? [...new Set([...stores, WRITERS])] : stores, mode, options),
});

/**
 * An older release that is put over a newer one would write rows as it knows them among those that it does not. Dexie
 * opens such a database without a word.
 *
 * @param native version as the browser has it: ten times ours, and one more for each time Dexie mended the schema
 */
function refuseNewer(native: number): void {
  const stored = Math.floor(native / 10);
  const newest = migrations.at(-1)!.version;
  if (stored <= newest) return;
  const refusal = new Error(
    `What is stored was written by a newer version of Partner Lens (data version ${stored}; this one knows ${newest}). Update the extension; nothing was changed.`,
  );
  // Dexie tells a person the name before the sentence.
  refusal.name = '';
  throw refusal;
}

/** The extension's database. Facts are chunks of columns; small things (partners, limits ...) are rows. */
export class LensDatabase extends Dexie {
  declare partners: Table<StoredPartner, string>;
  declare partnerHistory: Table<PartnerHistory, number>;
  declare verdicts: Table<Verdict, number>;
  declare chunks: Table<ChunkRecord, number>;
  declare confirmations: Table<Confirmation, number>;
  declare dictionaries: Table<DictionaryRun, [string, number]>;
  declare imports: Table<ImportRecord, number>;
  declare rejects: Table<RejectedBatch, number>;
  declare mappings: Table<StoredMapping, string>;
  declare limits: Table<StoredLimit, [string, string]>;
  declare scorecards: Table<StoredScorecard, string>;
  declare bases: Table<StoredBasis, string>;
  declare programme: Table<StoredProgramme, string>;
  declare rules: Table<StoredRule, string>;
  declare settings: Table<Setting, string>;
  declare seen: Table<SeenRecord, string>;
  declare plans: Table<StoredPlan, string>;
  declare focus: Table<StoredFocus, string>;
  declare kpis: Table<StoredKpi, [string, number]>;
  declare standings: Table<StoredStandings, string>;
  declare siteFields: Table<SiteFields, [string, string]>;
  declare siteChoices: Table<SiteChoice, [string, string]>;
  declare lessons: Table<StoredLesson, string>;
  declare staging: Table<StagedImport, number>;
  declare stagedBlocks: Table<StagedBlock, [number, number]>;
  declare begun: Table<BegunFile, string>;
  declare sources: Table<StoredSource, string>;
  declare sourceRuns: Table<SourceRun, number>;
  declare sourcePages: Table<StagedPage, number>;
  declare sourceRecords: Table<SourceRecord, [string, string, string]>;
  declare packs: Table<StoredPack, string>;
  declare packParts: Table<StoredPackPart, [string, string]>;
  declare packCards: Table<StoredPackCard, [string, string]>;
  declare signers: Table<StoredSigner, string>;
  declare keys: Table<StoredKey, string>;
  declare snapshots: Table<Snapshot, number>;
  declare snapshotSites: Table<SnapshotSite, string>;

  /**
   * @param name database name; tests take their own
   * @param upTo highest version to open with; tests of migrations open an older one first
   */
  constructor(name: string = DATABASE_NAME, upTo: number = Number.POSITIVE_INFINITY) {
    super(name);
    for (const { version, stores, upgrade } of migrations) {
      if (version > upTo) continue;
      const step = this.version(version).stores(stores);
      if (upgrade) step.upgrade(upgrade);
    }
    this.use({ stack: 'dbcore', name: 'one-writer', create: oneWriter });
    this.on('ready', () => refuseNewer(this.backendDB().version), true);
  }
}

let shared: LensDatabase | null = null;

/** The one connection of this context; opens itself at first use and after the browser closed it. */
export function database(): LensDatabase {
  shared ??= new LensDatabase();
  return shared;
}
