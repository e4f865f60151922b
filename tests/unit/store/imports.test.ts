import { describe, expect, it } from 'vitest';
import { NO_CODE } from '@/lib/facts/types';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport, importsOfFile, listImports, rejectedRows } from '@/lib/store/imports';
import { allPartners, toStored } from '@/lib/store/partners';
import { putScorecards, scorecardBriefs } from '@/lib/store/scorecards';
import { ConcurrentChange } from '@/lib/store/staging';
import type { StoredPartner } from '@/lib/store/types';
import { writeImport } from '@/lib/store/write';
import { dealChunk, freshDatabase, outcome, snapshot, storedCard } from './fixtures';

const reject = (row: number) => ({
  file: 'deals.csv',
  row,
  column: 'Amount',
  value: 'x',
  reason: 'is no number',
});

describe('writeImport', () => {
  it('writes everything and makes partners of the names', async () => {
    const db = freshDatabase();
    const id = await writeImport(
      await outcome(db, {
        chunks: [dealChunk([{ id: 1, deal: 1, partner: 1 }], ['deal', 'partner'])],
        runs: [
          { domain: 'deal', from: 1, text: 'D1' },
          { domain: 'partner', from: 1, text: 'Nordwind' },
        ],
        rejects: Array.from({ length: 2500 }, (_, i) => reject(i + 2)),
        partnerNames: ['Nordwind'],
      }),
      undefined,
      db,
    );
    const facts = await loadFacts({}, db);
    expect(facts.chunks[0]!.importId).toBe(id);
    expect(facts.partners.map((p) => p.id)).toEqual(['name:nordwind']);
    expect(facts.revision).toBe(1);
    expect(await db.rejects.count()).toBe(3);
    expect(await rejectedRows(id, 0, 3, db)).toEqual(
      [2, 3, 4].map((row) => ({ importId: id, ...reject(row) })),
    );
    expect((await rejectedRows(id, 2499, 10, db)).map(({ row }) => row)).toEqual([2501]);
    expect((await listImports(db)).map((row) => row.id)).toEqual([id]);
    expect((await importsOfFile('ab', db)).map((row) => row.id)).toEqual([id]);
    expect(await importsOfFile('cd', db)).toEqual([]);
  });

  it('leaves the database as it was when cancelled, failing, or overtaken', async () => {
    const db = freshDatabase();
    await writeImport(
      await outcome(db, { runs: [{ domain: 'deal', from: 1, text: 'D1' }], partnerNames: ['Nordwind'] }),
      undefined,
      db,
    );
    const before = await snapshot(db);
    const parts = {
      chunks: [1, 2, 3].map((n) => dealChunk([{ id: n, deal: n }], ['deal'])),
      runs: [{ domain: 'deal', from: 2, text: 'D2' }],
      partnerNames: ['Somebody'],
      rejects: [reject(1)],
    };

    const cancelled = new AbortController();
    cancelled.abort();
    await expect(writeImport(await outcome(db, parts), cancelled.signal, db)).rejects.toThrow();
    expect(await snapshot(db)).toEqual(before);

    // Cancelled between two chunks.
    let reads = 0;
    const late = {
      throwIfAborted() {
        if (++reads === 3) throw new DOMException('stop', 'AbortError');
      },
    } as AbortSignal;
    await expect(writeImport(await outcome(db, parts), late, db)).rejects.toThrow('stop');
    expect(reads).toBe(3);
    expect(await snapshot(db)).toEqual(before);

    // Codes given against another state.
    const wrong = { ...parts, runs: [{ domain: 'deal', from: 1, text: 'D9' }] };
    await expect(writeImport(await outcome(db, wrong), undefined, db)).rejects.toThrow('changed during');
    expect(await snapshot(db)).toEqual(before);

    // The disk is full in the middle of it.
    const full = { ...parts, chunks: [...parts.chunks, { ...parts.chunks[0]!, bad: () => 0 } as never] };
    await expect(writeImport(await outcome(db, full), undefined, db)).rejects.toThrow();
    expect(await snapshot(db)).toEqual(before);

    const stale = await outcome(db, parts);
    await writeImport(await outcome(db), undefined, db);
    const between = await snapshot(db);
    await expect(writeImport(stale, undefined, db)).rejects.toThrow(ConcurrentChange);
    expect(await snapshot(db)).toEqual(between);
  });
});

describe('deleteImport', () => {
  it('puts the database back when imports are undone in reverse', async () => {
    const db = freshDatabase();
    const states: Record<string, unknown>[] = [];
    const first = await writeImport(
      await outcome(db, {
        chunks: [dealChunk([{ id: 1, deal: 1, partner: 1 }], ['deal', 'partner'])],
        runs: [
          { domain: 'deal', from: 1, text: 'D1' },
          { domain: 'partner', from: 1, text: 'Nordwind' },
        ],
        partnerNames: ['Nordwind'],
      }),
      undefined,
      db,
    );
    const { settings: _, ...state } = await snapshot(db);
    states.push(state);
    const second = await writeImport(
      await outcome(db, {
        chunks: [
          dealChunk(
            [
              { id: 1, deal: 1, partner: 2 },
              { id: 2, deal: 2, partner: 1 },
            ],
            ['deal', 'partner'],
          ),
        ],
        runs: [
          { domain: 'deal', from: 2, text: 'D2' },
          { domain: 'partner', from: 2, text: 'Südstern' },
        ],
        partnerNames: ['Nordwind', 'Südstern'],
        rejects: [reject(3)],
      }),
      undefined,
      db,
    );
    expect((await loadFacts({}, db)).partners).toHaveLength(2);
    await deleteImport(second, db);
    const { settings: __, ...after } = await snapshot(db);
    expect(after).toEqual(states[0]);
    await deleteImport(first, db);
    const facts = await loadFacts({}, db);
    expect(facts.chunks).toEqual([]);
    expect(facts.partners).toEqual([]);
    expect(facts.dictionarySizes).toEqual({});
    await expect(deleteImport(first, db)).rejects.toThrow('There is no import');
  });

  it('keeps codes that a later import uses, and its placeholder partners', async () => {
    const db = freshDatabase();
    const first = await writeImport(
      await outcome(db, {
        chunks: [dealChunk([{ id: 1, deal: 1, partner: 1 }], ['deal', 'partner'])],
        runs: [
          { domain: 'deal', from: 1, text: 'D1' },
          { domain: 'partner', from: 1, text: 'Nordwind\0Only here' },
        ],
        partnerNames: ['Nordwind', 'Only here'],
      }),
      undefined,
      db,
    );
    await writeImport(
      await outcome(db, {
        chunks: [dealChunk([{ id: 1, deal: 1, partner: 1 }], ['deal', 'partner'])],
        partnerNames: ['Nordwind'],
      }),
      undefined,
      db,
    );
    const cards = (await allPartners(db)).map(({ id }) => storedCard(id, 2));
    await putScorecards(cards, db);
    expect(cards).toHaveLength(2);
    await deleteImport(first, db);
    expect((await scorecardBriefs(db)).map((card) => card.partnerId)).toEqual(['name:nordwind']);
    const facts = await loadFacts({}, db);
    expect(facts.dictionaries.find((d) => d.domain === 'partner')!.values[1]).toBe('Nordwind');
    expect(facts.partners.map((p) => p.id)).toEqual(['name:nordwind']);
    expect(facts.partnerOfCode[1]).toBe(0);
  });

  it('hands rows over to a later import that repeated them', async () => {
    const db = freshDatabase();
    const rows = [1, 2, 3].map((n) => ({ id: n, deal: n, partner: n, amount: n * 10 }));
    const first = await writeImport(
      await outcome(db, {
        chunks: [dealChunk(rows, ['deal', 'partner', 'amount'])],
        runs: [{ domain: 'deal', from: 1, text: 'D1\0D2\0D3' }],
      }),
      undefined,
      db,
    );
    const second = await writeImport(
      await outcome(db, {
        confirmation: {
          table: 'deals',
          columns: ['deal', 'amount'],
          id: Uint32Array.of(3, 1),
          sourceRow: Int32Array.of(70, 71),
          sourceFile: Uint8Array.of(0, 0),
        },
      }),
      undefined,
      db,
    );
    await deleteImport(first, db);
    const { chunks } = await loadFacts({}, db);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]).toMatchObject({ importId: second, rows: 2 });
    expect([...chunks[0]!.id]).toEqual([1, 3]);
    expect([...chunks[0]!.sourceRow]).toEqual([71, 70]);
    expect([...chunks[0]!.columns.amount!]).toEqual([10, 30]);
    // The second import said nothing of partners.
    expect(chunks[0]!.columns.partner ?? [NO_CODE]).toEqual([NO_CODE]);
    expect(await db.confirmations.count()).toBe(0);
  });

  it('puts back what a directory import overwrote, keeping what came later', async () => {
    const db = freshDatabase();
    const row = (tier: string): StoredPartner =>
      toStored(
        {
          id: 'P1',
          name: 'Nordwind',
          type: null,
          tier,
          region: null,
          manager: null,
          domains: [],
          aliases: [],
          crmIds: [],
          codes: [],
          parent: null,
        },
        'directory',
      );
    const write = async (tier: string) =>
      writeImport(
        await outcome(db, {
          table: 'partners',
          directory: () => ({ partners: [row(tier)], removed: [], added: 1, changed: 0, unchanged: 0 }),
        }),
        undefined,
        db,
      );
    const tier = async () => (await db.partners.get('P1'))?.tier;
    const [a, b, c] = [await write('A'), await write('B'), await write('C')];
    await deleteImport(b, db);
    expect(await tier()).toBe('C');
    await deleteImport(c, db);
    expect(await tier()).toBe('A');
    await deleteImport(a, db);
    expect(await tier()).toBeUndefined();
    expect(await db.partnerHistory.count()).toBe(0);
  });
});
