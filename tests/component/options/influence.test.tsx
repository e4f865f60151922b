import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import type { JudgedKpi } from '@/lib/kpi/types';
import { database } from '@/lib/store/db';
import { putProgramme, putScorecards } from '@/lib/store/scorecards';
import { getWorkspace } from '@/lib/store/settings';
import { putStandings, StandingsBuilder } from '@/lib/store/standings';
import { influence } from '../fixtures/credit';
import { background, expectAccessible } from '../fixtures/harness';
import { scorecard } from '../fixtures/scorecard';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

function judged(kpi: string, value: number, more: Partial<JudgedKpi> = {}): JudgedKpi {
  return {
    kpi,
    value,
    n: 3,
    low: null,
    high: null,
    numerator: value,
    denominator: null,
    immature: 0,
    excluded: {},
    window: { from: 0, to: 1 },
    currency: 'EUR',
    state: 'confident',
    grade: null,
    limit: null,
    score: null,
    needed: null,
    ...more,
  };
}
const attribution = (low: number, high: number): JudgedKpi['attribution'] => ({
  model: 'w',
  version: 1,
  name: 'W-shaped',
  parameters: { lookbackDays: 180 },
  range: { low, high, lowest: 'Last touch', highest: 'First touch' },
});

/** Scorecards with what lists read of them. */
async function storeCards(cards: Parameters<typeof putScorecards>[0]) {
  const standings = new StandingsBuilder();
  for (const { partnerId, kpis } of cards) standings.add({ partnerId, measurements: [...kpis] });
  await putStandings(standings.rows());
  await putScorecards(cards);
}

async function setUp() {
  await database().partners.bulkPut([
    storedPartner({ id: 'p-1', name: 'Northwind' }),
    storedPartner({ id: 'p-2', name: 'Fabrikam' }),
    storedPartner({ id: 'p-3', name: 'Nobody' }),
  ]);
  const { stale: _, ...card } = scorecard;
  const kpis = (won: number) => [
    judged('influenced-wins', 3, { currency: undefined }),
    judged('won-influenced-arr', 900_000),
    judged('won-attributed-arr', won, { attribution: attribution(0, 900_000) }),
    judged('expansion-won-attributed-arr', 5_000, { attribution: attribution(5_000, 5_000) }),
  ];
  await storeCards([
    { ...card, partnerId: 'p-1', revision: 1, kpis: kpis(100_000) },
    { ...card, partnerId: 'p-2', revision: 1, kpis: kpis(300_000) },
    { ...card, partnerId: 'p-3', revision: 1, kpis: [] },
  ]);
  await putProgramme([
    { kpi: 'won-attributed-arr', revision: 1, measurement: judged('won-attributed-arr', 400_000) },
  ]);
  resetScorecardRefresh(async () => ({ ran: false, computed: 0 }));
  const server = background({ 'influence.report': () => influence, 'data.changed': () => null });
  return { server, ...(await openAt('#/influence')) };
}

describe('influence page', () => {
  test('shows the programme, then partners by what they are credited with; each number opens its rows', async () => {
    const { container } = await setUp();
    const table = within(await screen.findByRole('table', { name: 'Influence by partner' }));
    await table.findByRole('link', { name: 'Northwind' });
    const rows = table.getAllByRole('row').map((row) => within(row).queryByRole('rowheader')?.textContent);
    expect(rows).toEqual([undefined, 'Programme', 'Fabrikam', 'Northwind']);
    const number = table.getByRole('link', { name: '€3,000' });
    expect(number.getAttribute('href')).toBe('#/partners/p-2/won-attributed-arr');
    expect(table.getAllByText('€0 – €9,000')).toHaveLength(2);
    expect(screen.getAllByText(/W-shaped, version 1, touches of 180 days/)).toHaveLength(2);
    await expectAccessible(container);
  });

  test('adds up partners, our own campaigns and what nobody touched', async () => {
    await setUp();
    const table = within(await screen.findByRole('table', { name: 'Won by source' }));
    expect(table.getByRole('row', { name: /Our own: Newsletter 2 1 €4,000 €2,000/ })).toBeTruthy();
    expect(table.getByRole('row', { name: /No touch recorded 0 1 – €1,000/ })).toBeTruthy();
    expect(table.getByRole('row', { name: /All deals won\s+3 – €6,000 100.%/ })).toBeTruthy();
    expect(screen.getByText(/1 won without an amount/)).toBeTruthy();
  });

  test('asks for expansion business, another span and campaigns', async () => {
    const { server, user } = await setUp();
    await screen.findByRole('table', { name: 'Won by source' });
    await user.click(screen.getByRole('tab', { name: 'Expansion' }));
    await user.selectOptions(await screen.findByLabelText('Won in'), 'This quarter');
    await user.selectOptions(screen.getByLabelText('One line for each'), 'Campaign');
    await waitFor(() =>
      expect(server.inputs('influence.report').at(-1)).toEqual({
        business: 'expansion',
        span: 'quarter',
        perCampaign: true,
      }),
    );
    const table = within(await screen.findByRole('table', { name: 'Influence by partner' }));
    expect(table.queryByText('Leads')).toBeNull();
  });

  test('saves the model, refuses what makes no sense, and computes anew', async () => {
    const { user } = await setUp();
    let computed = 0;
    resetScorecardRefresh(async () => {
      computed++;
      return { ran: true, computed: 1 };
    });
    await user.selectOptions(await screen.findByLabelText('Model'), 'Time decay');
    const half = screen.getByLabelText('Half-life');
    await user.clear(half);
    await user.type(half, '0');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/half-life must be more than 0/)).toBeTruthy();
    expect((await getWorkspace()).attribution).toBeUndefined();
    await user.clear(half);
    await user.type(half, '7');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () =>
      expect((await getWorkspace()).attribution).toMatchObject({ model: 'time-decay', halfLifeDays: 7 }),
    );
    await waitFor(() => expect(computed).toBeGreaterThan(0));
  });

  test('adds up the parts of a blend while they are typed', async () => {
    const { user } = await setUp();
    await user.selectOptions(await screen.findByLabelText('Model'), 'Blended');
    expect(screen.getByText('Parts of the blend, now 100 % together')).toBeTruthy();
    await user.type(screen.getByLabelText('Linear'), '10');
    expect(screen.getByText('Parts of the blend, now 110 % together')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/add up to 1.1; they must add up to 1/)).toBeTruthy();
  });
});
