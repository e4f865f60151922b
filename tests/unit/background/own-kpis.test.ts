import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newKpi } from '@/components/options/kpis/editor/draft';
import { draftEvidence } from '@/lib/background/draft-evidence';
import { loadEvidence } from '@/lib/background/evidence';
import * as factsModule from '@/lib/background/facts';
import { previewKpi } from '@/lib/background/preview';
import { refreshScorecards } from '@/lib/background/refresh';
import type { KpiDefinition } from '@/lib/kpi/define';
import { database } from '@/lib/store/db';
import {
  chooseVariant,
  chosenVariants,
  deleteKpi,
  loadCatalogue,
  ownKpis,
  restoreKpi,
  saveKpi,
  versionsOf,
} from '@/lib/store/kpis';
import { getPartner } from '@/lib/store/partners';
import { getScorecard } from '@/lib/store/scorecards';
import { standingsOf } from '@/lib/store/standings';
import { deals, partnerRow, seed } from './seed';

vi.mock('@/lib/kpi/registry', async () => {
  const { testKpis } = await import('./seed');
  const wins = testKpis[0]!;
  const known = [
    ...testKpis,
    {
      ...wins,
      id: 'win-rate-value',
      name: 'Win rate by value',
      weight: 0,
      gate: false,
      variantOf: wins.id,
      variant: 'by value',
    },
  ];
  return { kpiDefinitions: known, findKpi: (id: string) => known.find((kpi) => kpi.id === id) };
});

const now = new Date('2026-06-15T09:00:00Z');
const stale = { what: 'stale' } as const;
const own: KpiDefinition = {
  ...newKpi([]),
  id: 'own-lost',
  name: 'Deals lost',
  direction: 'lower',
  limit: { basis: 'absolute', warn: 0.3, fail: 0.5 },
  weight: 1,
  formula: {
    kind: 'proportion',
    rows: { table: 'deals', date: 'closed' },
    success: { op: 'in', column: 'status', values: ['lost'] },
  },
};
const result = async (partner: string, kpi: string) =>
  (await getScorecard(partner))?.kpis.find((judged) => judged.kpi === kpi);

beforeEach(async () => {
  await database().delete({ disableAutoOpen: false });
  await seed(
    { deals: [...deals('Northwind', 40, 30, '2026-06-15'), ...deals('Fabrikam', 40, 2, '2026-06-15')] },
    [partnerRow('P-1', 'Northwind'), partnerRow('P-2', 'Fabrikam')],
  );
});

describe('an own KPI', () => {
  it('is previewed before it is stored, and then stands in scorecards, standings and evidence', async () => {
    const preview = await previewKpi(own, [], now);
    expect(preview.measured).toBe(2);
    expect(preview.partners.find(({ id }) => id === 'P-2')?.judged).toMatchObject({
      value: 0.95,
      n: 40,
      grade: 'fail',
      state: 'confident',
    });
    expect((await previewKpi(own, ['P-1'], now)).partners.map(({ id }) => id)).toEqual(['P-1']);

    await saveKpi(own, now);
    await refreshScorecards(stale, now);
    expect(await result('P-2', 'own-lost')).toMatchObject({ value: 0.95, grade: 'fail', version: 1 });
    const standings = await standingsOf('own-lost');
    expect(standings.get('P-1')).toMatchObject({ value: 0.25, n: 40, numerator: 10, denominator: 40 });
    const shown = await loadEvidence('own-lost', (await getPartner('P-2'))!, {
      part: 'counted',
      offset: 0,
      limit: 10,
    });
    expect(shown.totals.counted).toBe(40);
    expect(shown.check?.same).toBe(true);
    expect(shown.definition.version).toBe(1);
  });

  it('opens the rows of the draft on the screen, not those of the version that is stored', async () => {
    const page = { part: 'counted', offset: 0, limit: 10 } as const;
    await saveKpi(own, now);
    await refreshScorecards(stale, now);
    const draft: KpiDefinition = {
      ...own,
      formula: { ...own.formula, success: { op: 'in', column: 'status', values: ['won'] } } as never,
    };
    const [shown] = (await previewKpi(draft, ['P-2'], now)).partners;
    const rows = await draftEvidence(draft, 'P-2', page, now);
    expect(rows.kpi).toMatchObject({ value: 0.05, n: 40, grade: shown!.judged.grade });
    expect(rows).toMatchObject({ totals: { counted: 40 }, check: { same: true, rows: 40 } });
    expect(rows.rows).toHaveLength(10);

    // The very next thing asked is another draft of the same id.
    expect((await draftEvidence(own, 'P-2', page, now)).kpi.value).toBe(0.95);
    const programme = await draftEvidence(draft, null, page, now);
    expect(programme).toMatchObject({ partner: null, totals: { counted: 80 }, check: { same: true } });
    await expect(draftEvidence(draft, 'P-9', page, now)).rejects.toThrow('no longer in the directory');
    const month = programme.trend?.months.at(-1)?.day;
    if (month !== undefined)
      expect(await draftEvidence(draft, 'P-2', { ...page, month }, now)).toMatchObject({ month });
  });

  it('has versions; a change is measured anew, and deleting takes it out until it is restored', async () => {
    await saveKpi(own, now);
    await refreshScorecards(stale, now);
    const changed = await saveKpi(
      {
        ...own,
        formula: { ...own.formula, success: { op: 'in', column: 'status', values: ['won'] } } as never,
      },
      now,
    );
    expect(changed.version).toBe(2);
    expect((await refreshScorecards(stale, now)).ran).toBe(true);
    expect(await result('P-2', 'own-lost')).toMatchObject({ value: 0.05, version: 2 });
    expect((await versionsOf('own-lost')).map(({ version }) => version)).toEqual([2, 1]);

    await deleteKpi('own-lost', now);
    expect((await loadCatalogue()).find('own-lost')).toBeUndefined();
    await refreshScorecards(stale, now);
    expect(await result('P-2', 'own-lost')).toBeUndefined();
    expect((await ownKpis()).map(({ deletedAt }) => deletedAt)).toEqual([now.toISOString()]);
    await restoreKpi('own-lost');
    await refreshScorecards(stale, now);
    expect(await result('P-2', 'own-lost')).toMatchObject({ value: 0.05 });
    await expect(deleteKpi('own-gone', now)).rejects.toThrow('no KPI "own-gone"');
  });

  it('that cannot be measured is left out and spoils nothing', async () => {
    await saveKpi(own, now);
    const broken = { ...own, id: 'own-broken', name: 'Broken' };
    await saveKpi({ ...broken, formula: { kind: 'count', rows: { table: 'gone', date: null } } }, now);
    await refreshScorecards(stale, now);
    expect(await result('P-1', 'own-lost')).toBeDefined();
    expect(await result('P-1', 'own-broken')).toBeUndefined();
  });
});

describe('a chosen variant', () => {
  it('takes the place of the standard KPI in the score, without reading a fact', async () => {
    await refreshScorecards(stale, now);
    const load = vi.spyOn(factsModule, 'factsInMemory');
    await chooseVariant('win-rate', 'win-rate-value');
    expect((await refreshScorecards(stale, now)).computed).toBe(2);
    expect(load).not.toHaveBeenCalled();
    load.mockRestore();
    const { find } = await loadCatalogue();
    expect(find('win-rate')).toMatchObject({ weight: 0, variantOf: 'win-rate-value' });
    expect(find('win-rate-value')).toMatchObject({ weight: 1 });
    // One KPI counts in the dimension, as before.
    expect(
      (await getScorecard('P-1'))!.dimensions.find(({ dimension }) => dimension === 'performance'),
    ).toMatchObject({
      total: 1,
    });
    expect((await refreshScorecards(stale, now)).ran).toBe(false);
    await chooseVariant('win-rate', null);
    expect(await chosenVariants()).toEqual({});
  });
});
