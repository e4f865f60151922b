import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { resetImportSession } from '@/components/options/import/session';
import { resetScorecardRefresh } from '@/components/options/state/scorecards';
import { database } from '@/lib/store/db';
import { listImports } from '@/lib/store/imports';
import { background, expectAccessible, held } from '../fixtures/harness';
import { add, DEALS, importHarness, PARTNERS, ready } from './import-page';
import { csv, dyingClient, heldFile } from './import-worker';
import { openAt, storedPartner } from './page';

importHarness();

describe('first run', () => {
  test('explains what to drop, what happens and where it goes', async () => {
    background({});
    const { container } = await openAt('#/import');
    expect(screen.getByText('Drop files or a folder here')).toBeTruthy();
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

    await user.click(await ready());
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
    await user.click(await ready());
    await user.click(await screen.findByRole('button', { name: 'Import more files' }));
    await add(user, PARTNERS);
    expect(await screen.findByText(/This very file was imported on/)).toBeTruthy();
    await user.click(await ready());
    expect(await screen.findByRole('row', { name: /partners\.csv Partner directory 0 0 2 0/ })).toBeTruthy();
  });
});

describe('several files', () => {
  test('without a row is none that can be imported, and says why', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(user, csv('deals.csv', DEALS));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'It has the names of 6 columns and no rows below them. Export it again with its rows.',
    );
    expect(screen.getByText('cannot be imported')).toBeTruthy();
    expect(screen.queryByText(/ready/)).toBeNull();
  });

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
    expect(await screen.findByText('Drop files or a folder here')).toBeTruthy();
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
    await user.click(await ready());
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
    await user.click(await ready());
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
      value: {
        files: [],
        getData: (type: string) =>
          type === 'text/plain' ? 'Partner ID\tCompany\tType\nP1\tNorthwind\tReseller\n' : '',
      },
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
    expect(screen.getByText('Drop files or a folder here')).toBeTruthy();
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
    await user.click(await ready());
    expect((await screen.findByRole('alert')).textContent).toContain('The worker stopped.');
    fails = false;
    await user.click(screen.getByRole('button', { name: 'Compute them again' }));
    expect(await screen.findByText('The scorecards of 1 partner are ready.')).toBeTruthy();
  });
});
