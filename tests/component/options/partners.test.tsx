import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { resetFinders } from '@/components/options/partners/ask';
import {
  byName,
  type Cards,
  type DirectoryRow,
  filterDirectory,
  listed,
  sortDirectory,
} from '@/components/options/partners/directory';
import { listDirectory } from '@/components/options/partners/list-directory';
import { checkPartner, tidyPartner } from '@/components/options/partners/PartnerDialog';
import type { Answer } from '@/lib/kpi/types';
import { database } from '@/lib/store/db';
import { putScorecards } from '@/lib/store/scorecards';
import { putSetting } from '@/lib/store/settings';
import { mergePartners } from '@/lib/store/verdicts';
import { background, expectAccessible, failure } from '../fixtures/harness';
import { scorecard } from '../fixtures/scorecard';
import { partner } from '../fixtures/views';
import { goTo, openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

function row(
  name: string,
  more: Partial<{ answer: Answer; coverage: number; type: string }> = {},
): DirectoryRow {
  const it = storedPartner({ id: name, name, type: more.type ?? null });
  return {
    ...listed(it),
    card: more.answer
      ? {
          answers: { working: more.answer },
          coverage: more.coverage ?? 0,
          computedAt: '2026-11-21T09:00:00Z',
          stale: false,
          packed: false,
        }
      : null,
  };
}
const names = (rows: readonly DirectoryRow[]) => rows.map(({ partner }) => partner.name);

describe('directory order', () => {
  const rows = byName([
    row('Bolt', { answer: 'yes', coverage: 0.4 }),
    row('Ärger AG', { answer: 'unknown', coverage: 0 }),
    row('Cobalt', { answer: 'no', coverage: 0.9 }),
    row('Zinc'),
    row('Delta', { answer: 'mostly', coverage: 0.4 }),
  ]);

  test('by name is the order that they come in, numbers by their size', () => {
    const order = ['Ärger AG', 'Bolt', 'Cobalt', 'Delta', 'Zinc'];
    expect(names(sortDirectory(rows, { column: 'name', descending: false }))).toEqual(order);
    expect(names(sortDirectory(rows, { column: 'name', descending: true }))).toEqual(order.toReversed());
    expect(names(byName([row('Partner 10'), row('partner 9')]))).toEqual(['partner 9', 'Partner 10']);
  });

  test('types that differ in case alone are one type, in the order of the names', () => {
    const some = byName([
      row('C', { type: 'agency' }),
      row('A', { type: 'Agency' }),
      row('B', { type: 'zebra' }),
      row('D'),
    ]);
    expect(names(sortDirectory(some, { column: 'type', descending: false }))).toEqual(['A', 'C', 'B', 'D']);
    expect(names(sortDirectory(some, { column: 'type', descending: true }))).toEqual(['B', 'A', 'C', 'D']);
  });

  test('what is missing or not known comes last in both directions', () => {
    expect(names(sortDirectory(rows, { column: 'working', descending: false }))).toEqual([
      'Cobalt',
      'Delta',
      'Bolt',
      'Ärger AG',
      'Zinc',
    ]);
    expect(names(sortDirectory(rows, { column: 'working', descending: true }))).toEqual([
      'Bolt',
      'Delta',
      'Cobalt',
      'Ärger AG',
      'Zinc',
    ]);
    // A coverage of 0 is measured; no scorecard is not.
    expect(names(sortDirectory(rows, { column: 'coverage', descending: false }))).toEqual([
      'Ärger AG',
      'Bolt',
      'Delta',
      'Cobalt',
      'Zinc',
    ]);
  });

  test('sorting keeps every row, and every word of the search must be there', () => {
    const column = fc.constantFrom('name', 'type', 'tier', 'working', 'right-way', 'coverage', 'asOf');
    fc.assert(
      fc.property(column, fc.boolean(), (column, descending) => {
        expect(names(sortDirectory(rows, { column, descending })).sort()).toEqual(names(rows).sort());
      }),
    );
    const find = (text: string) => names(filterDirectory(rows, { text, type: null, tier: null }));
    expect(find('arger')).toEqual(['Ärger AG']);
    expect(find('ag  ÄRG')).toEqual(['Ärger AG']);
    expect(find('arger bolt')).toEqual([]);
    expect(find('  ')).toHaveLength(rows.length);
  });

  test('a type of none finds those without one', () => {
    const some = [row('With', { type: 'agency' }), row('Without')];
    const of = (type: string | null) => names(filterDirectory(some, { text: '', type, tier: null }));
    expect(of('agency')).toEqual(['With']);
    expect(of('')).toEqual(['Without']);
    expect(of(null)).toEqual(['With', 'Without']);
  });
});

describe('directory page', () => {
  test('says which verdicts are still being read, and exports none before', async () => {
    background({});
    await database().partners.put(storedPartner({ id: 'a', name: 'Northwind Resellers' }));
    const cards = Promise.withResolvers<Cards>();
    resetFinders({ directory: listDirectory, cards: () => cards.promise, duplicates: async () => [] });
    await openAt('#/partners');
    const row = await screen.findByRole('row', { name: /Northwind/ });
    const exporting = screen.getByRole<HTMLButtonElement>('button', { name: /Export/ });
    expect(row.textContent).toContain('…');
    expect(exporting.disabled).toBe(true);
    cards.resolve(new Map());
    await waitFor(() => expect(row.textContent).toContain('–'));
    expect(row.textContent).not.toContain('…');
    expect(exporting.disabled).toBe(false);
  });

  test('shows the partners with their verdicts, and searches and sorts them', async () => {
    background({});
    await database().partners.bulkPut([
      storedPartner({ id: 'a', name: 'Northwind Resellers', type: 'reseller', tier: 'Gold' }),
      storedPartner({ id: 'b', name: 'Contoso Media', type: 'affiliate', aliases: ['CM Group'] }),
    ]);
    await putScorecards([{ ...scorecard, partnerId: 'a', revision: 3 }]);
    await putSetting('revision', 4);
    const { container, user } = await openAt('#/partners');
    const table = await screen.findByRole('table', { name: 'Partners' });
    const first = await within(table).findByRole('row', { name: /Northwind/ });
    await waitFor(() => expect(first.textContent).toMatch(/82\s%/));
    expect(first.textContent).toMatch(/yes.*no/);
    expect(first.textContent).toContain('being refreshed');
    await expectAccessible(container);

    const head = within(table).getByRole('columnheader', { name: /Partner/ });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    await user.click(within(head).getByRole('button'));
    expect(head.getAttribute('aria-sort')).toBe('descending');
    expect(within(table).getAllByRole('rowheader')[0]?.textContent).toBe('Northwind Resellers');

    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'cm group');
    await waitFor(() => expect(within(table).getAllByRole('rowheader')).toHaveLength(1));
    expect(screen.getByText('1 of 2 partners')).toBeTruthy();
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), ' nothing');
    await user.click(await screen.findByRole('button', { name: 'Show all partners' }));
    expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
  });

  test('ten thousand partners put only the seen rows into the document', async () => {
    background({});
    // The DOM of the tests has no layout: every element says how tall a row is.
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(49);
    await database().partners.bulkPut(
      Array.from({ length: 10_000 }, (_, i) =>
        storedPartner({ id: `p${i}`, name: `Partner ${String(i).padStart(5, '0')}` }),
      ),
    );
    await openAt('#/partners');
    const table = await screen.findByRole('table', { name: 'Partners' });
    expect(table.getAttribute('aria-rowcount')).toBe('10001');
    const rows = within(table).getAllByRole('rowheader');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.length).toBeLessThan(100);
    expect(rows[0]?.textContent).toBe('Partner 00000');
  });

  test('an empty directory leads to the import', async () => {
    background({});
    const { container, user } = await openAt('#/partners');
    expect(await screen.findByText('No partners yet')).toBeTruthy();
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Import files' }));
    expect(location.hash).toBe('#/import');
  });
});

describe('partner page', () => {
  const stored = () => database().partners.put(storedPartner({ ...partner }));

  test('shows facts, verdicts, signals and the scorecard; a number opens its rows', async () => {
    background({ 'scorecard.get': () => ({ partner, scorecard }) });
    await stored();
    const { container, user } = await openAt('#/partners/p-1');
    expect(await screen.findByRole('heading', { level: 1, name: 'Northwind Resellers' })).toBeTruthy();
    expect(screen.getByText('Reseller · Gold · EMEA · managed by the channel team')).toBeTruthy();
    expect(await screen.findByRole('list', { name: 'Verdicts' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Signals' })).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Scorecard' });
    await expectAccessible(container);
    await user.click(within(table).getByTitle('Show what is behind Win rate'));
    expect(location.hash).toBe('#/partners/p-1/win_rate');
    await goTo('#/partners/p-1');
    await user.click(await screen.findByRole('button', { name: 'Its limits' }));
    expect(location.hash).toBe('#/limits/partner/p-1');
  });

  test('asks again when data changes elsewhere', async () => {
    const bg = background({ 'scorecard.get': () => ({ partner, scorecard: null }) });
    await stored();
    await openAt('#/partners/p-1');
    expect(await screen.findByText('No figures yet')).toBeTruthy();
    bg.change({ 'scorecard.get': () => ({ partner, scorecard }) });
    const { announce } = await import('../fixtures/harness');
    await announce('revision');
    expect(await screen.findByRole('list', { name: 'Verdicts' })).toBeTruthy();
  });

  test('edits who the partner is', async () => {
    const bg = background({
      'scorecard.get': () => ({ partner, scorecard }),
      'partners.save': () => null,
    });
    await stored();
    const { user } = await openAt('#/partners/p-1');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    const dialog = within(screen.getByRole('dialog'));
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText('Enter the name of the partner.')).toBeTruthy();
    await user.type(name, ' Northwind Group ');
    await user.type(dialog.getByRole('textbox', { name: 'Also called' }), 'NW, Northwind Ltd{Enter}');
    await user.type(dialog.getByRole('textbox', { name: 'Domains' }), 'https://www.nw.example/x{Enter}');
    await user.click(dialog.getByRole('button', { name: 'Remove northwind.example.com' }));
    await expectAccessible(screen.getByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(bg.inputs('partners.save')).toEqual([
        { ...partner, name: 'Northwind Group', aliases: ['NW', 'Northwind Ltd'], domains: ['nw.example'] },
      ]),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('Northwind Group was saved.')).toBeTruthy();
  });

  test('a refused edit keeps what was typed and says why', async () => {
    background({
      'scorecard.get': () => ({ partner, scorecard }),
      'partners.save': failure('failed', 'The disk is full. Free some space and save again.'),
    });
    await stored();
    const { user } = await openAt('#/partners/p-1');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    await user.type(screen.getByRole('textbox', { name: 'Partner manager' }), ' 2');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Partner manager' }).value).toBe(
      'the channel team 2',
    );
  });

  test('an unknown partner says so', async () => {
    background({});
    await openAt('#/partners/gone');
    expect(await screen.findByText(/The partner “gone” does not exist/)).toBeTruthy();
  });
});

describe('partner form', () => {
  test('empty texts become nothing, addresses bare domains', () => {
    const tidy = tidyPartner({
      ...partner,
      tier: '  ',
      region: '',
      domains: ['HTTPS://Shop.Example.co.uk/a', 'example.co.uk'],
    });
    expect(tidy).toMatchObject({ tier: null, region: null, domains: ['example.co.uk'] });
    expect(checkPartner({ ...partner, domains: ['no domain'] }).domains).toMatch(/example\.com/);
    expect(checkPartner(partner)).toEqual({});
  });
});

describe('partners that are one', () => {
  const twins = () =>
    database().partners.bulkPut([
      storedPartner({ id: 'P1', name: 'Nordwind GmbH', domains: ['nordwind.example'] }),
      storedPartner({ id: 'P2', name: 'Nordwind Ltd.', domains: ['nordwind.example'] }),
      storedPartner({ id: 'P3', name: 'Suedstern' }),
    ]);

  test('are suggested with their evidence, and merged or kept apart by one press', async () => {
    await twins();
    const bg = background({ 'partners.merge': () => null });
    const { container, user } = await openAt('#/partners');
    await user.click(await screen.findByText('1 pair of partners may be one partner'));
    expect(
      screen.getByText(
        'both have the domain nordwind.example; their names differ by no more than the legal form',
      ),
    ).toBeTruthy();
    await expectAccessible(container);
    await user.click(
      screen.getByRole('button', { name: 'Merge Nordwind Ltd. (P2) into Nordwind GmbH (P1)' }),
    );
    await waitFor(() =>
      expect(bg.inputs('partners.merge')).toEqual([
        {
          from: 'P2',
          into: 'P1',
          because: [
            'both have the domain nordwind.example',
            'their names differ by no more than the legal form',
          ],
        },
      ]),
    );
  });

  test('of which one is merged are one in the directory, each opens it, and the merge can be undone', async () => {
    await twins();
    await mergePartners({
      from: 'P2',
      into: 'P1',
      because: ['they share a desk'],
      at: '2026-02-01T10:00:00Z',
    });
    const bg = background({
      'partners.unmerge': () => null,
      'scorecard.get': () => ({ partner: partner, scorecard: null }),
    });
    await openAt('#/partners');
    const table = await screen.findByRole('table', { name: 'Partners' });
    expect(within(table).queryByText('Nordwind Ltd.')).toBeNull();
    await goTo('#/partners/P2');
    await screen.findByRole('heading', { name: 'Nordwind GmbH' });
    expect(screen.getByText(/“P2” was merged into this partner/)).toBeTruthy();
    const merged = await screen.findByRole('list', { name: 'Merged into this partner' });
    expect(merged.textContent).toContain('Nordwind Ltd. counts for this partner since');
    expect(merged.textContent).toContain('they share a desk');
    within(merged).getByRole('button', { name: 'Undo the merge of Nordwind Ltd.' }).click();
    await waitFor(() => expect(bg.inputs('partners.unmerge')).toEqual([{ id: 'P2' }]));
  });

  test('are chosen by name in a dialog, which says what speaks for it', async () => {
    await twins();
    const bg = background({
      'partners.merge': () => null,
      'scorecard.get': () => ({ partner: partner, scorecard: null }),
    });
    const { user } = await openAt('#/partners/P3');
    await user.click(await screen.findByRole('button', { name: 'Merge…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Merge Suedstern into another partner' });
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
    expect(within(dialog).getByText(/Choose one partner of the list/)).toBeTruthy();
    await user.type(within(dialog).getByLabelText('Counts for'), 'nordwind ltd');
    expect(within(dialog).getByRole('status').textContent).toContain('Nothing that is known of Suedstern');
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
    await waitFor(() =>
      expect(bg.inputs('partners.merge')).toEqual([{ from: 'P3', into: 'P2', because: [] }]),
    );
  });
});
