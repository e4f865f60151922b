import 'fake-indexeddb/auto';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { readChunks } from '@/lib/store/chunks';
import { loadDictionaries } from '@/lib/store/dictionaries';
import { background, expectAccessible } from '../fixtures/harness';
import { add, DEALS, importHarness, ready, start } from './import-page';
import { csv } from './import-worker';
import { openAt } from './page';

importHarness();

/** Days since the epoch of every stored deal's creation, and its amount in minor units. */
async function storedDeals() {
  const chunks = await readChunks('deals');
  return chunks.flatMap((chunk) =>
    Array.from({ length: chunk.rows }, (_, row) => ({
      day: chunk.columns.created?.[row],
      amount: chunk.columns.amount?.[row],
      partner: chunk.columns.partner?.[row],
    })),
  );
}
const dayOf = (iso: string) => Date.parse(iso) / 86_400_000;

describe('questions', () => {
  test('an ambiguous date is asked about with both readings, and waits for the answer', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, '1,Roll-out,Closed Won,10,03/04/2026,Northwind'));
    const questions = await screen.findByRole('list', { name: 'Questions' });
    expect(screen.getByText('1 question')).toBeTruthy();
    expect((await start()).disabled).toBe(true);
    await expectAccessible(container);
    const group = within(questions).getByRole('group', { name: /Dates of “Create Date”/ });
    expect(
      within(group)
        .getAllByRole('radio')
        .map((radio) => radio.parentElement?.textContent),
    ).toEqual(['Day first: “03/04/2026” is 3 April 2026', 'Month first: “03/04/2026” is 4 March 2026']);
    await user.click(within(group).getByRole('radio', { name: /Month first/ }));
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Questions' })).toBeNull());
    const preview = await screen.findByRole('table', { name: 'First rows of deals.csv as read' });
    await waitFor(() => expect(preview.textContent).toContain('2026-03-04'));
    // The answer can be changed at the column.
    expect(
      screen.getByRole<HTMLSelectElement>('combobox', { name: 'Date order of “Create Date”' }).value,
    ).toBe('mdy');
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    expect((await storedDeals())[0]).toMatchObject({ day: dayOf('2026-03-04') });
  });

  test('a file that waits for an answer is named beside the result of the others, and is still there', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, csv('open.csv', DEALS, '1,Roll-out,Closed Won,10,03/04/2026,Northwind'));
    await screen.findByText('1 question');
    await add(user, csv('clear.csv', DEALS, '2,Pilot,Closed Won,10,2026-04-23,Northwind'));
    await user.click(await screen.findByRole('button', { name: 'Import 1 file' }));
    await screen.findByRole('heading', { name: 'Imported' });
    screen.getByText('1 file still waits for your answers: open.csv.');
    await user.click(screen.getByRole('button', { name: 'Back to the files' }));
    within(await screen.findByRole('list', { name: 'Questions' })).getByRole('radio', { name: /Day first/ });
  });

  test('one answer is for every date of the file', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(
      user,
      csv('deals.csv', `${DEALS},Close Date`, '1,Roll-out,Closed Won,10,03/04/2026,Northwind,05/06/2026'),
    );
    const group = await screen.findByRole('group', { name: /“Create Date” and “Close Date”/ });
    await user.click(within(group).getByRole('radio', { name: /Day first/ }));
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Questions' })).toBeNull());
  });

  test('thousands or decimals', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, '1,Roll-out,Closed Won,"1,234",2026-04-03,Northwind'));
    const group = await screen.findByRole('group', { name: /Numbers of “Amount”/ });
    expect(group.textContent).toContain('“1,234” is 1,234 (a whole number)');
    expect(group.textContent).toContain('“1,234” is 1.234 (a bit above 1)');
    await user.click(within(group).getByRole('radio', { name: /Decimal point/ }));
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    expect((await storedDeals())[0]).toMatchObject({ amount: 123_400 });
  });

  test('an unknown word of a column is given a meaning; left open, its rows are listed as bad', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(
      user,
      csv(
        'deals.csv',
        `${DEALS},Status`,
        ...Array.from({ length: 6 }, (_, i) => `${i},D${i},Stage,10,2026-04-03,Northwind,won`),
        '7,D7,Stage,10,2026-04-03,Northwind,frozen',
        '8,D8,Stage,10,2026-04-03,Northwind,shelved',
      ),
    );
    const frozen = await screen.findByRole('combobox', { name: 'frozen (1 row)' });
    expect(screen.getByText(/2 of 2 are open/)).toBeTruthy();
    await user.selectOptions(frozen, 'Open');
    expect(await screen.findByText(/1 of 2 is open/)).toBeTruthy();
    await user.click(await ready());
    expect(await screen.findByRole('row', { name: /deals\.csv Deals 7 0 0 1/ })).toBeTruthy();
    const rejected = await screen.findByRole('table', { name: 'Rejected rows' });
    expect(within(rejected).getByRole('row', { name: /8 Status shelved/ })).toBeTruthy();
  });

  test('without a partner column: map one, name one for all, or say that none is meant', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(
      user,
      csv(
        'deals.csv',
        'Record ID,Deal Name,Deal Stage,Amount,Create Date,Handled by',
        '1,A,Won,10,2026-04-03,NW',
      ),
    );
    expect(await screen.findByText('Which column names the partner?')).toBeTruthy();
    expect((await start()).disabled).toBe(true);
    // None is meant.
    await user.click(screen.getByRole('button', { name: /They belong to no partner/ }));
    await ready();
    await user.click(await screen.findByRole('button', { name: 'Choose a partner after all' }));
    await waitFor(async () => expect((await start()).disabled).toBe(true));
    // One for all.
    await user.type(screen.getByRole('textbox', { name: 'Partner of every row' }), 'Northwind');
    await user.click(screen.getByRole('button', { name: 'Use for every row' }));
    await ready();
    const preview = await screen.findByRole('table', { name: 'First rows of deals.csv as read' });
    await waitFor(() => expect(preview.textContent).toContain('Northwind'));
  });
});

describe('mapping', () => {
  const odd = (name: string, ...rows: string[]) =>
    csv(name, 'Record ID,Deal Name,Deal Stage,Amount,Create Date,Handled by', ...rows);

  test('a person corrects it, the preview follows, and it is remembered for such files', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    await add(user, odd('deals.csv', '1,A,Won,10,2026-04-03,NW', '2,B,Won,20,2026-04-04,CT'));
    await screen.findByText('Which column names the partner?');
    const target = screen.getByRole<HTMLSelectElement>('combobox', {
      name: 'Column that “Handled by” is taken for',
    });
    expect([...target.querySelectorAll('optgroup')].map((group) => group.label)).toEqual([
      'Required',
      'Optional',
    ]);
    await user.selectOptions(target, 'Partner');
    await ready();
    expect(screen.queryByText('Which column names the partner?')).toBeNull();
    const preview = await screen.findByRole('table', { name: 'First rows of deals.csv as read' });
    await waitFor(() => expect(within(preview).getByRole('columnheader', { name: 'Partner' })).toBeTruthy());

    // Left out columns are not stored.
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Column that “Deal Name” is taken for' }),
      '– not imported –',
    );
    await waitFor(() =>
      expect(within(preview).queryByRole('columnheader', { name: 'Deal name' })).toBeNull(),
    );
    await expectAccessible(container);
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    const names = (await loadDictionaries(['partner'])).partner?.values;
    expect((await storedDeals()).map(({ partner }) => names?.[partner ?? 0])).toEqual(['NW', 'CT']);

    await user.click(screen.getByRole('button', { name: 'Import more files' }));
    await add(user, odd('more.csv', '3,C,Won,10,2026-04-05,NW'));
    expect(await screen.findByText(/The mapping is the one you confirmed/)).toBeTruthy();
    expect(
      screen.getByRole<HTMLSelectElement>('combobox', { name: 'Column that “Handled by” is taken for' })
        .value,
    ).toBe('partner');
    await ready();
  });

  test('what the file of before left open is asked', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    const header = 'Deal ID,Partner,Stage,Amount';
    await add(user, csv('whole.csv', header, 'D1,NW,Won,1500'));
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    await user.click(screen.getByRole('button', { name: 'Import more files' }));
    await add(user, csv('unclear.csv', header, 'D2,NW,Won,1.500'));
    expect(await screen.findByText(/Numbers of “Amount”: thousands or decimals/)).toBeTruthy();
    expect((await start()).disabled).toBe(true);
  });

  test('a file taken for the wrong table is taken for another', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(user, csv('list.csv', 'Name,Type', 'Northwind,Reseller'));
    const table = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'These rows are' });
    await user.selectOptions(table, 'Deals');
    await waitFor(() => expect(table.value).toBe('deals'));
    expect(await screen.findByText(/need Deal id/)).toBeTruthy();
    expect(screen.getByText(/There is no preview yet/)).toBeTruthy();
    expect((await start()).disabled).toBe(true);
  });

  test('an untouched file with the same headers follows', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, odd('june.csv', '1,A,Won,10,2026-04-03,NW'), odd('july.csv', '2,B,Won,10,2026-05-03,NW'));
    await waitFor(() => expect(screen.getAllByText('1 question')).toHaveLength(2));
    const [june] = screen.getAllByRole('combobox', { name: 'Column that “Handled by” is taken for' });
    await user.selectOptions(june!, 'Partner');
    await waitFor(() => expect(screen.getAllByText('Deals: ready')).toHaveLength(2));
  });
});

describe('currencies in the cells of amounts', () => {
  const lines = [
    '1,Roll-out,Closed Won,"$1,200.50",2026-04-03,Northwind',
    '2,Pilot,Closed Won,"1 200,75 €",2026-04-04,Northwind',
  ];

  test('give way to one that a person chooses', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, ...lines));
    const choice = await screen.findByRole('combobox', { name: 'Currency of the amounts' });
    await user.selectOptions(choice, 'USD');
    const preview = await screen.findByRole('table', { name: 'First rows of deals.csv as read' });
    await waitFor(() => expect(preview.textContent).toContain('but the rows are read as USD'));
    expect(screen.queryByText(/^Each row is in the currency/)).toBeNull();
    expect(screen.queryByRole('option', { name: 'As each amount names it' })).toBeNull();
  });

  test('are the rows’ own, and the page says so', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS, ...lines));
    const preview = await screen.findByRole('table', { name: 'First rows of deals.csv as read' });
    await waitFor(() => expect(preview.textContent).toContain('1200.50 USD'));
    expect(preview.textContent).toContain('1200.75 EUR');
    expect(screen.getByText(/^Each row is in the currency that its amount names/)).toBeTruthy();
    expect(
      screen.getByRole<HTMLSelectElement>('combobox', { name: 'Currency of the amounts' }).selectedOptions[0]!
        .text,
    ).toBe('As each amount names it');
    await user.click(await ready());
    await screen.findByRole('heading', { name: 'Imported' });
    expect((await storedDeals()).map(({ amount }) => amount)).toEqual([120_050, 120_075]);
  });
});
