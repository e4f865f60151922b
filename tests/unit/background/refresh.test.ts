import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as factsModule from '@/lib/background/facts';
import { asOf, inScope, refreshScorecards } from '@/lib/background/refresh';
import { packSeries, unpackSeries } from '@/lib/background/series';
import { database } from '@/lib/store/db';
import { putLimit } from '@/lib/store/limits';
import { savePartner } from '@/lib/store/partners';
import { getScorecard } from '@/lib/store/scorecards';
import { bumpRevision, getRevision } from '@/lib/store/settings';
import { encode } from '../facts/build';
import { deals, partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  return {
    kpiDefinitions: testKpis,
    findKpi: (id: string) => testKpis.find((kpi) => kpi.id === id),
  };
});

const now = new Date('2026-06-15T09:00:00Z');
const nextDay = new Date('2026-06-16T09:00:00Z');
const stale = { what: 'stale' } as const;

const winRate = async (partnerId: string) =>
  (await getScorecard(partnerId))?.kpis.find((kpi) => kpi.kpi === 'win-rate');

let load: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  await database().delete({ disableAutoOpen: false });
  await seed(
    {
      deals: [
        ...deals('Northwind', 40, 30, '2026-06-15'),
        ...deals('Fabrikam', 40, 2, '2026-06-15'),
        ...deals('Tiny', 3, 1, '2026-06-15'),
      ],
    },
    [
      partnerRow('P-1', 'Northwind'),
      partnerRow('P-2', 'Fabrikam', { type: 'referral', tier: 'Silver' }),
      partnerRow('P-3', 'Tiny'),
      partnerRow('P-4', 'Nothing yet'),
    ],
  );
  load?.mockRestore();
  load = vi.spyOn(factsModule, 'factsInMemory');
});

describe('refreshScorecards', () => {
  it('computes a card for every partner with facts, and none for the others', async () => {
    expect(await refreshScorecards(stale, now)).toEqual({ ran: true, computed: 3 });
    expect(await winRate('P-1')).toMatchObject({ value: 0.75, n: 40, state: 'confident', grade: 'pass' });
    expect(await winRate('P-2')).toMatchObject({ value: 0.05, n: 40, state: 'confident', grade: 'fail' });
    expect(await winRate('P-3')).toMatchObject({ n: 3, state: 'insufficient' });
    expect(await getScorecard('P-4')).toBeUndefined();
    expect((await getScorecard('P-1'))?.revision).toBe(await getRevision());
  });

  it('does nothing while nothing changed', async () => {
    await refreshScorecards(stale, now);
    expect(await refreshScorecards(stale, now)).toEqual({ ran: false, computed: 0 });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('computes again when the day or the data moved on', async () => {
    await refreshScorecards(stale, now);
    const before = (await getScorecard('P-1'))!.asOfDay;
    expect((await refreshScorecards(stale, nextDay)).ran).toBe(true);
    expect((await getScorecard('P-1'))!.asOfDay).toBe(before + 1);
    await bumpRevision();
    expect((await refreshScorecards(stale, nextDay)).ran).toBe(true);
  });

  it('follows rows that come with a currency where no KPI reads money', async () => {
    await refreshScorecards(stale, now);
    const rows = deals('Northwind', 40, 30, '2026-06-15').map((row) => ({ ...row, currency: 'EUR' }));
    const { chunks, dictionaries } = encode({ deals: rows });
    await database().chunks.bulkAdd(chunks.map((chunk) => ({ ...chunk, importId: 2 })));
    for (const { domain, values } of dictionaries)
      if (domain === 'currency')
        await database().dictionaries.add({
          domain,
          from: 1,
          importId: 2,
          text: values.slice(1).join('\0'),
        });
    await bumpRevision();
    expect((await refreshScorecards(stale, now)).ran).toBe(true);
    expect(await winRate('P-1')).toMatchObject({ value: 0.75, n: 40 });
  });

  it('ends with the data where the data is old, and says nothing is due until a new day', async () => {
    const later = new Date('2027-06-15T09:00:00Z');
    await refreshScorecards(stale, later);
    expect(await winRate('P-1')).toMatchObject({ value: 0.75, n: 40 });
    const { asOfDay, today } = await asOf(later);
    expect((await getScorecard('P-1'))!.asOfDay).toBe(asOfDay);
    expect(today - asOfDay).toBeGreaterThan(300);
    expect((await getScorecard('P-1'))!.signals.map(({ rule }) => rule)).toContain('stale-data');
    expect((await refreshScorecards(stale, later)).ran).toBe(false);
  });

  it('judges by a changed limit without reading a fact', async () => {
    await refreshScorecards(stale, now);
    load.mockClear();
    await putLimit({ scope: 'partner:P-1', kpi: 'win-rate', warn: 0.95, fail: 0.9 });
    expect(await refreshScorecards({ what: 'limits', scope: 'partner:P-1' }, now)).toEqual({
      ran: true,
      computed: 1,
    });
    expect(await winRate('P-1')).toMatchObject({ value: 0.75, state: 'confident', grade: 'fail' });
    expect(await winRate('P-2')).toMatchObject({ grade: 'fail', limit: { from: 'default' } });
    expect(load).not.toHaveBeenCalled();
    expect((await refreshScorecards(stale, now)).ran).toBe(false);
  });

  it('touches only the partners of the scope', async () => {
    await refreshScorecards(stale, now);
    await putLimit({ scope: 'type:Referral', kpi: 'win-rate', warn: 0.03, fail: 0.01 });
    expect(await refreshScorecards({ what: 'limits', scope: 'type:Referral' }, now)).toMatchObject({
      computed: 1,
    });
    expect(await winRate('P-2')).toMatchObject({ grade: 'pass', limit: { from: 'type' } });
    expect(await winRate('P-1')).toMatchObject({ limit: { from: 'default' } });
  });

  it('takes up a limit whose judging was cut short', async () => {
    await refreshScorecards(stale, now);
    load.mockClear();
    await putLimit({ scope: 'global', kpi: 'win-rate', warn: 0.95, fail: 0.9 });
    expect(await refreshScorecards(stale, now)).toEqual({ ran: true, computed: 3 });
    expect(await winRate('P-1')).toMatchObject({ grade: 'fail', limit: { from: 'global' } });
    expect(load).not.toHaveBeenCalled();
  });

  it('gives an alias its facts and takes the card of the name away', async () => {
    await database().dictionaries.clear();
    await database().chunks.clear();
    await seed({ deals: deals('NW Resellers', 20, 20, '2026-06-15') }, [partnerRow('P-1', 'Northwind')]);
    await refreshScorecards(stale, now);
    expect(await getScorecard('P-1')).toBeUndefined();
    await savePartner(partnerRow('P-1', 'Northwind', { aliases: ['NW Resellers'] }));
    await refreshScorecards(stale, now);
    expect(await winRate('P-1')).toMatchObject({ value: 1, n: 20 });
  });

  it('removes cards of partners that lost their facts', async () => {
    await refreshScorecards(stale, now);
    await database().chunks.clear();
    await bumpRevision();
    expect(await refreshScorecards(stale, now)).toEqual({ ran: true, computed: 0 });
    expect(await database().scorecards.count()).toBe(0);
    expect(await database().bases.count()).toBe(0);
  });

  it('runs one at a time', async () => {
    const [first, second] = await Promise.all([refreshScorecards(stale, now), refreshScorecards(stale, now)]);
    expect([first.ran, second.ran]).toEqual([true, false]);
    expect(load).toHaveBeenCalledTimes(1);
  });
});

describe('what a refresh rests on', () => {
  it('keeps months exactly, missing numbers included', () => {
    const points = [
      { window: { from: 20_000, to: 20_031 }, value: 0.25, n: 8, numerator: 2, denominator: 8 },
      { window: { from: 20_031, to: 20_059 }, value: null, n: 0, numerator: null, denominator: null },
    ];
    expect(unpackSeries(packSeries(points))).toEqual(points);
    expect(unpackSeries(packSeries([]))).toEqual([]);
  });

  it('reads only the columns that the KPIs name, and what finds the partner of a row', async () => {
    const { testKpis } = await import('./seed');
    const { deals: columns, surveys } = factsModule.neededColumns(testKpis);
    expect(columns).toEqual(expect.arrayContaining(['status', 'closed', 'created', 'partner', 'deal']));
    expect(columns).not.toContain('name');
    expect(columns).not.toContain('link');
    expect(surveys).toContain('partner');
  });

  it.each([
    ['global', true],
    ['type:Reseller', true],
    ['type:referral', false],
    ['tier:gold', true],
    ['tier:silver', false],
    ['partner:P-1', true],
    ['partner:P-2', false],
  ])('a limit of %s concerns a gold reseller P-1: %s', (scope, concerns) => {
    expect(inScope(scope, { id: 'P-1', type: 'reseller', tier: 'Gold' })).toBe(concerns);
  });
});
