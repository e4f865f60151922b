import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FactChunk } from '@/lib/facts/types';
import { database } from '@/lib/store/db';
import { toStored } from '@/lib/store/partners';
import { bumpRevision, putSetting, putWorkspace } from '@/lib/store/settings';
import { encode, type Row, type Rows } from '../facts/build';
import { partnerRow } from './seed';

const now = new Date('2026-06-15T09:00:00Z');
const PARTNERS = ['Northwind', 'Fabrikam', 'Tailspin'];

const ago = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);

const orders = (partner: string | undefined, from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    order: `O-${from + i}`,
    partner,
    customer: `C-${(from + i) % 9}`,
    ordered: ago(70 + ((from + i) % 80)),
    amount: 1_000 + 7 * (from + i),
    list_amount: 2_000,
    currency: 'EUR',
  }));

const deals = (partner: string | undefined, from: number, count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    deal: `D-${from + i}`,
    partner,
    created: ago(200 - i),
    closed: ago(40 + i),
    status: i % 3 ? 'won' : 'lost',
    amount: 50_000 + i,
    registered: ago(200 - i),
    sourced: true,
    currency: 'EUR',
  }));

/** Imports in their order: each fills one table. */
const IMPORTS: Rows[] = [
  { orders: [...orders('Northwind', 0, 60), ...orders('Fabrikam', 60, 60), ...orders(undefined, 120, 5)] },
  { deals: [...deals('Northwind', 0, 20), ...deals('Tailspin', 20, 20), ...deals(undefined, 40, 20)] },
  { refunds: [{ refund: 'R-1', order: 'O-3', refunded: ago(60), amount: 10 }] },
  { tickets: [{ ticket: 'T-1', order: 'O-4', opened: `${ago(30)}T10:00`, complaint: true }] },
  // From here on they come later: new rows, an older row in a new version, a deal that changes hands.
  { orders: [...orders('Fabrikam', 200, 30), { ...orders('Fabrikam', 3, 1)[0]!, amount: 99 }] },
  { deals: [{ ...deals('Tailspin', 5, 1)[0]!, status: 'won' }] },
  { refunds: [{ refund: 'R-2', order: 'O-205', refunded: ago(50), amount: 20 }] },
];
const FIRST = 4;

interface Import {
  chunks: FactChunk[];
  runs: { domain: string; from: number; text: string }[];
}

/** Each import's chunks with the dictionary values that came with it. */
function imports(): Import[] {
  const all: Rows = {};
  for (const one of IMPORTS)
    for (const [table, rows] of Object.entries(one)) all[table] = [...(all[table] ?? []), ...rows];
  const encoded = encode(all);
  const sizes = new Map(encoded.dictionaries.map(({ domain }) => [domain, 1]));
  const taken = new Map<string, number>();
  return IMPORTS.map((one, number) => {
    const [[table, rows]] = Object.entries(one) as [[string, Row[]]];
    const from = taken.get(table) ?? 0;
    taken.set(table, from + rows.length);
    const [whole] = encoded.chunks.filter((chunk) => chunk.table === table);
    const cut = <T extends { slice(from: number, to: number): T }>(values: T): T =>
      values.slice(from, from + rows.length);
    const chunk: FactChunk = {
      ...whole!,
      importId: number + 1,
      rows: rows.length,
      columns: Object.fromEntries(
        Object.entries(whole!.columns).map(([id, values]) => [id, cut(values as Uint32Array)]),
      ),
      id: cut(whole!.id),
      hash: cut(whole!.hash),
      sourceRow: cut(whole!.sourceRow),
      sourceFile: cut(whole!.sourceFile),
    };
    // All values come with the first import but those of keys, which come with the rows that name them.
    const runs = encoded.dictionaries.flatMap(({ domain, values }) => {
      const column = ['order', 'deal', 'refund', 'ticket', 'customer', 'partner'].includes(domain)
        ? chunk.columns[domain]
        : undefined;
      const known = sizes.get(domain)!;
      const end = column
        ? Math.max(known, ...Array.from(column, (code) => code + 1))
        : number
          ? known
          : values.length;
      sizes.set(domain, end);
      return end > known ? [{ domain, from: known, text: values.slice(known, end).join('\0') }] : [];
    });
    return { chunks: [chunk], runs };
  });
}

const made = imports();

async function write(number: number): Promise<void> {
  const db = database();
  const { chunks, runs } = structuredClone(made[number]!);
  await db.chunks.bulkAdd(chunks);
  for (const run of runs) await db.dictionaries.add({ ...run, importId: number + 1 });
  await bumpRevision();
}

/** A context without anything in memory, as a service worker that was just woken. */
async function fresh() {
  vi.resetModules();
  const { refreshScorecards } = await import('@/lib/background/refresh');
  return () => refreshScorecards({ what: 'stale' }, now);
}

/** Everything that a refresh writes. */
async function written() {
  const db = database();
  const standings = await db.standings.toArray();
  return {
    bases: (await db.bases.toArray()).map(({ revision: _, ...basis }) => basis),
    cards: (await db.scorecards.toArray()).map(({ computedAt: _, ...card }) => card),
    programme: await db.programme.toArray(),
    standings: standings
      .map(({ kpi, partnerIds, figures, window }) => ({
        kpi,
        window,
        of: partnerIds
          .map((id, i) => [id, ...figures.subarray(i * 7, i * 7 + 7)])
          .sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
      }))
      .sort((a, b) => (a.kpi < b.kpi ? -1 : 1)),
  };
}

/** The same, from nothing. */
async function fromNothing() {
  await putSetting('scorecards', null);
  await (await fresh())();
  return written();
}

beforeEach(async () => {
  await database().delete({ disableAutoOpen: false });
  await database().partners.bulkPut(
    PARTNERS.map((name, i) => toStored(partnerRow(`P-${i}`, name), 'directory')),
  );
  await putWorkspace({ timeZone: 'UTC', currency: 'EUR' });
  for (let number = 0; number < FIRST; number++) await write(number);
});

describe('a refresh after an import', () => {
  it('writes what one from nothing writes, with facts in memory', async () => {
    const refresh = await fresh();
    expect(await refresh()).toEqual({ ran: true, computed: 3 });
    for (let number = FIRST; number < made.length; number++) {
      await write(number);
      expect((await refresh()).ran).toBe(true);
    }
    const after = await written();
    expect(after).toEqual(await fromNothing());
  });

  it('writes what one from nothing writes, without anything in memory', async () => {
    await (await fresh())();
    for (let number = FIRST; number < made.length; number++) {
      await write(number);
      await (await fresh())();
    }
    const after = await written();
    expect(after).toEqual(await fromNothing());
  });

  it('measures the partners that the new rows touch, and judges the others again', async () => {
    const refresh = await fresh();
    await refresh();
    // A refund of an order that comes later, and orders of which one goes from one partner to another.
    await write(6);
    await write(FIRST);
    const figures = await import('@/lib/background/figures');
    const spy = vi.spyOn(figures, 'computeFigures');
    await refresh();
    const touched = spy.mock.calls[0]![1]!;
    expect(touched.get('refund-rate')).toEqual(new Set([0, 1]));
    expect(touched.has('sales-cycle-days')).toBe(false);
    spy.mockRestore();
    const revisions = new Set((await database().scorecards.toArray()).map(({ revision }) => revision));
    expect(revisions.size).toBe(1);
  });

  it('begins anew after an import was undone', async () => {
    const refresh = await fresh();
    await refresh();
    const before = await written();
    await write(FIRST);
    await refresh();
    expect((await written()).bases).not.toEqual(before.bases);
    await database()
      .chunks.where('importId')
      .equals(FIRST + 1)
      .delete();
    await bumpRevision();
    await refresh();
    const after = await written();
    expect(after.bases).toEqual(before.bases);
    expect(after).toEqual(await fromNothing());
  });

  it('begins anew in another database of the same name', async () => {
    const refresh = await fresh();
    await refresh();
    await database().delete({ disableAutoOpen: false });
    await database().partners.bulkPut([toStored(partnerRow('P-9', 'Fabrikam'), 'directory')]);
    await putWorkspace({ timeZone: 'UTC', currency: 'EUR' });
    for (let number = 0; number < FIRST; number++) await write(number);
    await refresh();
    expect((await database().bases.toArray()).map(({ partnerId }) => partnerId)).toEqual(['P-9']);
  });
});
