import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { convertCsv } from '@/lib/import/convert';
import { openPart } from '@/lib/import/formats/open';
import { propose } from '@/lib/import/propose';
import { CONTEXT, readable } from '../fixtures';
import { fileOf, readTable, type SheetFixture, textRow, workbook, workbookParts, zip } from './fixtures';

const merges = (...refs: string[]) =>
  `<mergeCells count="${refs.length}">${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
const value = (ref: string, number: string) => `<c r="${ref}"><v>${number}</v></c>`;
const text = (ref: string, shown: string) => `<c r="${ref}" t="str"><v>${shown}</v></c>`;
const styled = (ref: string) => `<c r="${ref}" s="0"/>`;

async function imported(sheet: Omit<SheetFixture, 'name'>) {
  const source = await openPart(await workbook([{ name: 'Deals', ...sheet }]), ['Deals']);
  const { notes } = propose(await analyseFile(source), CONTEXT);
  const result = await convertCsv(source, CONTEXT);
  return { rows: readable(result.chunks, result.dictionaries), notes, rejects: result.rejects };
}

describe('cells merged over several rows', () => {
  const header = textRow(1, 'Partner', 'Deal ID', 'Stage', 'Amount', 'Close Date');
  const row = (r: number, first: string, deal: string) =>
    `<row r="${r}">${first}${text(`B${r}`, deal)}${text(`C${r}`, 'Won')}${value(`D${r}`, `${r}00`)}${text(`E${r}`, '2026-03-01')}</row>`;

  it('count for each of these rows, and a note says so', async () => {
    const { rows, notes, rejects } = await imported({
      rows:
        header +
        row(2, text('A2', 'Nordwind'), 'D1') +
        row(3, styled('A3'), 'D2') +
        row(4, '', 'D3') +
        row(5, text('A5', 'Südstern'), 'D4') +
        row(6, '', 'D5') +
        row(7, '', 'D6'),
      tail: merges('A2:A4', 'A5:A6'),
    });
    expect(rejects).toEqual([]);
    expect(rows.map(({ deal, partner }) => [deal, partner])).toEqual([
      ['D1', 'Nordwind'],
      ['D2', 'Nordwind'],
      ['D3', 'Nordwind'],
      ['D4', 'Südstern'],
      ['D5', 'Südstern'],
      // Below the merge an empty cell is an empty cell.
      ['D6', undefined],
    ]);
    expect(notes).toContain('“Partner” is merged over several rows: 3 cells below got the value above.');
  });

  it('are found where the first rows are full, behind more rows than are looked at for the header', async () => {
    const rows = Array.from({ length: 98 }, (_, i) => row(i + 2, text(`A${i + 2}`, `P${i}`), `D${i}`));
    const { rows: deals } = await imported({
      rows: header + rows.join('') + row(100, text('A100', 'Last'), 'X1') + row(101, '', 'X2'),
      tail: merges('A100:A101'),
    });
    expect(deals.slice(-2).map(({ partner }) => partner)).toEqual(['Last', 'Last']);
  });

  it('hold an amount once and an id or a day as often as there are rows', async () => {
    const { rows, notes } = await imported({
      rows:
        textRow(1, 'Deal ID', 'Partner', 'Account ID', 'Stage', 'Amount', 'Created') +
        `<row r="2">${text('A2', 'D1')}${text('B2', 'Nordwind')}${value('C2', '77')}${text('D2', 'Won')}${value('E2', '900')}${text('F2', '2026-01-02')}</row>` +
        `<row r="3">${text('A3', 'D2')}${text('B3', 'Nordwind')}${text('D3', 'Won')}</row>`,
      tail: merges('C2:C3', 'E2:E3', 'F2:F3'),
    });
    expect(rows.map(({ amount, customer, created }) => [amount, customer, created])).toEqual([
      [90000, '77', '2026-01-02'],
      [undefined, '77', '2026-01-02'],
    ]);
    expect(notes.join(' ')).toContain(
      '“Amount” has figures or ids that are merged over several rows (1 cell): each is taken once, for the first of its rows.',
    );
  });

  it('hold the id of a record once, so that no row takes the place of another', async () => {
    const { rows, notes, rejects } = await imported({
      rows:
        textRow(1, 'Deal ID', 'Partner', 'Stage', 'Amount') +
        textRow(2, 'D1', 'Nordwind', 'Won', '5') +
        `<row r="3">${text('B3', 'Südstern')}${text('C3', 'Won')}${value('D3', '7')}</row>`,
      tail: merges('A2:A3'),
    });
    expect(rows).toMatchObject([{ deal: 'D1', partner: 'Nordwind', amount: 500 }]);
    expect(rejects).toMatchObject([{ row: 3, column: 'Deal ID' }]);
    expect(notes.join(' ')).toContain('“Deal ID” has figures or ids that are merged over several rows');
  });

  it('make no row of one that has nothing of its own', async () => {
    const table = await readTable(
      await workbook([
        {
          name: 'S',
          rows: `${header}${row(2, text('A2', 'Nordwind'), 'D1')}<row r="3">${styled('A3')}</row>${row(4, '', 'D2')}`,
          tail: merges('A2:A4'),
        },
      ]),
    );
    expect(Object.keys(table.rows)).toEqual(['2', '4']);
  });
});

describe('links of a sheet', () => {
  const sheet = {
    rows:
      textRow(1, 'Partner', 'Website', 'Tier') +
      textRow(2, 'Nordwind', 'Open', 'Gold') +
      `<row r="3">${text('A3', 'Südstern')}<c r="B3" t="str"><f>HYPERLINK(&quot;https://suedstern.example.com&quot;,&quot;Site&quot;)</f><v>Site</v></c>${text('C3', 'Gold')}</row>` +
      `<row r="4"><c r="A4"><f>HYPERLINK("https://crm.example.com/7","Westend")</f></c>${text('B4', 'westend.example.com')}${text('C4', 'Gold')}</row>` +
      textRow(5, 'Ostwind', '', 'Gold'),
    tail: '<hyperlinks><hyperlink ref="A2" r:id="rId1"/><hyperlink ref="B2" r:id="rId2"/><hyperlink ref="B4" r:id="rId1"/></hyperlinks>',
  };

  it('are what they show, and where they lead in a column of addresses', async () => {
    const parts = workbookParts([{ name: 'S', ...sheet }]);
    parts['xl/worksheets/_rels/sheet1.xml.rels'] =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="t/hyperlink" Target="https://crm.example.com/1" TargetMode="External"/><Relationship Id="rId2" Type="t/hyperlink" Target="https://nordwind.example.com/?a=1&amp;b=2" TargetMode="External"/></Relationships>';
    const file = fileOf('book.xlsx', await zip(parts));
    expect((await readTable(file)).rows).toEqual({
      2: ['Nordwind', 'https://nordwind.example.com/?a=1&b=2', 'Gold'],
      3: ['Südstern', 'https://suedstern.example.com', 'Gold'],
      // An address that is shown stays, and so does the text of a link elsewhere.
      4: ['Westend', 'westend.example.com', 'Gold'],
      5: ['Ostwind', '', 'Gold'],
    });
    const { notes } = await analyseFile(await openPart(file, ['S']));
    expect(notes).toEqual(['“Website” is read as the addresses that 2 cells lead to, not as their text.']);
  });
});

describe('a table that stands in the middle of a sheet', () => {
  it('has titles above, empty columns before and totals below', async () => {
    const { rows, rejects } = await imported({
      rows:
        textRow(1, '', '', 'Pipeline of all partners') +
        textRow(3, '', '', 'Deal ID', 'Partner', 'Stage', 'Amount') +
        textRow(4, '', '', 'D1', 'Nordwind', 'Won', '100') +
        textRow(5, '', '', 'D2', 'Südstern', 'Lost', '50') +
        textRow(6, '', '', 'Total', '', '', '150') +
        textRow(8, '', '', 'Generated on 2026-03-01', '', '', ''),
    });
    expect(rows.map(({ deal }) => deal)).toEqual(['D1', 'D2']);
    expect(rejects.map(({ row, reason }) => [row, reason])).toEqual([
      [6, 'is a total of other rows'],
      [8, 'is a remark of the report, no record'],
    ]);
  });
});
