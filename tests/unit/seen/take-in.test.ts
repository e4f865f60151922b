import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '@/lib/govern/snapshot';
import { stateAfter } from '@/lib/govern/snapshot';
import { bytesSource } from '@/lib/import/decode';
import { runImport } from '@/lib/import/run';
import { salesforceId18 } from '@/lib/match/crm-id';
import { takeInVisits, takeOutVisits } from '@/lib/seen/take-in';
import { csvOf, FORMAT } from '@/lib/sources/rows';
import type { LensDatabase } from '@/lib/store/db';
import { loadFacts } from '@/lib/store/facts';
import { deleteImport, listImports, seenImports } from '@/lib/store/imports';
import { putWorkspace } from '@/lib/store/settings';
import {
  addVisit,
  forgetOldSnapshots,
  forgetSnapshots,
  putSnapshotSite,
  snapshotSite,
  snapshotsOf,
  snapshotsOn,
} from '@/lib/store/snapshots';
import { readable } from '../import/fixtures';
import { freshDatabase } from '../store/fixtures';

const SITE = 'https://crm.example.com';
const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 0, day, hour)).toISOString();

async function workspace(): Promise<LensDatabase> {
  const db = freshDatabase();
  await putWorkspace({ timeZone: 'Europe/Berlin', currency: 'EUR' }, db);
  await putSnapshotSite(SITE, { on: true }, db);
  return db;
}

const visit = (db: LensDatabase, id: string, day: number, values: Snapshot['values'], origin = SITE) =>
  addVisit(
    {
      key: `${origin} generic deal ${id}`,
      origin,
      url: `${origin}/deals/${id}`,
      crm: 'generic',
      kind: 'deal',
      id,
      at: at(day),
      values,
    },
    db,
  );

const takeIn = (db: LensDatabase, day: number, anew = false) =>
  takeInVisits(SITE, { now: at(day, 12), anew, db });

async function importDeals(db: LensDatabase, day: number, rows: readonly Record<string, string | null>[]) {
  const { bytes, mapping } = csvOf('deals', rows);
  const source = bytesSource(`deals-${day}.csv`, bytes);
  return runImport([{ source, format: FORMAT }], mapping, { now: at(day, 10), db });
}

/** Rows of a table as they stand, with readable values, in the order of their identity. */
async function facts(db: LensDatabase, table: string): Promise<Record<string, unknown>[]> {
  const { chunks, dictionaries } = await loadFacts({ tables: [table] }, db);
  const rows = readable(chunks, Object.fromEntries(dictionaries.map((each) => [each.domain, each])));
  return rows.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** Where the rows of a table come from. */
async function sources(db: LensDatabase, table: string) {
  const names = new Map((await listImports(db)).map(({ id, files }) => [id, files[0]!.name]));
  const { chunks } = await loadFacts({ tables: [table] }, db);
  return chunks.flatMap(({ importId, sourceRow, rows }) =>
    [...sourceRow.subarray(0, rows)].map((row) => [names.get(importId), row]),
  );
}

describe('visits', () => {
  it('leave a snapshot only where they are remembered, and only of what changed', async () => {
    const db = await workspace();
    expect(await visit(db, 'D1', 1, { stage: 'Proposal', partner: 'Northwind' })).toBe(true);
    expect(await visit(db, 'D1', 2, { stage: 'Proposal' })).toBe(false);
    expect(await visit(db, 'D1', 3, { stage: 'Closed Won' })).toBe(true);
    const kept = await snapshotsOf(`${SITE} generic deal D1`, db);
    expect(kept.map(({ at: from, until, values }) => [from, until, values])).toEqual([
      [at(1), at(2), { stage: 'Proposal', partner: 'Northwind' }],
      [at(3), at(3), { stage: 'Closed Won' }],
    ]);
    expect(await visit(db, 'D1', 4, { stage: 'X' }, 'https://other.example.com')).toBe(false);
    await putSnapshotSite(SITE, { on: false }, db);
    expect(await visit(db, 'D1', 5, { stage: 'X' })).toBe(false);
    expect(await db.snapshots.count()).toBe(2);
  });

  it('the same visit again, in whichever order records are visited, leaves the same', async () => {
    const step = fc.record({
      id: fc.constantFrom('D1', 'D2'),
      stage: fc.constantFrom('Proposal', 'Closed Won', 'Closed Lost'),
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const [once, other] = [await workspace(), await workspace()];
        for (const [i, { id, stage }] of steps.entries()) await visit(once, id, i + 1, { stage });
        // One record after the other, some visits noted twice.
        for (const wanted of ['D1', 'D2'])
          for (const [i, { id, stage, twice }] of steps.entries())
            if (id === wanted) {
              await visit(other, id, i + 1, { stage });
              if (twice) await visit(other, id, i + 1, { stage });
            }
        for (const id of ['D1', 'D2']) {
          const key = `${SITE} generic deal ${id}`;
          const plain = async (db: LensDatabase) =>
            (await snapshotsOf(key, db)).map(({ visit: _, ...rest }) => rest);
          expect(await plain(other)).toEqual(await plain(once));
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are bounded for each record without losing what holds', async () => {
    const db = await workspace();
    for (let i = 0; i < 60; i++)
      await visit(db, 'D1', i + 1, { stage: `Stage ${i}`, ...(i === 0 ? { partner: 'Northwind' } : {}) });
    const kept = await snapshotsOn(SITE, db);
    expect(kept).toHaveLength(50);
    expect(stateAfter(kept)).toEqual({ stage: 'Stage 59', partner: 'Northwind' });
  });

  it('before the last one are none: a clock was set back', async () => {
    const db = await workspace();
    await visit(db, 'D1', 5, { stage: 'Proposal' });
    expect(await visit(db, 'D1', 2, { stage: 'Closed Won' })).toBe(false);
  });

  it('are forgotten after the days that their site keeps', async () => {
    const db = await workspace();
    await putSnapshotSite(SITE, { keepDays: 10 }, db);
    await visit(db, 'D1', 1, { stage: 'Proposal', partner: 'Northwind' });
    await visit(db, 'D1', 20, { stage: 'Closed Won' });
    await visit(db, 'D2', 1, { stage: 'Proposal' });
    expect(await forgetOldSnapshots(Date.parse(at(25)), db)).toEqual([SITE]);
    const [only, ...others] = await snapshotsOn(SITE, db);
    expect(others).toEqual([]);
    expect(only!.values).toEqual({ stage: 'Closed Won', partner: 'Northwind' });
    expect(await forgetOldSnapshots(Date.parse(at(25)), db)).toEqual([]);
  });

  it('refuse a span that is none', async () => {
    const db = await workspace();
    await expect(putSnapshotSite(SITE, { keepDays: 0 }, db)).rejects.toThrow('from 1 to 3650');
  });
});

describe('taking visits in', () => {
  it('makes rows that name the site and the visit, through the list of imports', async () => {
    const db = await workspace();
    await visit(db, 'D1', 1, {
      name: 'One',
      stage: 'Proposal',
      partner: 'Northwind',
      amount: '1200.50',
      currency: 'EUR',
      'required:Role': null,
    });
    await visit(db, 'D1', 3, { stage: 'Closed Won' });
    expect(await takeIn(db, 3)).toBe(true);
    expect(await facts(db, 'deals')).toEqual([
      expect.objectContaining({ deal: 'D1', stage: 'Closed Won', status: 'won', amount: 120_050 }),
    ]);
    expect(await sources(db, 'deals')).toEqual([['Seen on crm.example.com', 2]]);
    expect(await sources(db, 'stage_changes')).toEqual([['Seen on crm.example.com', 2]]);
    expect(await facts(db, 'field_checks')).toEqual([
      expect.objectContaining({ record: 'D1', field: 'Role' }),
    ]);
    expect((await seenImports(db)).size).toBe(3);
    // Nothing new: nothing to do.
    expect(await takeIn(db, 3)).toBe(false);
  });

  it('bit by bit ends with the same facts as at once', async () => {
    const step = fc.record({
      id: fc.constantFrom('D1', 'D2', 'D3'),
      stage: fc.constantFrom('Proposal', 'Negotiation', 'Closed Won'),
      partner: fc.option(fc.constantFrom('Northwind', 'Contoso'), { nil: null }),
      takeIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const [bits, whole] = [await workspace(), await workspace()];
        for (const [i, { id, stage, partner, takeIn: now }] of steps.entries()) {
          for (const db of [bits, whole]) await visit(db, id, i + 1, { stage, partner });
          if (now) await takeIn(bits, i + 1);
        }
        for (const db of [bits, whole]) await takeIn(db, 30);
        for (const table of ['deals', 'stage_changes'])
          expect(await facts(bits, table)).toEqual(await facts(whole, table));
        await takeIn(bits, 31, true);
        for (const table of ['deals', 'stage_changes'])
          expect(await facts(bits, table)).toEqual(await facts(whole, table));
      }),
      { numRuns: 12 },
    );
  });

  it('keeps what an import says of the same day, and of columns that a page does not show', async () => {
    const db = await workspace();
    await importDeals(db, 2, [
      { deal: 'D1', partner: 'P1', stage: 'Proposal', created: '2025-12-01', amount: '500' },
      { deal: 'D2', partner: 'P1', stage: 'Proposal', created: '2025-12-02', amount: '600' },
    ]);
    await visit(db, 'D1', 2, { name: 'One', stage: 'Closed Lost' });
    await visit(db, 'D2', 3, { name: 'Two', stage: 'Closed Won' });
    await takeIn(db, 3);
    const [one, two] = await facts(db, 'deals');
    expect(one).toMatchObject({ deal: 'D1', stage: 'Proposal', amount: 50_000 });
    expect(two).toMatchObject({ deal: 'D2', stage: 'Closed Won', amount: 60_000, partner: 'P1' });
    expect([one!.created, two!.created]).toEqual(['2025-12-01', '2025-12-02']);
    // A later file has the last word.
    await importDeals(db, 4, [{ deal: 'D2', stage: 'Closed Lost' }]);
    await takeIn(db, 5, true);
    expect((await facts(db, 'deals'))[1]).toMatchObject({ stage: 'Closed Lost' });
  });

  it('finds a deal by either spelling of a Salesforce id', async () => {
    const db = await workspace();
    const id = '006D000000ABCdE';
    await importDeals(db, 1, [{ deal: salesforceId18(id), stage: 'Proposal' }]);
    await addVisit(
      {
        key: 'k',
        origin: SITE,
        url: SITE,
        crm: 'salesforce',
        kind: 'deal',
        id,
        at: at(3),
        values: { name: 'One', stage: 'Closed Won' },
      },
      db,
    );
    await takeIn(db, 3);
    expect(await facts(db, 'deals')).toEqual([
      expect.objectContaining({ deal: salesforceId18(id), stage: 'Closed Won' }),
    ]);
  });

  it('does not bring back what a person undid, until the record is visited again', async () => {
    const db = await workspace();
    await visit(db, 'D1', 1, { name: 'One', stage: 'Proposal' });
    await takeIn(db, 1);
    const [seen] = await listImports(db);
    await deleteImport(seen!.id!, db);
    await takeIn(db, 2, true);
    expect(await facts(db, 'deals')).toEqual([]);
    await visit(db, 'D1', 3, { stage: 'Closed Won' });
    await takeIn(db, 3);
    expect(await facts(db, 'deals')).toEqual([expect.objectContaining({ deal: 'D1', stage: 'Closed Won' })]);
  });

  it('is done again where it was stopped before it could note its imports', async () => {
    const db = await workspace();
    await visit(db, 'D1', 1, { name: 'One', stage: 'Proposal' });
    await takeIn(db, 1);
    await db.snapshotSites.update(SITE, { taken: [] });
    await takeIn(db, 1);
    expect(await facts(db, 'deals')).toHaveLength(1);
    expect(await listImports(db)).toHaveLength(1);
    expect((await snapshotSite(SITE, db))!.undone).toEqual([]);
  });

  it('is taken back with all that was made of it', async () => {
    const db = await workspace();
    await importDeals(db, 1, [{ deal: 'D9', stage: 'Proposal' }]);
    await visit(db, 'D1', 2, {
      name: 'One',
      stage: 'Proposal',
      partner: 'Nobody else',
      'required:Role': null,
    });
    await takeIn(db, 2);
    await forgetSnapshots(SITE, db);
    expect(await takeOutVisits(SITE, db)).toBe(true);
    expect((await facts(db, 'deals')).map(({ deal }) => deal)).toEqual(['D9']);
    expect(await facts(db, 'field_checks')).toEqual([]);
    expect(await db.partners.count()).toBe(0);
    expect(await takeIn(db, 3)).toBe(false);
  });
});
