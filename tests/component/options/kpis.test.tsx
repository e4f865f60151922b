import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findKpis, NO_FILTER } from '@/components/options/kpis/find';
import { basisOf, rank, type Standing } from '@/components/options/kpis/ranking';
import { findSignals } from '@/components/options/kpis/Signals';
import { sharedScale } from '@/components/options/kpis/shared-scale';
import { defaultLimitWords, windowWords } from '@/components/options/kpis/words';
import { kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import type { JudgedKpi } from '@/lib/kpi/types';
import { database } from '@/lib/store/db';
import { putFocus } from '@/lib/store/focus';
import { putScorecards } from '@/lib/store/scorecards';
import { putStandings, StandingsBuilder } from '@/lib/store/standings';
import { evidence } from '../fixtures/evidence';
import { background, expectAccessible } from '../fixtures/harness';
import { scorecard } from '../fixtures/scorecard';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

const winRate = kpiDefinition('win-rate');

function judged(over: Partial<JudgedKpi>): JudgedKpi {
  return {
    kpi: 'win-rate',
    value: null,
    n: 0,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    immature: 0,
    excluded: {},
    window: { from: 0, to: 1 },
    state: 'confident',
    grade: 'pass',
    limit: { warn: 0.3, fail: 0.25, from: 'default' },
    score: null,
    needed: null,
    ...over,
  };
}
const share = (k: number, n: number, state: JudgedKpi['state'] = 'confident') =>
  judged({ value: k / n, numerator: k, denominator: n, n, low: 0, high: 1, state });
const standing = (name: string, it: JudgedKpi, type: string | null = 'reseller'): Standing => ({
  partnerId: name,
  name,
  type,
  judged: it,
});
const names = (rows: readonly Standing[]) => rows.map(({ name }) => name);

describe('ranking', () => {
  test('a small sample with a perfect rate does not lead', () => {
    const rows = [
      standing('lucky', share(2, 2, 'insufficient')),
      standing('solid', share(300, 500)),
      standing('weak', share(20, 200)),
      standing('none', judged({ state: 'not-measured' })),
    ];
    expect(basisOf(winRate, rows)).toBe('shrunk');
    expect(names(rank(winRate, rows))).toEqual(['solid', 'lucky', 'weak', 'none']);
    // The other way round, what is not measured stays last.
    expect(names(rank(winRate, rows, true))).toEqual(['weak', 'lucky', 'solid', 'none']);
  });

  test('a share is pulled towards its own type', () => {
    const rows = [
      standing('a', share(1, 2), 'reseller'),
      standing('resellers', share(900, 1000), 'reseller'),
      standing('b', share(1, 2), 'affiliate'),
      standing('affiliates', share(100, 1000), 'affiliate'),
    ];
    const order = names(rank(winRate, rows));
    expect(order.indexOf('a')).toBeLessThan(order.indexOf('b'));
  });

  test('elsewhere the end of the interval that speaks against the partner decides', () => {
    const days = kpiDefinitions.find(
      ({ direction, formula }) => direction === 'lower' && formula.kind === 'median',
    );
    const rows = [
      standing('short but unsure', judged({ value: 10, low: 2, high: 90, n: 5 })),
      standing('longer and sure', judged({ value: 20, low: 18, high: 22, n: 400 })),
      standing('open', judged({ value: 5, low: 4, high: null, n: 9 })),
      standing('too few', judged({ value: 1, n: 1, state: 'insufficient' })),
    ];
    expect(days && names(rank(days, rows))).toEqual([
      'longer and sure',
      'short but unsure',
      'open',
      'too few',
    ]);
  });

  test('any order holds every partner once, and worst first is best first turned round among the ranked', () => {
    const one = fc
      .record({
        k: fc.nat(50),
        more: fc.nat(50),
        type: fc.constantFrom('reseller', 'agency', null),
        measured: fc.boolean(),
      })
      .map(({ k, more, type, measured }) => ({
        type,
        it: measured ? share(k, k + more + 1) : judged({ state: 'not-measured' }),
      }));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (list) => {
        const rows = list.map(({ it, type }, i) => standing(`p${i}`, it, type));
        const best = rank(winRate, rows);
        const worst = rank(winRate, rows, true);
        expect(names(best).sort()).toEqual(names(rows).sort());
        const keys = (ranked: typeof best) => ranked.flatMap(({ key }) => (key === null ? [] : [key]));
        expect(keys(worst)).toEqual(keys(best).reverse());
      }),
    );
  });

  test('one far-off partner does not squeeze the picture of all others', () => {
    const rows = Array.from({ length: 100 }, (_, i) =>
      standing(`p${i}`, judged({ value: 10, low: 8, high: 12, n: 50, limit: null })),
    );
    const days = { ...winRate, unit: 'days' as const };
    const calm = sharedScale(days, rows)!;
    const wild = sharedScale(days, [
      ...rows,
      standing('x', judged({ value: 9e6, low: 8e6, high: 1e7, limit: null })),
    ])!;
    expect(wild.at(12) - wild.at(8)).toBeCloseTo(calm.at(12) - calm.at(8), 6);
    expect(sharedScale(winRate, [])).toBeNull();
  });
});

describe('words', () => {
  test('windows and limits read as sentences', () => {
    expect(windowWords({ months: 12 })).toBe('last 12 months');
    expect(windowWords({ days: 1 })).toBe('last 1 day');
    expect(windowWords({ current: 'quarter' })).toBe('this quarter so far');
    expect(windowWords({ asOf: true })).toBe('as it stands today');
    expect(defaultLimitWords(winRate, 'EUR')).toBe(
      'passes from 0.85 × programme, fails below 0.7 × programme',
    );
    expect(defaultLimitWords({ ...winRate, direction: 'info' }, 'EUR')).toBe('none: for information');
  });

  test('a KPI is found by code, name, question and source', () => {
    expect(findKpis(kpiDefinitions, { ...NO_FILTER, text: 'k07' }).map(({ code }) => code)).toContain('K07');
    expect(findKpis(kpiDefinitions, { ...NO_FILTER, text: 'decided deals won' })).toContain(winRate);
    expect(findKpis(kpiDefinitions, { ...NO_FILTER, text: 'k07', dimension: 'trust' })).toEqual([]);
    expect(findKpis(kpiDefinitions, NO_FILTER)).toHaveLength(kpiDefinitions.length);
    const surface = findKpis(kpiDefinitions, { ...NO_FILTER, depth: 'surface', kind: 'leading' });
    expect(surface.length).toBeGreaterThan(0);
    expect(surface.every(({ depth, kind }) => depth === 'surface' && kind === 'leading')).toBe(true);
    const measured = findKpis(kpiDefinitions, { ...NO_FILTER, measured: true }, (id) => id === 'win-rate');
    expect(measured).toEqual([winRate]);
    expect(findKpis(kpiDefinitions, { ...NO_FILTER, own: true })).toEqual([]);
  });

  test('a number that is a flag is found among the signals', () => {
    expect(findKpis(kpiDefinitions, { ...NO_FILTER, text: 'K69' })).toEqual([]);
    expect(findSignals('K69').map(({ id }) => id)).toEqual([
      'conversion-drop',
      'fraud-like-spike',
      'sentiment-shift',
    ]);
    expect(findSignals('xmr spike').map(({ id }) => id)).toEqual(['fraud-like-spike']);
  });
});

describe('catalogue', () => {
  test('lists every definition by dimension and finds one', async () => {
    background({});
    await database().programme.put({
      kpi: 'win-rate',
      measurement: share(28, 100),
      revision: 1,
    });
    const { container, user } = await openAt('#/kpis');
    const table = await screen.findByRole('table', { name: 'KPI definitions' });
    expect(
      within(table)
        .getAllByRole('rowheader')
        .filter((head) => within(head).queryByRole('link')),
    ).toHaveLength(kpiDefinitions.length);
    const row = within(table).getByRole('link', { name: 'Win rate' }).closest('tr')!;
    await waitFor(() => expect(row.textContent).toContain('28\u00a0%'));
    expect(row.textContent).toContain('n 100');
    expect(within(row).getByRole('link', { name: /28/ }).getAttribute('href')).toBe(
      '#/kpis/win-rate/programme',
    );
    await expectAccessible(container);
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'decided deals is won');
    await waitFor(() => expect(within(table).getAllByRole('link').length).toBeLessThan(5));
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), ' zebra');
    expect(await screen.findByText('No KPI fits')).toBeTruthy();
  });
});

describe('one KPI', () => {
  test('opens what is behind the value of the whole programme', async () => {
    const asked: unknown[] = [];
    background({
      'evidence.get': (input) => {
        asked.push(input);
        return { ...evidence(), partner: null };
      },
    });
    const { container } = await openAt('#/kpis/win-rate/programme');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('The whole programme');
    await screen.findByRole('table', { name: 'Rows behind the number' });
    expect(asked[0]).toEqual({ kpi: 'win-rate', programme: true, part: 'counted', offset: 0, limit: 25 });
    await expectAccessible(container);
  });

  test('shows its SQL on demand and copies it, or says why there is none', async () => {
    background({});
    const { container, user } = await openAt('#/kpis/win-rate');
    await user.click(screen.getByText('The same definition as SQL'));
    const sql = await screen.findByRole('region', { name: 'SQL of Win rate' });
    expect(sql.textContent).toContain('-- Win rate (K07)');
    expect(sql.textContent).toContain('SELECT partner, value, n, numerator, denominator, immature');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe(sql.textContent);
    await expectAccessible(container);
  });

  test('shows the definition and every partner today, ordered by the shrunk value', async () => {
    background({});
    await database().partners.bulkPut(
      ['solid', 'lucky', 'weak'].map((id) => storedPartner({ id, name: id, type: 'reseller' })),
    );
    const card = (partnerId: string, it: JudgedKpi) => ({ ...scorecard, partnerId, kpis: [it], revision: 1 });
    const shares = {
      lucky: share(2, 2, 'insufficient'),
      solid: share(300, 500),
      weak: share(20, 200),
    };
    const standings = new StandingsBuilder();
    for (const [partnerId, it] of Object.entries(shares)) {
      await putScorecards([card(partnerId, it)]);
      standings.add({ partnerId, measurements: [it] });
    }
    await putStandings(standings.rows());
    const { container, user } = await openAt('#/kpis/win-rate');
    expect(screen.getByText(winRate.includes)).toBeTruthy();
    const table = await screen.findByRole('table', { name: 'Win rate by partner' });
    const order = () =>
      within(table)
        .getAllByRole('rowheader')
        .map((cell) => cell.textContent);
    expect(order()).toEqual(['solid', 'lucky', 'weak']);
    // Too few rows show their counts, not a rate.
    expect(within(table).getByRole('row', { name: /lucky.*2 of 2/ })).toBeTruthy();
    expect(screen.getByText(/pulled towards that of its partner type/)).toBeTruthy();
    await expectAccessible(container);
    await user.click(within(table).getByRole('button', { name: /Value/ }));
    expect(order()).toEqual(['weak', 'lucky', 'solid']);
    expect(within(table).getByRole('link', { name: /60/ }).getAttribute('href')).toBe(
      '#/partners/solid/win-rate',
    );
  });

  test('says who uses it: presets, scorecards that chose it, and KPIs made of it', async () => {
    background({});
    await database().partners.bulkPut([storedPartner({ id: 'Acme' })]);
    await putFocus({ scope: 'partner:Acme', kpis: ['refund-rate'], preset: null });
    await putFocus({ scope: 'type:reseller', kpis: ['refund-rate', 'nps'], preset: null });
    await putFocus({ scope: 'global', kpis: ['nps'], preset: null });
    const { container } = await openAt('#/kpis/refund-rate');
    const used = await screen.findByRole('region', { name: 'Used by' });
    const acme = await within(used).findByRole('link', { name: 'Acme' });
    expect(acme.getAttribute('href')).toBe('#/focus/partner/Acme');
    expect(within(used).getByRole('link', { name: 'type reseller' })).toBeTruthy();
    expect(within(used).queryByRole('link', { name: 'all partners' })).toBeNull();
    expect(within(used).getByText('reseller, affiliate, agency')).toBeTruthy();
    await expectAccessible(container);
  });

  test('says that nobody uses it', async () => {
    background({});
    await openAt('#/kpis/ctr');
    const used = await screen.findByRole('region', { name: 'Used by' });
    expect((await within(used).findByText(/No preset and no other KPI has it/)).textContent).toBeTruthy();
  });

  test('without figures it says what it counts from', async () => {
    background({});
    const { container } = await openAt('#/kpis/win-rate');
    expect(await screen.findByText('No partner has figures for this KPI yet')).toBeTruthy();
    await expectAccessible(container);
  });

  test('an unknown one says so', async () => {
    background({});
    await openAt('#/kpis/gone');
    expect(screen.getByText(/The KPI “gone” does not exist/)).toBeTruthy();
  });
});
