import type { DBCore, DBCoreMutateRequest } from 'dexie';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { type ByteSource, bytesSource } from '@/lib/import/decode';
import type { Mapping } from '@/lib/import/mapping';
import { propose } from '@/lib/import/propose';
import { type RunImportOptions, runImport } from '@/lib/import/run';
import { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport, listImports, rejectedRows } from '@/lib/store/imports';
import { allPartners } from '@/lib/store/partners';
import { putWorkspace } from '@/lib/store/settings';
import { listUnfinished } from '@/lib/store/staging';
import { storageUsage } from '@/lib/store/usage';
import { freshDatabase, snapshot } from '../store/fixtures';
import { CONTEXT, readable } from './fixtures';

const CHUNK_ROWS = 8;

/** Text as a file that is read in small blocks, as a large one is in large ones. */
function smallBlocks(text: string, name = 'file.csv', bytes = 400): ByteSource {
  const all = new TextEncoder().encode(text);
  return {
    ...bytesSource(name, all),
    async *blocks() {
      for (let at = 0; at < all.length; at += bytes) {
        const read = Math.min(all.length, at + bytes);
        yield { bytes: all.slice(at, read), read, final: read === all.length };
      }
    },
  };
}

async function load(db: LensDatabase, text: string, options: RunImportOptions & { table?: string } = {}) {
  const source = smallBlocks(text);
  const analysis = await analyseFile(source);
  const { mapping } = propose(analysis, CONTEXT, options.table);
  return runImport([{ source, format: analysis.format, sha256: analysis.sha256 }], mapping, {
    chunkRows: CHUNK_ROWS,
    now: '2026-01-31T00:00:00.000Z',
    ...options,
    db,
  });
}

/** Several files in one import. */
async function loadTogether(db: LensDatabase, texts: readonly string[], options: RunImportOptions = {}) {
  const sources = texts.map((text, i) => smallBlocks(text, `file ${i}.csv`));
  const { format } = await analyseFile(sources[0]!);
  const { mapping } = propose(await analyseFile(sources[0]!), CONTEXT);
  return runImport(
    sources.map((source) => ({ source, format })),
    mapping,
    { chunkRows: CHUNK_ROWS, now: '2026-01-31T00:00:00.000Z', ...options, db },
  );
}

async function workspace(): Promise<LensDatabase> {
  const db = freshDatabase();
  await putWorkspace(CONTEXT, db);
  return db;
}

/** Everything that a reader can see, without the keys that the database gives. */
async function visible(db: LensDatabase) {
  const facts = await loadFacts({}, db);
  const dictionaries = Object.fromEntries(facts.dictionaries.map((one) => [one.domain, one]));
  const rows: Record<string, unknown>[] = [];
  for (const chunk of facts.chunks)
    readable([chunk], dictionaries).forEach((row, r) => {
      rows.push({ ...row, table: chunk.table, line: chunk.sourceRow[r] });
    });
  const imports = await listImports(db);
  return {
    rows: rows.map((row) => JSON.stringify(row)).sort(),
    values: facts.dictionaries.map(({ domain, values }) => [domain, values]),
    sizes: facts.dictionarySizes,
    keys: facts.keys.length,
    partners: (await allPartners(db)).map(({ id }) => id),
    revision: facts.revision,
    imports: imports.map(({ id: _, ...row }) => row),
    rejects: await Promise.all(imports.map(({ id }) => rejectedRows(id!, 0, 1e6, db))).then((lists) =>
      lists.map((list) => list.map(({ importId: _, ...row }) => row)),
    ),
  };
}

/** The same connection, which dies at the n-th write as a process does: that one and all that follow fail. */
function mortal(name: string, writes: number): LensDatabase & { written(): number } {
  const db = new LensDatabase(name);
  let count = 0;
  db.use({
    stack: 'dbcore',
    name: 'mortal',
    create: (down: DBCore) => ({
      ...down,
      table: (table) => {
        const inner = down.table(table);
        return {
          ...inner,
          mutate(request: DBCoreMutateRequest) {
            if (++count > writes) return Promise.reject(new Error('The process is gone.'));
            return inner.mutate(request);
          },
        };
      },
    }),
  });
  return Object.assign(db, { written: () => count });
}

/** Deals with a repeated, a changed and a bad row here and there. */
function deals(rows: number, amount = 1): string {
  const lines = ['Deal ID,Partner,Stage,Create Date,Amount'];
  for (let i = 0; i < rows; i++) {
    const bad = i % 17 === 9 ? 'x' : String(i * amount);
    const id = i % 11 === 7 ? i - 7 : i;
    lines.push(`D${id},Partner ${i % 9},Won,2026-01-${(i % 28) + 1},${bad}`);
  }
  return lines.join('\n');
}

const touches = (rows: number) =>
  [
    'Partner,Campaign,Sessions,Date',
    ...Array.from({ length: rows }, (_, i) => `Partner ${i % 3},C${i % 2},${i % 5},2026-01-${1 + (i % 4)}`),
  ].join('\n');

describe('an import that is stored block by block', () => {
  it('ends like one that is held in memory, whatever it repeats or changes', async () => {
    for (const [first, second] of [
      [deals(150), deals(160, 2)],
      [deals(120), deals(120)],
      [touches(90), touches(130)],
    ]) {
      const [streamed, held] = [await workspace(), await workspace()];
      for (const text of [first!, second!]) {
        await load(streamed, text);
        await load(held, text, { chunkRows: 10_000 });
      }
      const [a, b] = [await visible(streamed), await visible(held)];
      expect({ ...a, keys: 0 }).toEqual({ ...b, keys: 0 });
      expect(a.keys).toBeGreaterThan(10);
    }
  });

  it('can be seen by nobody before it ends, and is counted as what it is', async () => {
    const db = await workspace();
    await load(db, deals(40));
    const before = await visible(db);
    let blocks = 0;
    const { added, changed } = await load(db, deals(300, 3), {
      progress: async () => {
        const [staged] = await listUnfinished(db);
        if (!staged || staged.blocks === blocks) return;
        blocks = staged.blocks;
        expect(await db.chunks.where('importId').equals(staged.importId).count()).toBeGreaterThan(0);
        expect(await visible(db)).toEqual(before);
      },
    });
    expect(blocks).toBeGreaterThan(0);
    expect(await listUnfinished(db)).toEqual([]);
    expect((await visible(db)).rows).toHaveLength(before.rows.length + added);
    expect(changed).toBeGreaterThan(20);
  });

  it('interrupted at any write leaves the old state, and begun again ends as if nothing had been', async () => {
    const whole = await workspace();
    await load(whole, deals(60));
    await load(whole, deals(140, 2));
    const expected = await visible(whole);

    const begin = await workspace();
    const counting = mortal(begin.name, Number.POSITIVE_INFINITY);
    await load(counting, deals(60));
    const first = counting.written();
    await load(counting, deals(140, 2));
    const writes = counting.written() - first;
    counting.close();
    expect(writes).toBeGreaterThan(20);

    let resumed = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: writes - 1 }), async (at) => {
        const db = await workspace();
        await load(db, deals(60));
        const before = await visible(db);
        const dying = mortal(db.name, at);
        await expect(load(dying, deals(140, 2))).rejects.toThrow();
        dying.close();
        expect(await visible(db)).toEqual(before);
        const [left] = await listUnfinished(db);
        if (left?.checkpoint) resumed++;
        const chunks = await db.chunks.count();
        await load(db, deals(140, 2));
        if (left?.checkpoint) expect((await listImports(db))[0]!.id).toBe(left.importId);
        expect(chunks).toBeLessThanOrEqual(await db.chunks.count());
        expect({ ...(await visible(db)), keys: 0 }).toEqual({ ...expected, keys: 0 });
        expect(await listUnfinished(db)).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(resumed).toBeGreaterThan(5);
  });

  it('of several files goes on in the file in which it was interrupted', async () => {
    const footer = '\nReport of 31 January\nAll rights reserved\n';
    const texts = [deals(45) + footer, deals(70, 2), deals(90, 3) + footer];
    const whole = await workspace();
    const { footer: lines, rowsRead } = await loadTogether(whole, texts);
    expect([lines, rowsRead]).toEqual([4, 205]);
    const expected = await visible(whole);
    const begin = await workspace();
    const counting = mortal(begin.name, Number.POSITIVE_INFINITY);
    await loadTogether(counting, texts);
    const writes = counting.written();
    counting.close();

    const reached = new Set<number | undefined>();
    for (let at = 0; at < writes; at += 2) {
      const db = await workspace();
      const dying = mortal(db.name, at);
      await expect(loadTogether(dying, texts)).rejects.toThrow();
      dying.close();
      const [left] = await listUnfinished(db);
      reached.add(left?.checkpoint?.file);
      const again = await loadTogether(db, texts);
      expect([again.footer, again.rowsRead]).toEqual([4, 205]);
      if (left?.checkpoint) expect(again.id).toBe(left.importId);
      expect({ ...(await visible(db)), keys: 0 }).toEqual({ ...expected, keys: 0 });
    }
    expect(reached).toEqual(new Set([undefined, 0, 1, 2]));
  });

  it('goes on after a crash where rows have no identity of their own', async () => {
    for (const texts of [[touches(120)], [touches(40), touches(120)]]) {
      const whole = await workspace();
      for (const text of texts) await load(whole, text);
      const expected = await visible(whole);
      for (const at of [6, 9, 12, 15]) {
        const db = await workspace();
        for (const text of texts.slice(0, -1)) await load(db, text);
        const dying = mortal(db.name, at);
        await expect(load(dying, texts.at(-1)!)).rejects.toThrow();
        dying.close();
        await load(db, texts.at(-1)!);
        expect({ ...(await visible(db)), keys: 0 }).toEqual({ ...expected, keys: 0 });
      }
    }
  });

  it('begins again where the facts changed since, and an undo throws away what was staged', async () => {
    const db = await workspace();
    const { id } = await load(db, deals(60));
    const dying = mortal(db.name, 12);
    await expect(load(dying, deals(140, 2))).rejects.toThrow();
    dying.close();
    const [left] = await listUnfinished(db);
    expect(left).toMatchObject({ files: [{ name: 'file.csv' }], blocks: expect.any(Number) });
    expect(left!.checkpoint).not.toBeNull();
    await deleteImport(id, db);
    expect(await db.chunks.count()).toBe(0);
    expect(await db.dictionaries.count()).toBe(0);
    // Which import it was is still known.
    expect(await listUnfinished(db)).toMatchObject([{ checkpoint: null, files: [{ name: 'file.csv' }] }]);
    const summary = await load(db, deals(140, 2));
    expect(summary.rowsRead).toBe(140);
    expect(await listUnfinished(db)).toEqual([]);
    const usage = await storageUsage(db);
    expect(usage.find(({ table }) => table === 'deals')!.rows).toBeGreaterThanOrEqual(
      (await visible(db)).rows.length,
    );
  });

  it('leaves nothing behind when it is cancelled or the disk is full', async () => {
    const db = await workspace();
    await load(db, deals(30));
    const before = await snapshot(db);
    for (const nth of [1, 4, 9]) {
      let chunks = 0;
      const full = () => {
        if (++chunks === nth) throw new DOMException('The disk is full.', 'QuotaExceededError');
      };
      db.chunks.hook('creating', full);
      await expect(load(db, deals(300, 2))).rejects.toThrow('full');
      db.chunks.hook('creating').unsubscribe(full);
      expect(chunks).toBeGreaterThanOrEqual(nth);
      expect(await snapshot(db)).toEqual(before);

      const cancel = new AbortController();
      let added = 0;
      const stop = () => {
        if (++added === nth) cancel.abort();
      };
      db.chunks.hook('creating', stop);
      await expect(load(db, deals(300, 2), { signal: cancel.signal })).rejects.toMatchObject({
        name: 'AbortError',
      });
      db.chunks.hook('creating').unsubscribe(stop);
      expect(await snapshot(db)).toEqual(before);
    }
  });

  it('keeps the mapping and its version with the import', async () => {
    const db = await workspace();
    const versions: (number | undefined)[] = [];
    const edit: ((mapping: Mapping) => void)[] = [
      () => {},
      () => {},
      (mapping) => {
        mapping.constants.currency = 'USD';
      },
    ];
    for (const [i, change] of edit.entries()) {
      const source = smallBlocks(deals(20, i + 1));
      const analysis = await analyseFile(source);
      const { mapping } = propose(analysis, CONTEXT);
      change(mapping);
      const summary = await runImport([{ source, format: analysis.format }], mapping, { db });
      versions.push(summary.mapping?.version);
      expect(summary.mapping?.mapping).toEqual(mapping);
      expect((await db.mappings.get(mapping.signature))?.version).toBe(summary.mapping?.version);
    }
    expect(versions).toEqual([1, 1, 2]);
  });
});
