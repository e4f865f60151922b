import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { Panel } from '@/components/panel/Panel';
import { embeddedPort } from '@/components/panel/port';
import { createPanelStore } from '@/components/panel/store';
import type { PanelView } from '@/lib/messaging/views';
import { evidence } from '../fixtures/evidence';
import { extremes } from '../fixtures/extremes';
import {
  announce,
  background,
  expectAccessible,
  failure,
  harness,
  held,
  untrusted,
} from '../fixtures/harness';
import { kpis } from '../fixtures/kpis';
import { scorecard } from '../fixtures/scorecard';
import { hits, NOW, views } from '../fixtures/views';

harness();

type Answers = Parameters<typeof background>[0];

/** Opens the panel on a view, as a frame in a page does. */
function open(view: PanelView, more: Answers = {}) {
  const server = background({
    'panel.load': () => view,
    'evidence.get': ({ part, offset, limit }) => evidence(part, offset, limit),
    'partners.search': ({ query }) => hits.filter((hit) => hit.name.toLowerCase().includes(query)),
    ...more,
  });
  const port = embeddedPort();
  const shown = render(<Panel store={createPanelStore(port)} port={port} now={() => NOW} />);
  return { server, ...shown };
}
const h1 = () => screen.findByRole('heading', { level: 1 });
const panel = () => screen.getByRole('complementary', { name: 'Partner Lens' });
const missing = () => screen.getByRole('list', { name: 'Missing fields' });

describe('a partner that is found', () => {
  test('has the promised structure, in the promised order', async () => {
    const { container } = open(views.partner);
    expect((await h1()).textContent).toBe('Northwind Resellers');
    const parts = [
      within(panel()).getByRole('heading', { level: 1 }),
      within(panel()).getByRole('list', { name: 'Verdicts' }),
      within(panel()).getByRole('list', { name: 'Missing fields' }),
      within(panel()).getByRole('list', { name: 'Signals' }),
      await within(panel()).findByRole('table', { name: 'Scorecard' }),
    ];
    for (let i = 1; i < parts.length; i++) {
      const order = parts[i - 1]!.compareDocumentPosition(parts[i]!);
      expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    }
    expect(screen.getByText('Reseller · Gold · EMEA · managed by the channel team')).toBeTruthy();
    expect(screen.getByText('matched by the name in the field “Partner”')).toBeTruthy();
    expect(screen.getByText('today, 09:12')).toBeTruthy();
    await expectAccessible(container);
  });

  test('missing fields are buttons with the label as name and the reason as description', async () => {
    open(views.partner);
    await h1();
    const buttons = within(missing()).getAllByRole('button');
    expect(
      buttons.map((button) => document.getElementById(button.getAttribute('aria-labelledby')!)!.textContent),
    ).toEqual(['Deal registration no.', 'Partner role', 'Discount approval']);
    const first = within(missing()).getByRole('button', { name: 'Deal registration no.' });
    expect(document.getElementById(first.getAttribute('aria-describedby')!)!.textContent).toBe(
      'required for resellers',
    );
    expect(
      within(missing()).getByRole('button', { name: 'Partner role' }).hasAttribute('aria-describedby'),
    ).toBe(false);
  });

  test('a click or Enter jumps, arrows walk the list', async () => {
    const { server } = open(views.partner, { 'panel.jump': () => ({ found: true }) });
    await h1();
    const [first, second, third] = within(missing()).getAllByRole('button');
    await userEvent.click(first!);
    expect(server.inputs('panel.jump')).toEqual([{ key: 'reg' }]);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(second);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(server.inputs('panel.jump')).toHaveLength(2));
    expect(server.inputs('panel.jump')[1]).toEqual({ key: 'role' });
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(third);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(first);
  });

  test('a field that the page does not show now is said so', async () => {
    open(views.partner, { 'panel.jump': () => ({ found: false }) });
    await h1();
    await userEvent.click(within(missing()).getByRole('button', { name: 'Partner role' }));
    await screen.findByText(/“Partner role” is not on the page now/);
  });

  test('collapse asks the page', async () => {
    const { server } = open(views.partner, { 'panel.collapse': () => null });
    await h1();
    await userEvent.click(screen.getByRole('button', { name: 'Collapse' }));
    expect(server.inputs('panel.collapse')).toEqual([{ collapsed: true }]);
  });

  test('the directory opens at the partner', async () => {
    const { server } = open(views.partner, { 'options.open': () => null });
    await h1();
    await userEvent.click(screen.getByRole('button', { name: 'Open in the directory' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/partners/p-1' }]);
  });

  test('stale figures say so', async () => {
    open({ ...views.partner, scorecard: { ...scorecard, stale: 'Imported data ends 12 days ago.' } });
    await h1();
    expect(screen.getByText('stale')).toBeTruthy();
    expect(screen.getByText('Imported data ends 12 days ago.')).toBeTruthy();
  });

  test('very long names, nothing measured and no sample are accessible', async () => {
    const { container } = open(extremes);
    await h1();
    expect(screen.getByText('Cannot be said: nothing is measured')).toBeTruthy();
    await expectAccessible(container);
  });
});

describe('evidence', () => {
  async function openWinRate() {
    const opened = open(views.partner);
    await h1();
    const row = (await screen.findByRole('rowheader', { name: 'Win rate' })).closest('tr')!;
    const value = within(row).getByRole('button');
    await userEvent.click(value);
    await screen.findByText(/so this passes for certain/);
    return { ...opened, value };
  }

  test('a value opens its rows in place, without naming a partner', async () => {
    const { server, container } = await openWinRate();
    expect(server.inputs('evidence.get')).toEqual([
      { kpi: 'win_rate', part: 'counted', offset: 0, limit: 25 },
    ]);
    expect(screen.queryByRole('table', { name: 'Scorecard' })).toBeNull();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind Resellers');
    await expectAccessible(container);
  });

  test.each([
    ['Escape', () => userEvent.keyboard('{Escape}')],
    ['the back button', () => userEvent.click(screen.getByRole('button', { name: /^Back/ }))],
  ])('%s closes it and the focus returns to the value', async (_, leave) => {
    const { value, server } = await openWinRate();
    await leave();
    expect(await screen.findByRole('table', { name: 'Scorecard' })).toBeTruthy();
    expect(document.activeElement).toBe(value);
    expect(server.inputs('panel.collapse')).toEqual([]);
  });

  test('a refresh of the same partner keeps it open, another partner closes it', async () => {
    const { server } = await openWinRate();
    server.change({
      'panel.load': () => ({ ...views.partner, scorecard: { ...scorecard, computedAt: NOW.toISOString() } }),
    });
    await act(() => announce('revision'));
    await waitFor(() => expect(server.inputs('evidence.get')).toHaveLength(2));
    expect(screen.getByText(/so this passes for certain/)).toBeTruthy();
    server.change({
      'panel.load': () => ({
        ...views.partner,
        partner: { ...views.partner.partner, id: 'p-2', name: 'Other' },
      }),
    });
    await act(() => announce('tab:7'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Other'));
    expect(screen.queryByText(/so this passes for certain/)).toBeNull();
  });

  test('a signal opens the first KPI it rests on', async () => {
    const { server } = open(views.partner);
    await h1();
    await userEvent.click(screen.getByRole('button', { name: 'Review the discounts' }));
    await waitFor(() => expect(server.inputs('evidence.get')[0]).toMatchObject({ kpi: 'discount_rate' }));
  });
});

describe('changes', () => {
  test('the panel asks again when its tab or the data changed, and not for another tab', async () => {
    const { server } = open(views['no-record']);
    expect((await h1()).textContent).toBe('No record open');
    await act(() => announce('tab:8'));
    expect(server.inputs('panel.load')).toHaveLength(1);
    server.change({ 'panel.load': () => views.partner });
    await act(() => announce('tab:7'));
    await screen.findByRole('heading', { level: 1, name: 'Northwind Resellers' });
    server.change({ 'panel.load': () => views['no-figures'] });
    await act(() => announce('revision'));
    await screen.findByText('No figures yet.');
    expect(server.inputs('panel.load')).toHaveLength(3);
  });

  test('an open panel shows a changed limit without losing its place', async () => {
    const { server } = open(views.partner);
    await h1();
    const before = (await screen.findByRole('rowheader', { name: 'Discount rate' })).closest('tr')!;
    expect(before.lastElementChild!.textContent).toBe('fail');
    const relaxed = kpis.map((each) =>
      each.kpi === 'discount_rate'
        ? { ...each, grade: 'pass' as const, limit: { warn: 0.4, fail: 0.5, from: 'partner' as const } }
        : each,
    );
    server.change({ 'panel.load': () => ({ ...views.partner, scorecard: { ...scorecard, kpis: relaxed } }) });
    await act(() => announce('revision'));
    await waitFor(() => expect(before.lastElementChild!.textContent).toBe('pass'));
    expect(before.children[2]!.textContent).toMatch(/≤ 40\u00a0%$/);
    expect(before.isConnected).toBe(true);
  });

  test('many changes while one answer is under way lead to one more question, and the last answer stands', async () => {
    const first = held<PanelView>();
    const { server } = open(views.partner, { 'panel.load': () => first.promise });
    await act(() => announce('revision'));
    await act(() => announce('revision'));
    server.change({ 'panel.load': () => views['no-data'] });
    await act(async () => first.release(views.partner));
    await screen.findByRole('heading', { level: 1, name: 'No data yet' });
    expect(server.inputs('panel.load')).toHaveLength(2);
  });
});

describe('an unknown partner', () => {
  test('a suggestion links it, and only a person’s click does', async () => {
    const { server, container } = open(views['unknown-partner'], { 'panel.link': () => null });
    expect((await h1()).textContent).toBe('Northwnd Ltd.');
    await expectAccessible(container);
    const button = screen.getByRole('button', { name: /^This is Northwind Resellers, / });
    await untrusted(() => userEvent.click(button));
    expect(server.inputs('panel.link')).toEqual([]);
    server.change({ 'panel.load': () => views.partner });
    await userEvent.click(button);
    expect(server.inputs('panel.link')).toEqual([{ partnerId: 'p-1', name: 'Northwnd Ltd.' }]);
    await screen.findByRole('list', { name: 'Verdicts' });
  });

  test('any partner can be searched for, and is confirmed by name', async () => {
    const { server } = open(views['unknown-partner'], { 'panel.link': () => null });
    await h1();
    await userEvent.type(screen.getByRole('combobox', { name: 'Find the partner' }), 'media');
    await userEvent.click(await screen.findByRole('option', { name: /North Window Media/ }));
    expect(server.inputs('panel.link')).toEqual([]);
    const confirm = screen
      .getAllByRole('button', { name: 'This is North Window Media' })
      .find((button) => button.textContent === 'This is North Window Media')!;
    await userEvent.click(confirm);
    expect(server.inputs('panel.link')).toEqual([{ partnerId: 'p-3', name: 'Northwnd Ltd.' }]);
  });

  test('a link that was not saved says why', async () => {
    open(views['unknown-partner'], { 'panel.link': failure('failed', 'The disk is full.') });
    await h1();
    await userEvent.click(screen.getByRole('button', { name: /^This is Northwind Traders GmbH, / }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
  });

  test('the directory is one click away', async () => {
    const { server } = open(views['unknown-partner'], { 'options.open': () => null });
    await h1();
    await userEvent.click(screen.getByRole('button', { name: 'Open the directory' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/partners' }]);
  });
});

test('an ambiguous partner is chosen among its candidates', async () => {
  const { server, container } = open(views.ambiguous, { 'panel.link': () => null });
  expect((await h1()).textContent).toBe('Northwind');
  const candidates = within(screen.getByRole('list', { name: 'Candidates' })).getAllByRole('button');
  expect(candidates.map((button) => button.getAttribute('aria-label'))).toEqual([
    'This is Northwind Resellers, Reseller · Gold',
    'This is Northwind Traders GmbH, Distributor',
  ]);
  await userEvent.click(candidates[1]!);
  expect(server.inputs('panel.link')).toEqual([{ partnerId: 'p-2', name: 'Northwind' }]);
  await expectAccessible(container);
});

test('candidates of one name and rank are told apart by their region and number', async () => {
  const [first] = views.ambiguous.candidates;
  const candidates = ['p-1', 'p-9'].map((id) => ({ ...first!, id }));
  open({ ...views.ambiguous, candidates });
  await h1();
  for (const id of ['p-1', 'p-9'])
    expect(
      screen.getByRole('button', { name: `This is Northwind Resellers, Reseller · Gold · EMEA · ${id}` }),
    ).toBeTruthy();
});

describe('the other states', () => {
  test('a known partner without figures', async () => {
    const { server, container } = open(views['no-figures'], { 'options.open': () => null });
    expect((await h1()).textContent).toBe('Northwind Resellers');
    expect(screen.queryByRole('table')).toBeNull();
    expect(missing()).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Import data' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/import' }]);
    await expectAccessible(container);
  });

  test('no partner on the deal still shows what is missing', async () => {
    const { container } = open(views['no-partner']);
    expect((await h1()).textContent).toBe('No partner on this deal');
    expect(within(missing()).getAllByRole('button')).toHaveLength(3);
    await expectAccessible(container);
  });

  test('no data yet leads to the import', async () => {
    const { server, container } = open(views['no-data'], { 'options.open': () => null });
    expect((await h1()).textContent).toBe('No data yet');
    await userEvent.click(screen.getByRole('button', { name: 'Import data' }));
    expect(server.inputs('options.open')).toEqual([{ route: '/import' }]);
    await expectAccessible(container);
  });

  test('a page that is not recognised says why and can be looked at again', async () => {
    const { server, container } = open(views.unrecognised);
    expect((await h1()).textContent).toBe('This page is not recognised any more');
    expect(screen.getByText(/no longer looks as Partner Lens knows it/)).toBeTruthy();
    await expectAccessible(container);
    server.change({ 'panel.load': () => views.partner });
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    await screen.findByRole('list', { name: 'Verdicts' });
  });

  test('a site that is read only in part as it was taught says which field, and is repaired', async () => {
    const taught = { lesson: 'L-1', weak: [{ label: 'Agency', failing: ['lost' as const] }] };
    const view = { ...views.partner, record: { ...views.partner.record!, taught } };
    const { server, container } = open(view, { 'teach.start': () => null });
    expect((await screen.findByRole('alert')).textContent).toContain('Not found: Agency.');
    await expectAccessible(container);
    await userEvent.click(screen.getByRole('button', { name: 'Repair' }));
    expect(server.inputs('teach.start')).toEqual([{ repair: 'L-1' }]);
  });

  test('no record', async () => {
    const { container } = open(views['no-record']);
    expect((await h1()).textContent).toBe('No record open');
    expect(screen.queryByRole('list', { name: 'Missing fields' })).toBeNull();
    await expectAccessible(container);
  });

  test('pending', async () => {
    const { container } = open(views.pending);
    await waitFor(() => expect(screen.getByText('Reading the page')).toBeTruthy());
    await expectAccessible(container);
  });

  test('before the first answer there is a skeleton, not an error', async () => {
    const { container } = open(views.partner, { 'panel.load': () => new Promise(() => {}) });
    expect(screen.getByRole('status').textContent).toBe('Asking Partner Lens');
    await expectAccessible(container);
  });

  test('an error says what happened, hides the old figures, and can be tried again', async () => {
    const { server, container } = open(views.partner);
    await h1();
    server.change({ 'panel.load': failure('failed', 'The database could not be opened.') });
    await act(() => announce('revision'));
    expect((await screen.findByRole('alert')).textContent).toContain('The database could not be opened.');
    expect(screen.queryByRole('table')).toBeNull();
    await expectAccessible(container);
    server.change({ 'panel.load': () => views.partner });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('table', { name: 'Scorecard' });
  });

  test.each([
    ['a refresh', async () => act(() => announce('revision'))],
    ['a jump', async () => userEvent.click(within(missing()).getByRole('button', { name: 'Partner role' }))],
    [
      'opening the options',
      async () => userEvent.click(screen.getByRole('button', { name: 'Open in the directory' })),
    ],
  ])('an updated extension is noticed at %s', async (_, act) => {
    const updated = failure('updated', 'Partner Lens was updated. Reload this page.');
    const { server, container } = open(views.partner);
    await h1();
    server.change({ 'panel.load': updated, 'panel.jump': updated, 'options.open': updated });
    await act();
    await screen.findByRole('heading', { level: 1, name: 'Partner Lens was updated' });
    expect(screen.getByText(/Reload this page/)).toBeTruthy();
    await expectAccessible(container);
  });
});
