import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { resetImportSession } from '@/components/options/import/session';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { readChunks } from '@/lib/store/chunks';
import { database } from '@/lib/store/db';
import { loadDictionaries } from '@/lib/store/dictionaries';
import { listImports } from '@/lib/store/imports';
import { background, expectAccessible, held } from '../fixtures/harness';
import { csv, dyingClient, heldFile, importClient } from './import-worker';
import { openAt, optionsHarness, storedPartner } from './page';

optionsHarness();

beforeEach(async () => {
  resetImportSession(await importClient());
  resetScorecardRefresh(async () => ({ ran: true, computed: 2 }));
});

const DEALS = 'Record ID,Deal Name,Deal Stage,Amount,Create Date,Partner account';
const PARTNERS = csv('partners.csv', 'Partner ID,Company,Type', 'P1,Northwind,Reseller', 'P2,Contoso,Agency');

async function add(user: UserEvent, ...files: File[]) {
  await user.upload(screen.getByLabelText<HTMLInputElement>('Files to import'), files);
}

const start = () =>
  screen.findByRole<HTMLButtonElement>('button', { name: /^(Start import|Import \d+ files?)$/ });

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

describe('first run', () => {
  test('explains what to drop, what happens and where it goes', async () => {
    background({});
    const { container } = await openAt('#/import');
    expect(screen.getByText('Drop CSV files here')).toBeTruthy();
    expect(screen.getAllByRole('listitem').map((item) => item.querySelector('strong')?.textContent)).toEqual(
      expect.arrayContaining(['What to drop.', 'What happens.', 'Where it goes.']),
    );
    expect(screen.getByText(/Nothing leaves the machine/)).toBeTruthy();
    await expectAccessible(container);
  });
});

describe('a file that explains itself', () => {
  test('is recognised, imported, listed and undone; scorecards follow', async () => {
    const bg = background({ 'data.changed': () => null });
    const computing = held<{ ran: boolean; computed: number }>();
    resetScorecardRefresh((queued) => {
      queued();
      return computing.promise;
    });
    const { container, user } = await openAt('#/import');
    await add(user, PARTNERS);
    expect(await screen.findByText('Partner directory: ready')).toBeTruthy();
    const card = screen.getByRole('region', { name: 'partners.csv' });
    expect(card.textContent).toContain('2 rows');
    expect(card.textContent).toContain('ASCII');
    expect(card.textContent).toContain('comma');
    expect(card.textContent).toMatch(/3 of 3 headers name its columns/);
    const preview = await within(card).findByRole('table', { name: 'First rows of partners.csv as read' });
    expect(within(preview).getByRole('row', { name: /P1 Northwind/ })).toBeTruthy();
    await expectAccessible(container);

    await user.click(await start());
    expect(await screen.findByRole('heading', { name: 'Imported' })).toBeTruthy();
    const result = screen.getByRole('table', { name: 'Imported files' });
    expect(within(result).getByRole('row', { name: /partners\.csv Partner directory 2 0 0 0/ })).toBeTruthy();
    // The figures lag behind until they are computed, and the page says so.
    expect(screen.getAllByText('Computing the scorecards…').length).toBeGreaterThan(0);
    computing.release({ ran: true, computed: 2 });
    expect(await screen.findByText('The scorecards of 2 partners are ready.')).toBeTruthy();
    expect(bg.inputs('data.changed')).toHaveLength(2);
    expect(await database().partners.count()).toBe(2);
    await expectAccessible(container);

    const past = screen.getByRole('table', { name: 'Earlier imports' });
    expect(within(past).getByText('2 added')).toBeTruthy();
    await user.click(within(past).getByRole('button', { name: 'Undo the import of partners.csv' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.queryByRole('table', { name: 'Earlier imports' })).toBeNull());
    expect(await database().partners.count()).toBe(0);
    // What was undone is no longer reported as imported.
    expect(screen.queryByRole('heading', { name: 'Imported' })).toBeNull();
  });

  test('the same file again is said to add nothing', async () => {
    background({ 'data.changed': () => null });
    const { user } = await openAt('#/import');
    await add(user, PARTNERS);
    await user.click(await start());
    await user.click(await screen.findByRole('button', { name: 'Import more files' }));
    await add(user, PARTNERS);
    expect(await screen.findByText(/This very file was imported on/)).toBeTruthy();
    await user.click(await start());
    expect(await screen.findByRole('row', { name: /partners\.csv Partner directory 0 0 2 0/ })).toBeTruthy();
  });
});

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
    await user.click(await start());
    await screen.findByRole('heading', { name: 'Imported' });
    expect((await storedDeals())[0]).toMatchObject({ day: dayOf('2026-03-04') });
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
    await user.click(await start());
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
    await user.click(await start());
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
    await waitFor(async () => expect((await start()).disabled).toBe(false));
    await user.click(await screen.findByRole('button', { name: 'Choose a partner after all' }));
    await waitFor(async () => expect((await start()).disabled).toBe(true));
    // One for all.
    await user.type(screen.getByRole('textbox', { name: 'Partner of every row' }), 'Northwind');
    await user.click(screen.getByRole('button', { name: 'Use for every row' }));
    await waitFor(async () => expect((await start()).disabled).toBe(false));
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
    await waitFor(async () => expect((await start()).disabled).toBe(false));
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
    await user.click(await start());
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
    expect((await start()).disabled).toBe(false);
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

describe('several files', () => {
  test('partners come first, whatever the order; one that cannot be read does not stop the others', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    await add(
      user,
      csv('deals.csv', DEALS, '1,Roll-out,Closed Won,10,2026-04-03,Northwind'),
      new File([], 'empty.csv', { type: 'text/csv' }),
      PARTNERS,
    );
    expect((await screen.findByRole('alert')).textContent).toContain('is empty');
    await waitFor(() => expect(screen.getByText('2 files ready, 3 rows.')).toBeTruthy());
    await expectAccessible(container);
    await user.click(screen.getByRole('button', { name: 'Import 2 files' }));
    await screen.findByRole('heading', { name: 'Imported' });
    expect((await listImports()).map(({ table }) => table)).toEqual(['deals', 'partners']);
    // What could not be imported is still there to be mended or removed.
    await user.click(screen.getByRole('button', { name: 'Import more files' }));
    await user.click(await screen.findByRole('button', { name: 'Remove empty.csv' }));
    expect(await screen.findByText('Drop CSV files here')).toBeTruthy();
  });

  test('the same content twice is taken once', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(user, PARTNERS);
    await screen.findByText('Partner directory: ready');
    await add(user, csv('copy.csv', 'Partner ID,Company,Type', 'P1,Northwind,Reseller', 'P2,Contoso,Agency'));
    expect((await screen.findByRole('alert')).textContent).toContain('same content as “partners.csv”');
  });
});

describe('cancel', () => {
  test('leaves the database as it was, also what came before it in the run', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    const deals = heldFile('deals.csv', DEALS, '1,Roll-out,Closed Won,10,2026-04-03,Northwind');
    await database().partners.put(storedPartner({ id: 'X', name: 'Before' }));
    await add(user, PARTNERS, deals.file);
    await screen.findByText('2 files ready, 3 rows.');
    deals.hold();
    await user.click(await start());
    expect(await screen.findByRole('heading', { name: 'Importing deals.csv (2 of 2)' })).toBeTruthy();
    expect(await database().partners.count()).toBe(3);
    expect(screen.getByRole('progressbar', { name: 'Importing deals.csv' })).toBeTruthy();
    await expectAccessible(container);
    await waitFor(() => expect(deals.waiting.reads).toBeGreaterThan(0));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    deals.release();
    expect(await screen.findByRole('heading', { name: 'Cancelled' })).toBeTruthy();
    expect(screen.getByText('Nothing was kept: the database is as it was before.')).toBeTruthy();
    expect(await database().partners.toArray()).toMatchObject([{ id: 'X' }]);
    expect(await database().chunks.count()).toBe(0);
    expect(await listImports()).toEqual([]);
    // The files are still there, with their mappings.
    await user.click(screen.getByRole('button', { name: 'Back to the files' }));
    expect(await screen.findByText('2 files ready, 3 rows.')).toBeTruthy();
  });
});

describe('rejected rows', () => {
  test('are listed with file, row, column, value and reason, and saved as CSV', async () => {
    background({ 'data.changed': () => null });
    let saved: Blob | null = null;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved = blob as Blob;
      return 'blob:x';
    });
    const { container, user } = await openAt('#/import');
    await add(
      user,
      csv(
        'deals.csv',
        DEALS,
        '1,Fine,Closed Won,10,2026-04-03,Northwind',
        '2,Bad,Closed Won,=SUM(A1),2026-04-31,Northwind',
        '3,Short,Closed Won',
        '4,Fine too,Closed Won,10,2026-04-03,Northwind',
      ),
    );
    await user.click(await start());
    const table = await screen.findByRole('table', { name: 'Rejected rows' });
    const rows = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) =>
        within(row)
          .getAllByRole('cell')
          .map((cell) => cell.textContent),
      );
    expect(rows).toContainEqual([
      'deals.csv',
      '2',
      'Amount',
      '=SUM(A1)',
      expect.stringContaining('is not a number'),
    ]);
    expect(rows).toContainEqual([
      'deals.csv',
      '2',
      'Create Date',
      '2026-04-31',
      expect.stringContaining('not a date'),
    ]);
    expect(rows.some(([, row]) => row === '3')).toBe(true);
    expect(screen.getByText(/2 rows not kept; the rest was/)).toBeTruthy();
    await expectAccessible(container);

    await user.click(screen.getByRole('button', { name: 'Download as CSV' }));
    await waitFor(() => expect(saved).not.toBeNull());
    const text = await saved!.text();
    expect(text).toContain('File,Row,Column,Value,Reason');
    // No cell becomes a formula in the sheet that opens it.
    expect(text).toContain("deals.csv,2,Amount,'=SUM(A1),");
    // They stay with the import.
    await user.click(screen.getByRole('button', { name: 'Import more files' }));
    await user.click(screen.getByRole('button', { name: '2 rows rejected' }));
    expect(await screen.findByRole('table', { name: 'Rejected rows' })).toBeTruthy();
  });
});

describe('other ways in', () => {
  test('a table pasted from a sheet is a file', async () => {
    background({});
    await openAt('#/import');
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(paste, 'clipboardData', {
      value: { files: [], getData: () => 'Partner ID\tCompany\nP1\tNorthwind\n' },
    });
    fireEvent(document.body, paste);
    expect(await screen.findByRole('heading', { name: 'Pasted table.csv' })).toBeTruthy();
    expect(await screen.findByText('Partner directory: ready')).toBeTruthy();
  });

  test('files are dropped', async () => {
    background({});
    await openAt('#/import');
    fireEvent.drop(screen.getByRole('region', { name: 'Add files' }), {
      dataTransfer: { files: [PARTNERS] },
    });
    expect(await screen.findByText('Partner directory: ready')).toBeTruthy();
  });
});

describe('when the worker dies', () => {
  test('the file says so and can be removed', async () => {
    background({});
    resetImportSession(dyingClient('out of memory'));
    const { user } = await openAt('#/import');
    await add(user, PARTNERS);
    expect((await screen.findByRole('alert')).textContent).toMatch(/out of memory.*Nothing was imported/);
    await user.click(screen.getByRole('button', { name: 'Remove partners.csv' }));
    expect(screen.getByText('Drop CSV files here')).toBeTruthy();
  });

  test('scorecards that could not be computed are said to be old, and asked for again', async () => {
    background({ 'data.changed': () => null });
    let fails = true;
    resetScorecardRefresh(async () => {
      if (fails) throw new Error('The worker stopped.');
      return { ran: true, computed: 1 };
    });
    const { user } = await openAt('#/import');
    await add(user, PARTNERS);
    await user.click(await start());
    expect((await screen.findByRole('alert')).textContent).toContain('The worker stopped.');
    fails = false;
    await user.click(screen.getByRole('button', { name: 'Compute them again' }));
    expect(await screen.findByText('The scorecards of 1 partner are ready.')).toBeTruthy();
  });
});
