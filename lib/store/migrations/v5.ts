import type { Migration } from '../db';

/** What others bring beside a person's own. */
export const migration: Migration = {
  version: 5,
  stores: {
    imports: '++id, table, seenOn',
    packs: 'id',
    packParts: '[pack+part], part, pack',
    packCards: '[pack+partnerId], partnerId, pack, brief',
    signers: 'fingerprint',
    keys: 'id',
    staging: 'importId',
    stagedBlocks: '[importId+block], importId',
    begun: 'sha256',
    verdicts: '++key, from, into',
    sources: 'id',
    sourceRuns: '++id, sourceId',
    sourcePages: '++key, sourceId',
    sourceRecords: '[sourceId+table+id], sourceId',
    snapshots: '++visit, key, origin, until',
    snapshotSites: 'origin',
  },
};
