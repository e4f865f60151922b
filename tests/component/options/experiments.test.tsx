import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AskExperiment, resetExperiments } from '@/components/options/experiments/ask';
import { differenceMade } from '@/components/options/experiments/made';
import { answerExperiment } from '@/lib/background/experiments';
import { isoDay, parseIsoDay } from '@/lib/facts/time';
import type { Comparison } from '@/lib/kpi/experiments/types';
import { bumpRevision, DATABASE_ID, putSetting } from '@/lib/store/settings';
import { partnerRow, seed } from '../../unit/background/seed';
import { downloads, exportAs } from '../fixtures/downloads';
import { background, expectAccessible } from '../fixtures/harness';
import { openAt, optionsHarness } from './page';

const NOW = new Date('2026-11-21T09:00:00Z');
const ago = (days: number): string => isoDay(parseIsoDay('2026-11-21') - days);

optionsHarness();
beforeEach(async () => {
  // Facts are kept by the database that they are of: each test has its own, as each profile has.
  await putSetting(DATABASE_ID, crypto.randomUUID());
  background({
    'partners.search': () => [
      { id: 'p-1', name: 'Northwind', type: null, tier: null, region: null, tone: 'neutral' },
    ],
    'data.changed': () => null,
  });
  resetExperiments((async (question) => answerExperiment(question, NOW)) as AskExperiment);
});
afterEach(() => resetExperiments());

const customers = (n: number, partner: string | undefined, started: string, ended?: string) =>
  Array.from({ length: n }, (_, i) => ({
    customer: `${partner} ${started} ${ended} ${i}`,
    partner,
    started,
    ended,
    prior: i % 4 === 0,
  }));
const deals = (n: number, won: number, partner?: string) =>
  Array.from({ length: n }, (_, i) => ({
    deal: `${partner} ${i}`,
    name: `Deal ${partner ?? 'direct'} ${i}`,
    partner,
    status: i < won ? 'won' : 'lost',
    created: ago(100),
    closed: ago(30),
    amount: 100_00,
  }));

const stored = () =>
  seed(
    {
      customers: [
        ...customers(30, 'p-1', '2025-08-10'),
        ...customers(10, 'p-1', '2025-08-12', '2025-12-01'),
        ...customers(5, undefined, '2025-08-15'),
        ...customers(7, 'p-1', '2026-10-02'),
      ],
      deals: [
        ...deals(40, 30, 'p-1'),
        ...deals(40, 10),
        { ...deals(1, 1, 'test')[0]!, partner: 'p-1', test: true },
      ],
      holdouts: [
        {
          experiment: 'Spring',
          partner: 'p-1',
          arm: 'exposed',
          measured: ago(9),
          audience: 200,
          converted: 30,
        },
        {
          experiment: 'Spring',
          partner: 'p-1',
          arm: 'holdout',
          measured: ago(9),
          audience: 100,
          converted: 3,
        },
      ],
    },
    [partnerRow('p-1', 'Northwind')],
  );

type User = Awaited<ReturnType<typeof openAt>>['user'];

/** Opens the door of a figure: its text with what it is made of, made again, and the rows. */
async function open(user: User, name: RegExp): Promise<string> {
  await user.click(await screen.findByRole('button', { name }));
  const dialog = screen.getByRole('dialog');
  await within(dialog).findByRole('table', { name: 'Rows behind the number' });
  const text = dialog.textContent.replaceAll('\u00a0', ' ');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  return text;
}

describe('cohorts and experiments', () => {
  test('shows cohorts of all partners and of direct customers; what is too young is not a zero', async () => {
    await stored();
    const { container } = await openAt('#/experiments');
    const table = await screen.findByRole('table', { name: 'Retention at 12 months by cohort' });
    const row = within(table).getByRole('row', { name: /2025 Q3/ });
    expect(within(row).getByRole('button', { name: /All partners/ }).textContent).toMatch(/^75\s%$/);
    expect(within(row).getByRole('button', { name: /Without a partner/ }).textContent).toMatch(/^100\s%$/);
    expect(row.textContent).toContain('n 40');
    const young = within(table).getByRole('row', { name: /2026 Q4/ });
    expect(young.textContent).toContain('Not yet knowable');
    expect(young.textContent).toContain('7 customers');
    expect(young.textContent).not.toContain('%');
    await expectAccessible(container);
  });

  test('says once why no cohort has a figure', async () => {
    await openAt('#/experiments/cohorts');
    const why = await screen.findByText(/^Retention at 12 months is not measured in any cohort\. \S/);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getAllByText(/not measured/i)).toEqual([why]);
  });

  test('opens the rows of a cell, with file and row number', async () => {
    await stored();
    const { user } = await openAt('#/experiments/cohorts');
    await user.click(
      await screen.findByRole('button', {
        name: /^Rows of Retention at 12 months, Without a partner, 2025 Q3: 100\s%$/,
      }),
    );
    const rows = await within(screen.getByRole('dialog')).findByRole('table', {
      name: 'Rows behind the number',
    });
    expect(within(rows).getAllByRole('row')).toHaveLength(6);
    expect(rows.textContent).toMatch(/row 41/);
  });

  test('takes one partner beside the programme', async () => {
    await stored();
    const { user } = await openAt('#/experiments');
    await user.type(screen.getByRole('combobox', { name: 'Partner' }), 'North');
    await user.click(await screen.findByRole('option', { name: /Northwind/ }));
    expect(await screen.findByRole('columnheader', { name: 'Northwind' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Leave out Northwind' }));
    await screen.findByRole('columnheader', { name: 'All partners' });
    expect(screen.queryByRole('columnheader', { name: 'Northwind' })).toBeNull();
  });

  test('compares matched deals, with what bounds the answer and the rows left out', async () => {
    await stored();
    const { container, user } = await openAt('#/experiments/incrementality');
    const table = await screen.findByRole('table', { name: 'Matched deals' });
    const rate = within(table).getByRole('row', { name: /Win rate/ });
    expect(rate.textContent).toMatch(/\+50\spoints/);
    expect(rate.textContent).toContain('clear');
    expect(screen.getByText(/Observed, not an experiment/)).toBeTruthy();
    await expectAccessible(container);
    expect(await open(user, /^Difference of Win rate: \+50/)).toMatch(
      /With a partner75 %Without25 %.*Recomputed from these: \+50 points, the same\..*of 80/,
    );
    // Ratio 3: 3 + the root of 3 x 2.
    expect(await open(user, /^E-value of Win rate: 5\.45/)).toMatch(
      /R, the ratio of the two3\.00.*: 5\.45, the same/,
    );
    expect(await open(user, /^E-value of Won value/)).toMatch(/Standard deviation.*, the same\./);
    expect(await open(user, /^Deals won beyond like ones: 20/)).toMatch(/Matched deals40.*: 20, the same/);
    await user.click(screen.getByRole('button', { name: 'test record (1)' }));
    const dialog = within(screen.getByRole('dialog'));
    expect((await dialog.findByRole('table')).textContent).toContain('Deal test 0');
  });

  test('says that fewer were won where a partner brought less', async () => {
    await seed({ deals: [...deals(40, 10, 'p-1'), ...deals(40, 30)] }, [partnerRow('p-1', 'Northwind')]);
    const { user } = await openAt('#/experiments/incrementality');
    const sentence = (await screen.findByText(/fewer were won than like deals/)).textContent;
    expect(sentence.replaceAll('\u00a0', ' ')).toMatch(
      /^Of 40 matched deals, 20 fewer .*difference −[\d.]+ to −[\d.]+\)\.$/,
    );
    expect(await open(user, /^Deals won short of like ones: 20/)).toMatch(/: −20, the same/);
  });

  test('says so where a figure is not what its parts make', () => {
    const side = (value: number) => ({
      value,
      low: null,
      high: null,
      table: 'deals',
      rows: new Int32Array(0),
    });
    const off: Comparison = {
      id: 'win-rate',
      name: 'Win rate',
      how: '',
      unit: 'percent',
      exposed: side(0.5),
      others: side(0.25),
      difference: 0.2,
      low: null,
      high: null,
      sensitivity: null,
      reason: null,
    };
    const sides = ['With', 'Without'] as const;
    expect(differenceMade(off, sides, 'EUR')).toMatchObject({ same: false, figure: '+25\u00a0points' });
    expect(differenceMade({ ...off, difference: 0.25 }, sides, 'EUR').same).toBe(true);
  });

  test('says what is lacking where there is nothing to compare', async () => {
    const { user } = await openAt('#/experiments/integrations');
    await screen.findByText('Nothing was imported as "Integrations" yet.');
    await user.click(screen.getByRole('tab', { name: 'Trust transfer' }));
    expect((await screen.findAllByText('Not yet knowable')).length).toBe(3);
    await user.click(screen.getByRole('tab', { name: 'Holdout tests' }));
    await screen.findByText('No holdout test in this span');
  });

  test('each split of the finder opens the customers on its side', async () => {
    const some = customers(60, 'p-1', '2025-08-10').map((one, i) => ({
      ...one,
      customer: `customer ${i}`,
      ...(i < 4 || (i >= 30 && i < 45) ? { ended: ago(20) } : {}),
    }));
    await seed(
      {
        customers: some,
        integrations: some.slice(0, 30).map(({ customer }) => ({
          customer,
          integration: 'Mail',
          installed: '2025-09-01',
          last_active: ago(1),
        })),
      },
      [partnerRow('p-1', 'Northwind')],
    );
    const { container, user } = await openAt('#/experiments/integrations');
    const table = await screen.findByRole('table', { name: 'Retention by number of integrations' });
    await expectAccessible(container);
    expect(await open(user, /^Difference at 1: /)).toMatch(/26 of 30.*15 of 30.*, the same\..*of 60/);
    await user.click(within(table).getByRole('button', { name: /^Rows of fewer than 1: 50/ }));
    const dialog = within(screen.getByRole('dialog', { name: 'Retention: fewer than 1' }));
    await dialog.findByText('1–25 of 30');
    expect(dialog.getByRole('rowheader', { name: /customer 30/ })).toBeTruthy();
  });

  test('shows the lift of a test with a holdout', async () => {
    await stored();
    const { user } = await openAt('#/experiments/holdouts');
    const row = within(await screen.findByRole('table', { name: 'Holdout tests' })).getByRole('row', {
      name: /Spring/,
    });
    expect(row.textContent).toMatch(/12\spoints/);
    expect(row.textContent).toContain('30 of 200');
    expect(await open(user, /^Lift of Spring: 12/)).toMatch(/3 of 100.*: \+12 points, the same/);
    expect(await open(user, /^Relative lift of Spring: 400/)).toMatch(/: 400 %, the same/);
    expect(await open(user, /^Customers it brought of Spring: 24/)).toMatch(/exposed200.*: 24, the same/);
  });

  test('parts a change by mix and rate, with the rows of each group', async () => {
    await seed(
      {
        deals: [
          ...deals(40, 10, 'p-1').map((deal) => ({ ...deal, closed: ago(60), segment: 'SMB' })),
          ...deals(40, 30, 'p-1').map((deal) => ({
            ...deal,
            deal: `${deal.deal} old`,
            closed: ago(200),
            segment: 'SMB',
          })),
        ],
      },
      [partnerRow('p-1', 'Northwind')],
    );
    const { container, user } = await openAt('#/experiments/mix');
    const table = await screen.findByRole('table', { name: 'Parts by group' });
    expect(within(table).getByRole('row', { name: /SMB/ }).textContent).toMatch(/−50\spoints$/);
    await expectAccessible(container);
    expect(await open(user, /^Change of Win rate: −50/)).toMatch(
      /10 of 40.*30 of 40.*: −50 points, the same/,
    );
    expect(await open(user, /^Rate part: −50/)).toMatch(/SMB−50 points.*, the same/);
    expect(await open(user, /^Mix part: 0/)).toMatch(/, the same\./);
    expect(await open(user, /^Rate part of SMB: −50/)).toMatch(/Its rate before75 %.*: −50 points, the same/);
    await user.selectOptions(screen.getByLabelText('Parted by'), 'Partner');
    await user.click(await screen.findByRole('button', { name: /^Rows of Northwind, after: / }));
    const rows = await within(screen.getByRole('dialog')).findByRole('table');
    expect(within(rows).getAllByRole('row')).toHaveLength(26);
    expect(within(screen.getByRole('dialog')).getByText(/of 40/)).toBeTruthy();
  });

  test('does not show rows of data that changed meanwhile', async () => {
    await stored();
    const { user } = await openAt('#/experiments/cohorts');
    const door = await screen.findByRole('button', { name: /Rows of .* All partners, 2025 Q3/ });
    await bumpRevision();
    await user.click(door);
    await within(screen.getByRole('dialog')).findByText(/The data changed meanwhile/);
  });
});

describe('exports', () => {
  const exported = async (hash: string, what: string) => {
    await stored();
    const saved = downloads();
    await openAt(hash);
    await exportAs(what, 'JSON');
    await screen.findByText('Saved as JSON.');
    return JSON.parse(await saved[0]!.content.text());
  };

  test('cohorts with sample, interval and as-of day; what is too young has no value and says from when', async () => {
    const { about, tables } = await exported('#/experiments/cohorts', 'the cohorts');
    expect(about).toMatchObject({ 'As of': '2026-11-20', Interval: '95 %', Of: 'all partners' });
    const rows: Record<string, unknown>[] = tables[0].rows;
    const retention = (quarter: string, group: string) =>
      rows.find(
        (row) =>
          row['Acquired in'] === quarter && row.Group === group && row.Figure === 'Retention at 12 months',
      );
    expect(retention('2025 Q3', 'All partners')).toMatchObject({ Value: 75, Unit: '%', n: 40, Note: null });
    expect(retention('2026 Q4', 'All partners')).toMatchObject({
      Customers: 7,
      Value: null,
      Note: 'not yet knowable, from 2027-12-31',
    });
  });

  test('a comparison with both sides, the difference in points and what was left out', async () => {
    const { about, tables } = await exported('#/experiments/incrementality', 'the comparison');
    expect(about).toMatchObject({ Exposed: 'With a partner', Evidence: 'observed, not an experiment' });
    expect(tables[0].rows[0]).toMatchObject({
      Figure: 'Win rate',
      Exposed: 75,
      'Exposed: n': 40,
      Others: 25,
      Difference: 50,
      'Unit of the difference': 'points',
      Certainty: 'clear',
    });
    expect(tables.at(-1)).toMatchObject({ title: 'Left out', rows: [{ Reason: 'test record', Rows: 1 }] });
  });

  test('holdout tests with both arms and the lift', async () => {
    const { tables } = await exported('#/experiments/holdouts', 'the holdout tests');
    expect(tables[0].rows).toMatchObject([
      {
        'Exposed (%)': 15,
        'Exposed: audience': 200,
        'Holdout (%)': 3,
        'Lift (points)': 12,
        'Customers it brought': 24,
      },
    ]);
  });
});
