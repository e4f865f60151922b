/** What the browser does in `npm run bench -- store`: facts through the product's store, and as a record a row. */
import Dexie, { type Table } from 'dexie';
import type { FactChunk } from '@/lib/facts/types';
import { readChunks } from '@/lib/store/chunks';
import { database } from '@/lib/store/db';
import { beginStaging, stageBlock } from '@/lib/store/staging';
import { importsMark, writeImport } from '@/lib/store/write';
import { isoDay } from '../generator/calendar';
import { Random } from '../generator/random';

const CHUNK_ROWS = 10_000;
const BLOCK_CHUNKS = 4;
/** Records added at once. */
const FILL_ROWS = 10_000;

interface Order {
  order: string;
  partner: string;
  customer: string;
  date: string;
  amount: number;
  list: number;
  discount: number;
  currency: string;
}

/** Whose way of storing. */
type Side = 'ours' | 'theirs';

class RowDatabase extends Dexie {
  declare orders: Table<Order, number>;
  constructor() {
    super('rows');
    this.version(1).stores({ orders: '++key' });
  }
}

const rowsDb = new RowDatabase();
let random = new Random('store');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function rowsOf(from: number, to: number): Order[] {
  return Array.from({ length: to - from }, (_, i) => {
    const list = random.int(1_000, 90_000) / 100;
    return {
      order: `O-${from + i}`,
      partner: `Partner ${random.int(1, 1_000)}`,
      customer: `C-${random.int(1, 100_000)}`,
      date: isoDay(20_000 + random.int(0, 729)),
      amount: list * 0.9,
      list,
      discount: 0.1,
      currency: 'EUR',
    };
  });
}

/** The same rows as the import keeps them. */
function chunksOf(rows: readonly Order[], from: number): FactChunk[] {
  const chunks: FactChunk[] = [];
  for (let at = 0; at < rows.length; at += CHUNK_ROWS) {
    const some = rows.slice(at, at + CHUNK_ROWS);
    const codes = (text: (row: Order) => string) =>
      Uint32Array.from(some, (row) => Number(text(row).replace(/\D/g, '')));
    const numbers = (value: (row: Order) => number) => Float64Array.from(some, value);
    chunks.push({
      table: 'orders',
      importId: 0,
      rows: some.length,
      columns: {
        order: codes((row) => row.order),
        partner: codes((row) => row.partner),
        customer: codes((row) => row.customer),
        date: Int32Array.from(some, (row) => Date.parse(row.date) / 86_400_000),
        // Money is kept in whole cents, as the import reads it.
        amount: numbers((row) => Math.round(row.amount * 100)),
        list_amount: numbers((row) => Math.round(row.list * 100)),
        discount: numbers((row) => row.discount),
        currency: new Uint32Array(some.length).fill(1),
      },
      id: Uint32Array.from(some, (_, i) => from + at + i + 1),
      hash: Float64Array.from(some, () => random.int(0, 2 ** 31) * 2 ** 21),
      sourceRow: Int32Array.from(some, (_, i) => at + i + 1),
      sourceFile: new Uint8Array(some.length),
    });
  }
  return chunks;
}

/** An import as it is stored: begun, block by block, finished. */
async function storeChunks(chunks: readonly FactChunk[], rows: number, values: string[]): Promise<void> {
  const files = [{ name: 'orders.csv', bytes: 0, sha256: '' }];
  const mark = await importsMark();
  const at = new Date(0).toISOString();
  const plan = { mapping: {}, formats: [], timeZone: 'UTC', currency: 'EUR' };
  const importId = await beginStaging({ at, files, plan, mark });
  const nothing = { id: new Uint32Array(), sourceRow: new Int32Array(), sourceFile: new Uint8Array() };
  let blocks = 0;
  for (let from = 0; from < chunks.length; from += BLOCK_CHUNKS)
    await stageBlock(importId, blocks++, {
      chunks: chunks.slice(from, from + BLOCK_CHUNKS),
      runs: from === 0 && values.length > 0 ? [{ domain: 'order', from: 1, text: values.join('\0') }] : [],
      rejects: [],
      repeats: nothing,
      checkpoint: null,
    });
  const counts = { rowsRead: rows, added: rows, changed: 0, unchanged: 0, rejected: 0 };
  await writeImport({
    record: { at, files, table: 'orders', headerSignature: '', ...counts },
    chunks: [],
    runs: [],
    confirmation: null,
    rejects: [],
    partnerNames: [],
    directory: null,
    mark,
    staged: { importId, blocks },
  });
}

const bench = {
  /** Empties both databases. */
  async clear(): Promise<void> {
    random = new Random('store');
    await rowsDb.orders.clear();
    const db = database();
    await Promise.all([db.chunks, db.imports, db.dictionaries, db.staging].map((table) => table.clear()));
  },
  /** @returns milliseconds to store rows */
  async write(side: Side, rows: number): Promise<number> {
    const made = rowsOf(0, rows);
    if (side === 'theirs') return timed(() => rowsDb.orders.bulkPut(made));
    const chunks = chunksOf(made, 0);
    const values = made.map(({ order }) => order);
    return timed(() => storeChunks(chunks, rows, values));
  },
  /** Adds the rows [from, to), without timing. */
  async fill(side: Side, from: number, to: number): Promise<void> {
    const made = rowsOf(from, to);
    if (side === 'ours') return storeChunks(chunksOf(made, from), made.length, []);
    for (let at = 0; at < made.length; at += FILL_ROWS)
      await rowsDb.orders.bulkAdd(made.slice(at, at + FILL_ROWS));
  },
  /** @returns milliseconds to read every row */
  read(side: Side, rows: number): Promise<number> {
    return timed(async () => {
      const found =
        side === 'ours'
          ? (await readChunks('orders')).reduce((sum, chunk) => sum + chunk.rows, 0)
          : (await rowsDb.orders.toArray()).length;
      if (found !== rows) throw new Error(`Read ${found} rows of ${rows}.`);
    });
  },
};

export type StoreBench = typeof bench;
Object.assign(globalThis, { bench });
