import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textRow, workbookParts, zip } from '../unit/import/formats/fixtures';
import { type ChromiumLens, startChromium } from './harness/chromium';
import { until } from './harness/until';
import { picturesOnFailure } from './harness/world';

const DEALS = ['Deal ID', 'Deal Name', 'Deal Stage', 'Amount', 'Create Date', 'Partner'];
const day = (ref: string, serial: number) => `<c r="${ref}" s="1"><v>${serial}</v></c>`;

/** Two sheets with rows, a hidden one and an empty one. */
const book = () =>
  zip(
    workbookParts(
      [
        {
          name: 'Deals',
          rows:
            textRow(1, ...DEALS) +
            textRow(2, 'D1', 'One', 'Won', '100', '2026-01-02', 'Northwind') +
            `<row r="3"><c r="A3" t="str"><v>D2</v></c><c r="B3" t="str"><v>Two</v></c><c r="C3" t="str"><v>Won</v></c><c r="D3"><v>250.5</v></c>${day('E3', 46_030)}<c r="F3" t="str"><v>Contoso</v></c></row>` +
            `<row r="17"><c r="A17" t="str"><v>D3</v></c><c r="D17" t="e"><v>#DIV/0!</v></c><c r="F17" t="str"><v>Contoso</v></c></row>`,
        },
        {
          name: 'Partners',
          rows: textRow(1, 'Partner ID', 'Company', 'Type') + textRow(2, 'P1', 'Northwind', 'Reseller'),
        },
        { name: 'Old', rows: textRow(1, 'Deal ID') + textRow(2, 'D0'), state: 'hidden' },
        { name: 'Sheet4', rows: '' },
      ],
      { styles: [0, 14] },
    ),
  );

describe('formats in Chromium', () => {
  let lens: ChromiumLens;
  let options: Page;
  beforeAll(async () => {
    lens = await startChromium({});
    options = await lens.open('options.html#/import');
  });
  afterAll(() => lens?.close());
  beforeEach(({ task }) => picturesOnFailure(() => lens.context.pages(), task.name));

  const choose = (name: string, bytes: Uint8Array) =>
    options
      .getByLabel('Files to import')
      .setInputFiles([{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) }]);

  /** Imports what was added. @returns rows of the result table: name, table, added, changed, unchanged, rejected */
  async function imported(): Promise<string[][]> {
    const start = options.getByRole('button', { name: /^(Start import|Import \d+ files?)$/ });
    await until('the tables to be read', () => start.isEnabled(), 60_000);
    await start.click();
    const table = options.getByRole('table', { name: 'Imported files' });
    await options.getByRole('heading', { name: 'Imported', exact: true }).waitFor();
    return table.evaluate((element) =>
      [...(element as HTMLTableElement).tBodies[0]!.rows].map((row) =>
        [...row.cells].map((cell) => cell.textContent ?? ''),
      ),
    );
  }

  it('reads files in a worker that can connect to nothing', async () => {
    await choose(
      'deals.csv',
      new TextEncoder().encode(`${DEALS.join()}\nD7,Seven,Won,7,2026-01-02,Northwind\n`),
    );
    await options.getByRole('region', { name: 'deals.csv', exact: true }).waitFor();
    const reader = await until('the worker', () =>
      options.workers().find((one) => /\/worker-/.test(one.url())),
    );
    const ways = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'caches', 'Worker'];
    const left = await reader.evaluate((names) => names.filter((name) => name in globalThis), ways);
    expect(left).toEqual([]);
    await options.reload();
  });

  it('imports the chosen sheets of a workbook, and names sheet and row of a bad cell', async () => {
    await choose('book.xlsx', await book());
    const card = options.getByRole('region', { name: 'book.xlsx', exact: true });
    await card.getByRole('checkbox', { name: /^Old, hidden/ }).waitFor();
    await expect.poll(() => card.getByRole('checkbox').count()).toBe(4);
    await expect.poll(() => card.getByRole('checkbox', { name: /^Old, hidden/ }).isChecked()).toBe(false);
    await expect.poll(() => card.getByRole('checkbox', { name: /^Sheet4/ }).isDisabled()).toBe(true);
    await expect
      .poll(() => imported())
      .toEqual([
        ['book.xlsx › Partners', 'Partner directory', '1', '0', '0', '0'],
        ['book.xlsx › Deals', 'Deals', '2', '0', '0', '1'],
      ]);
    const bad = options.getByRole('table', { name: 'Rejected rows' }).getByRole('row').last();
    await bad.waitFor();
    await expect
      .poll(() => bad.getByRole('cell').allTextContents())
      .toEqual(['book.xlsx › Deals', '17', 'Amount', '#DIV/0!', 'is an error of the sheet']);
  });

  it('imports the tables of an archive, JSON among them', async () => {
    await options.reload();
    await choose(
      'exports.zip',
      await zip({
        'q1/deals.csv': `${DEALS.join(',')}\nD11,Eleven,Won,10,2026-02-01,Northwind\n`,
        'q2/deals.json': JSON.stringify({
          results: [
            Object.fromEntries(
              DEALS.map((name, i) => [name, ['D12', 'Twelve', 'Won', 20.5, '2026-02-02', 'Contoso'][i]]),
            ),
          ],
        }),
        'readme.md': 'no table',
      }),
    );
    await options.getByRole('region', { name: 'exports.zip', exact: true }).waitFor();
    await expect
      .poll(() => imported())
      .toEqual([
        ['exports.zip › q1/deals.csv', 'Deals', '1', '0', '0', '0'],
        ['exports.zip › q2/deals.json', 'Deals', '1', '0', '0', '0'],
      ]);
  });

  it('imports a table copied from a page', async () => {
    await options.reload();
    await options.evaluate((headers) => {
      const data = new DataTransfer();
      const cells = (values: string[], tag: string) =>
        `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`;
      data.setData(
        'text/html',
        `<p>Deals</p><table>${cells(headers, 'th')}${cells(['D21', 'Twenty<br>one', 'Won', '30', '2026-02-03', 'Contoso'], 'td')}</table>`,
      );
      data.setData('text/plain', 'not a table');
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, DEALS);
    await expect.poll(() => imported()).toEqual([['Pasted table.csv', 'Deals', '1', '0', '0', '0']]);
  });

  it('says of an old workbook what to do', async () => {
    await options.reload();
    await choose(
      'old.xls',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)]),
    );
    const alert = options.getByRole('region', { name: 'old.xls' }).getByRole('alert');
    await alert.waitFor();
    await expect
      .poll(() => alert.textContent())
      .toMatch(/old binary format of Excel \(XLS\).*save it as XLSX or CSV/);
  });
});
