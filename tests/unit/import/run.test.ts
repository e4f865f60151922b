import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import type { Mapping } from '@/lib/import/mapping';
import { propose } from '@/lib/import/propose';
import { type RunImportOptions, runImport } from '@/lib/import/run';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport, rejectedRows } from '@/lib/store/imports';
import { getMapping } from '@/lib/store/mappings';
import { addAlias, allPartners } from '@/lib/store/partners';
import { putWorkspace } from '@/lib/store/settings';
import { freshDatabase, snapshot } from '../store/fixtures';
import { CONTEXT, counts, readable } from './fixtures';

interface Options extends RunImportOptions {
  table?: string;
  edit?: (mapping: Mapping) => void;
}

/** Looks at a file, takes the proposal and imports it. */
async function load(db: LensDatabase, text: string, { table, edit, ...options }: Options = {}) {
  const source = textSource('file.csv', text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, table);
  edit?.(mapping);
  return runImport([{ source, format: analysis.format, sha256: analysis.sha256 }], mapping, {
    ...options,
    db,
  });
}

async function workspace(): Promise<LensDatabase> {
  const db = freshDatabase();
  await putWorkspace(CONTEXT, db);
  return db;
}

/** Current rows of a table with readable values, and the partner that each counts for. */
async function facts(db: LensDatabase, table: string) {
  const loaded = await loadFacts({ tables: [table] }, db);
  const dictionaries = Object.fromEntries(loaded.dictionaries.map((d) => [d.domain, d]));
  const rows = readable(loaded.chunks, dictionaries);
  const codes = loaded.chunks.flatMap((chunk) => [...(chunk.columns.partner ?? new Uint32Array(chunk.rows))]);
  return rows.map(
    (row, i): Record<string, unknown> => ({
      ...row,
      of: loaded.partners[loaded.partnerOfCode[codes[i]!]!]?.id ?? null,
    }),
  );
}

const DEALS = 'Deal ID,Partner,Stage,Amount\nD1,Nordwind GmbH,Won,10\nD2,NW,Lost,20\nD3,Südstern,Open,x\n';

function manyDeals(rows: number): string {
  const lines = ['Deal ID,Partner,Stage,Create Date,Amount'];
  for (let i = 0; i < rows; i++) lines.push(`D${i},Partner ${i % 40},Won,2026-01-${(i % 28) + 1},${i}.50`);
  return lines.join('\n');
}

describe('runImport', () => {
  it('stores rows, bad rows, partners and the mapping', async () => {
    const db = await workspace();
    const summary = await load(db, DEALS, { now: '2026-03-01T00:00:00.000Z' });
    expect(counts(summary)).toEqual([3, 2, 0, 0, 1]);
    expect(summary).toMatchObject({
      id: 1,
      at: '2026-03-01T00:00:00.000Z',
      table: 'deals',
      files: [{ name: 'file.csv', bytes: new TextEncoder().encode(DEALS).length }],
    });
    expect(await rejectedRows(1, 0, 9, db)).toEqual([
      {
        importId: 1,
        file: 'file.csv',
        row: 3,
        column: 'Amount',
        value: 'x',
        reason: 'is not a number with a decimal point',
      },
    ]);
    expect((await allPartners(db)).map(({ id }) => id)).toEqual(['name:nordwind', 'name:nw']);
    expect((await getMapping(summary.headerSignature, db))!.mapping).toMatchObject({ table: 'deals' });
  });

  it('adds nothing the second time', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const before = await facts(db, 'deals');
    expect(counts(await load(db, DEALS))).toEqual([3, 0, 0, 2, 1]);
    expect(await facts(db, 'deals')).toEqual(before);
    expect(await db.chunks.count()).toBe(1);
  });

  it('keeps rows of a repeated file when the first import is undone, and none when both are', async () => {
    const db = await workspace();
    const first = await load(db, DEALS);
    const rows = await facts(db, 'deals');
    const second = await load(db, DEALS);
    await deleteImport(first.id, db);
    expect(await facts(db, 'deals')).toEqual(rows);
    await deleteImport(second.id, db);
    expect(await facts(db, 'deals')).toEqual([]);
    expect(await allPartners(db)).toEqual([]);
  });

  it('undone is as if it had never run', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const { settings: _s, mappings: _m, ...before } = await snapshot(db);
    const again = DEALS.replace('Lost,20', 'Won,25').replace('Open,x', 'Open,1');
    const summary = await load(db, again);
    expect(counts(summary)).toEqual([3, 1, 1, 1, 0]);
    await deleteImport(summary.id, db);
    const { settings: __s, mappings: __m, ...after } = await snapshot(db);
    expect(after).toEqual(before);
  });

  it('cancelled at any moment leaves the database as it was', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const before = await snapshot(db);
    const text = manyDeals(25_000);

    const early = new AbortController();
    const reading = load(db, text, { signal: early.signal, progress: () => early.abort() });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(await snapshot(db)).toEqual(before);

    const late = new AbortController();
    const writing = load(db, text, { signal: late.signal, writing: () => late.abort() });
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' });
    expect(await snapshot(db)).toEqual(before);

    // In the middle of the transaction, when the second chunk is added.
    const middle = new AbortController();
    let chunks = 0;
    const stop = () => {
      if (++chunks === 2) middle.abort();
    };
    db.chunks.hook('creating', stop);
    await expect(load(db, text, { signal: middle.signal })).rejects.toMatchObject({ name: 'AbortError' });
    db.chunks.hook('creating').unsubscribe(stop);
    expect(chunks).toBe(2);
    expect(await snapshot(db)).toEqual(before);

    const progress: number[] = [];
    const summary = await load(db, text, { progress: ({ bytes }) => void progress.push(bytes) });
    // Two of the ids were known.
    expect(counts(summary)).toEqual([25_000, 24_998, 2, 0, 0]);
    expect(progress.at(-1)).toBe(text.length);
    expect(await db.chunks.where('importId').equals(summary.id).count()).toBe(3);
  });

  it('leaves the database as it was when the disk is full', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const before = await snapshot(db);
    const full = () => {
      throw new DOMException('The disk is full.', 'QuotaExceededError');
    };
    db.rejects.hook('creating', full);
    await expect(load(db, manyDeals(50).concat('\nD9,N,Won,2026-01-01,many'))).rejects.toThrow('full');
    db.rejects.hook('creating').unsubscribe(full);
    expect(await snapshot(db)).toEqual(before);
  });

  it('runs one import after the other, however many are started', async () => {
    const db = await workspace();
    const texts = [1, 2, 3, 4].map((n) => `Deal ID,Partner,Stage\nD1,N,Open\nE${n},P${n},Won\n`);
    const summaries = await Promise.all(texts.map((text) => load(db, text)));
    expect(summaries.map(({ added }) => added).sort()).toEqual([1, 1, 1, 2]);
    expect((await facts(db, 'deals')).map(({ deal }) => deal).sort()).toEqual(['D1', 'E1', 'E2', 'E3', 'E4']);
  });

  it('takes several files of one kind as one import', async () => {
    const db = await workspace();
    const files = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const source = textSource(
          `${name}.csv`,
          `Deal ID,Partner,Stage,Amount\n${name}1,N,Won,1\n${name}2,N,Won,x\n`,
        );
        return { source, analysis: await analyseFile(source) };
      }),
    );
    const { mapping } = propose(files[0]!.analysis, CONTEXT);
    mapping.columns.push({ source: 3, header: 'Amount', target: 'amount' });
    mapping.columns = [...new Map(mapping.columns.map((column) => [column.target, column])).values()];
    const summary = await runImport(
      files.map(({ source, analysis }) => ({ source, format: analysis.format })),
      mapping,
      { db },
    );
    expect(counts(summary)).toEqual([4, 2, 0, 0, 2]);
    expect(summary.files.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
    expect((await rejectedRows(summary.id, 0, 9, db)).map(({ file, row }) => [file, row])).toEqual([
      ['a.csv', 2],
      ['b.csv', 2],
    ]);
    const { chunks } = await loadFacts({}, db);
    expect([...chunks[0]!.sourceFile]).toEqual([0, 1]);
    expect([...chunks[0]!.sourceRow]).toEqual([1, 1]);
  });
});

describe('partners and facts', () => {
  it('meet whichever comes first', async () => {
    const directory = 'Partner ID,Partner Name,Aliases\nP1,Nordwind Software GmbH,Nordwind; NW\n';
    const [before, after] = [await workspace(), await workspace()];
    await load(before, directory, { table: 'partners' });
    await load(before, DEALS);
    await load(after, DEALS);
    await load(after, directory, { table: 'partners' });
    for (const db of [before, after]) {
      expect((await facts(db, 'deals')).map(({ of }) => of)).toEqual(['P1', 'P1']);
      expect((await allPartners(db)).map(({ id }) => id)).toEqual(['P1']);
    }
  });

  it('part again when the directory is undone', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const partners = await allPartners(db);
    const directory = await load(db, 'Partner ID,Partner Name,Aliases\nP1,Nordwind,NW\n', {
      table: 'partners',
    });
    expect(counts(directory)).toEqual([1, 1, 0, 0, 0]);
    await deleteImport(directory.id, db);
    expect(await allPartners(db)).toEqual(partners);
    expect((await facts(db, 'deals')).map(({ of }) => of)).toEqual(['name:nordwind', 'name:nw']);
  });

  it('join by an alias that a person adds, and stay joined when the directory comes again', async () => {
    const db = await workspace();
    const directory = 'Partner ID,Partner Name,Aliases\nP1,Nordwind,\n';
    await load(db, directory, { table: 'partners' });
    await load(db, DEALS);
    expect((await facts(db, 'deals')).map(({ of }) => of)).toEqual(['P1', 'name:nw']);
    await addAlias('P1', 'NW', db);
    expect((await facts(db, 'deals')).map(({ of }) => of)).toEqual(['P1', 'P1']);
    await load(db, directory, { table: 'partners' });
    expect((await facts(db, 'deals')).map(({ of }) => of)).toEqual(['P1', 'P1']);
    expect((await allPartners(db)).map(({ id }) => id)).toEqual(['P1']);
  });

  it('of a file with fewer columns keep the rest', async () => {
    const db = await workspace();
    await load(db, DEALS);
    const fewer = await load(db, 'Deal ID,Amount\nD1,10\nD2,21\n');
    expect(counts(fewer)).toEqual([2, 0, 1, 1, 0]);
    expect(await facts(db, 'deals')).toContainEqual({
      deal: 'D2',
      partner: 'NW',
      stage: 'Lost',
      status: 'lost',
      amount: 2100,
      of: 'name:nw',
    });
    await deleteImport(fewer.id, db);
    expect((await facts(db, 'deals')).map(({ amount }) => amount)).toEqual([1000, 2000]);
  });
});
