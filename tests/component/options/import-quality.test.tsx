import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { isolate } from '@/components/ui/isolate';
import { database } from '@/lib/store/db';
import { getWorkspace } from '@/lib/store/settings';
import { background, expectAccessible } from '../fixtures/harness';
import { add, DEALS, importHarness, PARTNERS, ready, start } from './import-page';
import { csv } from './import-worker';
import { openAt, storedPartner } from './page';

importHarness();

const ROWS = [
  '1,Roll-out,Zielgerade,10,2026-01-02,Northwind',
  '1,Roll-out,Zielgerade,11,2026-01-02,Northwind',
  '2,Pilot,Closed Won,-5,2026-01-02,Nobody',
];

const terms = (list: HTMLElement) =>
  [...list.querySelectorAll('dt')].map((dt) => `${dt.textContent} ${dt.nextElementSibling?.textContent}`);

describe('an import', () => {
  test('says before it begins what it will change, and keeps what stood out', async () => {
    background({ 'data.changed': () => null });
    await database().partners.put(storedPartner({ id: 'P1', name: 'Northwind' }));
    const { container, user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, ...ROWS));
    const counts = await screen.findByLabelText('What the import will change');
    expect(terms(counts)).toEqual(['Added 2', 'Changed 1', 'Unchanged 0', 'Rejected 0']);
    const outstanding = screen.getByRole('list', { name: 'What stands out' }).textContent;
    expect(outstanding).toContain('Rows whose partner the directory does not have: 1');
    expect(outstanding).toContain('Values of Amount below zero: 1');
    expect(await database().chunks.count()).toBe(0);
    await expectAccessible(container);

    await user.click(await ready());
    const quality = await screen.findByRole('list', { name: 'Quality of deals.csv' });
    const unmapped = within(quality)
      .getByText(/^Rows with a Stage of unknown meaning/)
      .closest('details')!;
    expect(unmapped.textContent).toContain('“Zielgerade” 2');
    const repeated = within(quality)
      .getByText(/^Rows that the file has more than once/)
      .closest('details')!;
    expect(within(repeated).getByRole('row', { name: 'deals.csv 2 –', hidden: true })).toBeTruthy();
    // It stays with the import.
    await user.click(screen.getByRole('button', { name: 'Import more files' }));
    await user.click(screen.getByRole('button', { name: '4 findings in deals.csv' }));
    expect(await screen.findByRole('list', { name: 'Quality of deals.csv' })).toBeTruthy();
    await expectAccessible(container);
  });

  test('of several files names each above what stood out in it', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(
      user,
      csv('first.csv', DEALS, ...ROWS),
      csv('second.csv', DEALS, '3,Other,Closed Won,-7,2026-01-02,Somebody'),
    );
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    const names = await screen.findAllByRole('heading', { level: 3 });
    expect(names.map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['first.csv', 'second.csv']),
    );
  });

  test('leads on to the CRM while none is enabled, and sums up the files in which nothing stood out', async () => {
    background({ 'data.changed': () => null, 'sites.list': () => [] });
    const { container, user } = await openAt('#/import');
    await add(user, PARTNERS, csv('deals.csv', DEALS, ...ROWS));
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'deals.csv', level: 3 });
    expect(screen.getByText('Nothing stood out in the rows of the other file.')).toBeTruthy();
    expect(await screen.findByText(/choose “Enable on this site”/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'enter the CRM’s address' }).getAttribute('href')).toBe(
      '#/sites',
    );
    await expectAccessible(container);
  });

  test('of a file that nobody knows waits until a person says what it is', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, csv('list.csv', 'Company,Since', 'Northwind,2020', 'Contoso,2021'));
    await screen.findByText('The headers do not say for sure what these rows are.');
    expect((await start()).disabled).toBe(true);
    await user.selectOptions(screen.getByRole('combobox', { name: 'These rows are' }), 'partners');
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    expect(await database().partners.count()).toBe(2);
  });
});

describe('stage names', () => {
  test('that say nothing come first, and are given a meaning for all partners or one', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, ...ROWS));
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    await user.click(screen.getByText('Stage names of your deals'));
    const table = await screen.findByRole('table', { name: 'Stage names' });
    const [first] = within(table).getAllByRole('row').slice(1);
    expect(within(first!).getByRole('rowheader').textContent).toBe('Zielgerade');
    await expectAccessible(container);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Meaning of Zielgerade' }), 'won');
    await waitFor(async () =>
      expect((await getWorkspace()).stageTerms).toEqual([
        { stage: 'Zielgerade', partnerId: null, means: 'won' },
      ]),
    );
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Whose Zielgerade' }),
      `${isolate('Northwind')} (1)`,
    );
    await user.selectOptions(screen.getByRole('combobox', { name: 'Meaning of Zielgerade' }), 'lost');
    await waitFor(async () => expect((await getWorkspace()).stageTerms).toHaveLength(2));
    expect((await screen.findByText('1 other meaning')).tagName).toBe('SPAN');
  });
});
