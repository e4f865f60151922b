import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleFacts } from '@/lib/facts/factset';
import { bytesSource } from '@/lib/import/decode';
import { removeRows } from '@/lib/import/remove';
import { runImport } from '@/lib/import/run';
import { csvOf, FORMAT } from '@/lib/sources/rows';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport } from '@/lib/store/imports';
import { getRevision } from '@/lib/store/settings';
import { freshDatabase } from '../store/fixtures';
import { readable } from './fixtures';

const NOW = '2026-06-01T00:00:00.000Z';

async function add(db: LensDatabase, deals: Readonly<Record<string, number>>): Promise<number> {
  const rows = Object.entries(deals).map(([deal, amount]) => ({
    deal,
    partner: 'Northwind',
    stage: 'Won',
    created: '2026-01-05',
    amount: String(amount),
  }));
  const { bytes, mapping } = csvOf('deals', rows);
  const { id } = await runImport([{ source: bytesSource('deals', bytes), format: FORMAT }], mapping, {
    db,
    now: NOW,
  });
  return id;
}

const remove = async (db: LensDatabase, ids: readonly string[]): Promise<number | null> =>
  (await removeRows('deals', ids, { name: 'gone', now: NOW, db }))?.id ?? null;

/** Deal -> amount as facts have it now. */
async function deals(db: LensDatabase): Promise<Record<string, number>> {
  const { chunks, dictionaries } = await loadFacts({ tables: ['deals'] }, db);
  const rows = readable(chunks, Object.fromEntries(dictionaries.map((one) => [one.domain, one])));
  expect(new Set(rows.map(({ deal }) => deal)).size).toBe(rows.length);
  return Object.fromEntries(rows.map(({ deal, amount }) => [deal, (amount as number) / 100]));
}

describe('removeRows', () => {
  it('takes rows out, and undoing it brings them back as they were', async () => {
    const db = freshDatabase();
    await add(db, { A: 1, B: 2, C: 3 });
    expect(await removeRows('deals', ['B', 'C', 'X'], { name: 'gone', now: NOW, db })).toMatchObject({
      removed: 2,
    });
    expect(await deals(db)).toEqual({ A: 1 });
    const last = (await db.imports.toArray()).at(-1)!;
    expect(last).toMatchObject({ table: 'deals', removed: 2, files: [{ name: 'gone' }] });
    await deleteImport(last.id!, db);
    expect(await deals(db)).toEqual({ A: 1, B: 2, C: 3 });
  });

  it('makes no import where nothing is to go', async () => {
    const db = freshDatabase();
    expect(await remove(db, ['A'])).toBeNull();
    await add(db, { A: 1 });
    await remove(db, ['A']);
    expect(await remove(db, ['A', 'B'])).toBeNull();
    expect(await db.imports.count()).toBe(2);
  });

  it('a row that comes back is what it is now, once, whatever is undone in between', async () => {
    const db = freshDatabase();
    await add(db, { A: 1, B: 2 });
    const gone = await remove(db, ['A']);
    await add(db, { A: 1 });
    expect(await deals(db)).toEqual({ A: 1, B: 2 });
    await deleteImport(gone!, db);
    expect(await deals(db)).toEqual({ A: 1, B: 2 });
  });

  it('facts in memory are read anew: a deletion cannot be taken in', async () => {
    const db = freshDatabase();
    await add(db, { A: 1, B: 2 });
    const facts = assembleFacts(await loadFacts({}, db));
    const known = await db.chunks.toCollection().primaryKeys();
    await remove(db, ['A']);
    const news = await loadFacts({ wanted: (key) => !known.includes(key), asImported: true }, db);
    expect(facts.append(news)).toBe(false);
    expect(facts.table('deals').live).toBe(2);
    expect(assembleFacts(await loadFacts({}, db)).table('deals').live).toBe(1);
  });

  it('says the same as a list kept beside it, through any run of imports, deletions and undoings', async () => {
    const id = fc.constantFrom('A', 'B', 'C');
    const step = fc.oneof(
      fc.record({
        what: fc.constant('add' as const),
        deals: fc.dictionary(id, fc.integer({ min: 1, max: 9 }), { minKeys: 1 }),
      }),
      fc.record({ what: fc.constant('remove' as const), ids: fc.uniqueArray(id, { minLength: 1 }) }),
      fc.record({ what: fc.constant('undo' as const), at: fc.nat(20) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const db = freshDatabase();
        const history: { id: number; apply: (state: Map<string, number>) => void }[] = [];
        for (const one of steps) {
          if (one.what === 'add') {
            const { deals: all } = one;
            const apply = (state: Map<string, number>) => {
              for (const [deal, amount] of Object.entries(all)) state.set(deal, amount);
            };
            history.push({ id: await add(db, all), apply });
          } else if (one.what === 'remove') {
            const { ids } = one;
            const made = await remove(db, ids);
            // Only what was there then is gone by it.
            const before = new Map<string, number>();
            for (const { apply } of history) apply(before);
            const went = ids.filter((deal) => before.has(deal));
            if (made !== null)
              history.push({
                id: made,
                apply: (state) => {
                  for (const deal of went) state.delete(deal);
                },
              });
          } else if (history.length > 0) {
            const [undone] = history.splice(one.at % history.length, 1);
            await deleteImport(undone!.id, db);
          }
          const expected = new Map<string, number>();
          for (const { apply } of history) apply(expected);
          expect(await deals(db)).toEqual(Object.fromEntries(expected));
        }
        await db.delete();
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });
});

describe('undoing an import', () => {
  /** Tables that something is written to from now on. */
  function written(db: LensDatabase): Set<string> {
    const names = new Set<string>();
    for (const table of db.tables) {
      table.hook('creating', () => {
        names.add(table.name);
      });
      table.hook('updating', () => {
        names.add(table.name);
      });
    }
    return names;
  }

  it('only deletes, and the revision goes on: a full disk takes deletions', async () => {
    const db = freshDatabase();
    const first = await add(db, { A: 1, B: 2 });
    const second = await add(db, { C: 3 });
    const before = await getRevision(db);
    const names = written(db);
    await deleteImport(first, db);
    expect(await deals(db)).toEqual({ C: 3 });
    expect(await getRevision(db)).toBe(before + 1);
    await deleteImport(second, db);
    expect(await getRevision(db)).toBe(before + 2);
    expect(await db.partners.count()).toBe(0);
    expect([...names]).toEqual([]);
    await add(db, { D: 4 });
    expect(await getRevision(db)).toBe(before + 3);
    expect([...names]).toContain('chunks');
  });

  it('says what stands in its way where rows must be written, and changes nothing', async () => {
    const db = freshDatabase();
    const first = await add(db, { A: 1 });
    await add(db, { A: 1, B: 2 });
    const before = await deals(db);
    let full = true;
    db.chunks.hook('creating', () => {
      if (full) throw new DOMException('The disk is full.', 'QuotaExceededError');
    });
    await expect(deleteImport(first, db)).rejects.toThrow(
      /Nothing was changed: undo the latest import first/,
    );
    expect(await db.imports.count()).toBe(2);
    full = false;
    expect(await deals(db)).toEqual(before);
    await deleteImport(first, db);
    expect(await deals(db)).toEqual({ A: 1, B: 2 });
  });
});
