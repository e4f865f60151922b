import Dexie from 'dexie';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { afterEach } from 'vitest';
import { missingColumn } from '@/lib/facts/missing';
import { factTable } from '@/lib/facts/registry';
import type { FactChunk } from '@/lib/facts/types';
import { LensDatabase } from '@/lib/store/db';
import type { StoredScorecard } from '@/lib/store/types';
import { type ImportOutcome, importsMark } from '@/lib/store/write';

// Set here rather than as globals: Dexie may have been loaded, and have found none, before this file.
Dexie.dependencies.indexedDB = indexedDB;
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let count = 0;
const open: LensDatabase[] = [];

/** A database of its own for each test. */
export function freshDatabase(upTo?: number): LensDatabase {
  const db = new LensDatabase(`test-${++count}`, upTo);
  open.push(db);
  return db;
}

afterEach(async () => {
  for (const db of open.splice(0)) await db.delete();
});

/** Everything that is stored, keys included, to compare two moments. */
export async function snapshot(db: LensDatabase): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  for (const table of db.tables) {
    out[table.name] = await table.toCollection().toArray();
    out[`${table.name} keys`] = await table.toCollection().primaryKeys();
  }
  return out;
}

/** A chunk of deals; a column that is left out is not filled. */
export function dealChunk(
  rows: { id: number; deal: number; partner?: number; amount?: number; stage?: number }[],
  columns: readonly ('deal' | 'partner' | 'amount' | 'stage')[],
  importId = 0,
): FactChunk {
  const table = factTable('deals');
  const chunk: FactChunk = {
    table: 'deals',
    importId,
    rows: rows.length,
    columns: {},
    id: Uint32Array.from(rows, (row) => row.id),
    hash: Float64Array.from(rows, (row) => row.id),
    sourceRow: Int32Array.from(rows, (_, i) => i + 1),
    sourceFile: new Uint8Array(rows.length),
  };
  for (const column of columns) {
    const values = missingColumn(table.columns[column]!.kind, rows.length);
    rows.forEach((row, i) => {
      if (row[column] !== undefined) values[i] = row[column];
    });
    chunk.columns[column] = values;
  }
  return chunk;
}

/** An outcome to write, with whatever a test needs filled in. */
export async function outcome(
  db: LensDatabase,
  parts: Partial<ImportOutcome> & { table?: string } = {},
): Promise<ImportOutcome> {
  const { table = 'deals', ...rest } = parts;
  return {
    record: {
      at: '2026-01-31T00:00:00.000Z',
      files: [{ name: 'deals.csv', bytes: 1, sha256: 'ab' }],
      table,
      headerSignature: 'x',
      rowsRead: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      rejected: 0,
    },
    chunks: [],
    runs: [],
    confirmation: null,
    rejects: [],
    partnerNames: [],
    directory: null,
    mark: await importsMark(db),
    ...rest,
  };
}

/** A scorecard with one verdict and no KPI. */
export function storedCard(partnerId: string, revision: number): StoredScorecard {
  return {
    partnerId,
    asOfDay: 20_000,
    computedAt: '2026-11-21T09:00:00.000Z',
    kpis: [],
    dimensions: [],
    coverage: 0.5,
    score: null,
    verdicts: [{ question: 'working', answer: 'yes', text: 'Yes', why: '' }],
    signals: [],
    revision,
  };
}
