import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { textRow, workbookParts, zip } from '../../unit/import/formats/fixtures';
import { background, expectAccessible } from '../fixtures/harness';
import { add, importHarness, PARTNERS, ready } from './import-page';
import { csv } from './import-worker';
import { openAt } from './page';

importHarness();

const DIRECTORY = ['Partner ID', 'Company', 'Type'];

const drop = (dataTransfer: object) =>
  fireEvent.drop(screen.getByRole('region', { name: 'Add files' }), { dataTransfer });

function paste(data: Record<string, string>) {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', {
    value: { files: [], getData: (type: string) => data[type] ?? '' },
  });
  fireEvent(document.body, event);
}

/** A folder as the browser hands it out, a few entries at a time. */
function folder(path: string, entries: object[]) {
  return {
    name: path.split('/').at(-1),
    isFile: false,
    isDirectory: true,
    createReader() {
      const left = [...entries];
      return { readEntries: (done: (some: object[]) => void) => done(left.splice(0, 1)) };
    },
  };
}

const entry = (path: string, file: File) => ({
  isFile: true,
  isDirectory: false,
  fullPath: path,
  file: (done: (file: File) => void) => done(file),
});

describe('a file with several tables', () => {
  const book = async () =>
    new File(
      [
        (await zip(
          workbookParts([
            { name: 'Partners', rows: textRow(1, ...DIRECTORY) + textRow(2, 'P1', 'Northwind', 'Reseller') },
            { name: 'More', rows: textRow(1, ...DIRECTORY) + textRow(2, 'P2', 'Contoso', 'Agency') },
            {
              name: 'Hidden',
              rows: textRow(1, ...DIRECTORY) + textRow(2, 'P3', 'Fabrikam', 'Agency'),
              state: 'hidden',
            },
            { name: 'Empty', rows: '' },
          ]),
        )) as Uint8Array<ArrayBuffer>,
      ],
      'book.xlsx',
    );

  test('lets a person choose, and each table is a file of its own', async () => {
    background({ 'data.changed': () => null });
    const { container, user } = await openAt('#/import');
    await add(user, await book());
    const hidden = await screen.findByRole<HTMLInputElement>('checkbox', { name: /^Hidden, hidden/ });
    expect(hidden.checked).toBe(false);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Empty is empty/ }).disabled).toBe(true);
    expect(screen.getByText('2 of 4 tables chosen')).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'More' }));
    await user.click(hidden);
    await waitFor(() => expect(screen.getAllByText('Partner directory: ready')).toHaveLength(2));
    await expectAccessible(container);
    await user.click(await ready());
    const result = await screen.findByRole('table', { name: 'Imported files' });
    const names = within(result)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent?.replace(/Partner directory.*/, ''));
    expect(names).toEqual(['book.xlsx › Partners', 'book.xlsx › Hidden']);
  });

  test('is taken away with all of them', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(user, await book());
    await user.click(await screen.findByRole('button', { name: 'Remove book.xlsx with all of its tables' }));
    expect(screen.getByText('Drop files or a folder here')).toBeTruthy();
  });
});

describe('ways in', () => {
  test('a folder that is dropped gives its tables, those further in too, under their paths', async () => {
    background({});
    await openAt('#/import');
    const root = folder('exports', [
      entry('/exports/partners.csv', PARTNERS),
      entry('/exports/picture.png', new File(['x'], 'picture.png')),
      folder('exports/old', [
        entry('/exports/old/partners.csv', csv('partners.csv', DIRECTORY.join(','), 'P9,Tailspin,Agency')),
      ]),
    ]);
    drop({ files: [new File([], 'exports')], items: [{ webkitGetAsEntry: () => root }] });
    await waitFor(() => expect(screen.getAllByText('Partner directory: ready')).toHaveLength(2));
    expect(screen.getByRole('region', { name: 'exports/partners.csv' })).toBeTruthy();
    expect(screen.getByRole('region', { name: 'exports/old/partners.csv' })).toBeTruthy();
    expect(screen.queryByText(/picture/)).toBeNull();
  });

  test('a folder without a table says so', async () => {
    background({});
    await openAt('#/import');
    const root = folder('pictures', [entry('/pictures/a.png', new File(['x'], 'a.png'))]);
    drop({ files: [], items: [{ webkitGetAsEntry: () => root }] });
    expect((await screen.findByRole('alert')).textContent).toMatch(/Nothing there is a table.*\.xlsx/);
  });

  test('a table pasted from a page keeps its cells, merged and broken ones too', async () => {
    background({});
    await openAt('#/import');
    paste({
      'text/html':
        '<table><tr><td>layout</td></tr></table><table><tr><th>Partner ID</th><th>Company</th><th>Type</th></tr><tr><td>P1</td><td>North<br>wind, "KG"</td><td rowspan="2">Reseller</td></tr><tr><td>P2</td><td>Contoso</td></tr></table>',
      'text/plain': 'unlike\na table',
    });
    expect(await screen.findByText('Partner directory: ready')).toBeTruthy();
    const card = screen.getByRole('region', { name: 'Pasted table.csv' });
    expect(card.textContent).toContain('2 rows');
    const preview = await within(card).findByRole('table', { name: /First rows of Pasted table/ });
    expect(within(preview).getByRole('row', { name: /P1 North\s*wind, "KG" reseller/ })).toBeTruthy();
  });

  test('a web page that is called a workbook is its table, in the encoding that it names', async () => {
    background({});
    const { user } = await openAt('#/import');
    const html =
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head><table><tr><th>Partner ID</th><th>Company</th><th>Type</th></tr><tr><td>P1</td><td>Süd &amp; Co</td><td>Reseller</td></tr></table></html>';
    const bytes = Uint8Array.from(html, (char) => char.charCodeAt(0));
    await add(user, new File([bytes], 'report.xls', { type: 'application/vnd.ms-excel' }));
    expect(await screen.findByText('Partner directory: ready')).toBeTruthy();
    const preview = await screen.findByRole('table', { name: /First rows of report.xls/ });
    expect(within(preview).getByRole('row', { name: /P1 Süd & Co reseller/ })).toBeTruthy();
  });

  test('a file of another kind says what to do with it', async () => {
    background({});
    const { user } = await openAt('#/import');
    await add(user, new File(['%PDF-1.7'], 'report.csv', { type: 'text/csv' }));
    expect((await screen.findByRole('alert')).textContent).toContain('is a PDF');
  });
});
