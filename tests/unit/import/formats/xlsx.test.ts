import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { convertCsv } from '@/lib/import/convert';
import { openPart, partsOf } from '@/lib/import/formats/open';
import { fileOf, readTable, textRow, workbook, workbookParts, zip } from './fixtures';

const cell = (ref: string, value: string, attributes = '') =>
  `<c r="${ref}"${attributes}><v>${value}</v></c>`;
const one = async (rows: string, options?: Parameters<typeof workbook>[1]) =>
  readTable(await workbook([{ name: 'Deals', rows }], options));

describe('cells of a sheet', () => {
  it('are read by their type: shared, rich and inline text, numbers, booleans, results of formulas', async () => {
    const table = await one(
      `${textRow(1, 'Shared', 'Rich', 'Inline', 'Number', 'Flag', 'Formula', 'Text formula')}<row r="2">${[
        cell('A2', '0', ' t="s"'),
        cell('B2', '1', ' t="s"'),
        '<c r="C2" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c>',
        cell('D2', '1234.5'),
        cell('E2', '1', ' t="b"'),
        '<c r="F2"><f>SUM(A1:A9)</f><v>42</v></c>',
        '<c r="G2" t="str"><f>A1&amp;B1</f><v>a &lt; b</v></c>',
      ].join('')}</row>`,
      {
        strings:
          '<si><t>Müller &amp; Söhne, &quot;KG&quot;</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t xml:space="preserve"> and_x0020_not</t></r><rPh sb="0" eb="1"><t>READING</t></rPh></si>',
      },
    );
    expect(table.name).toBe('book.xlsx › Deals');
    expect(table.rows).toEqual({
      2: ['Müller & Söhne, "KG"', 'bold and not', 'in line', '1234.5', 'true', '42', 'a < b'],
    });
  });

  it('are dates only where the number format says so, in both calendars', async () => {
    const formats = {
      164: 'yyyy-mm-dd;@',
      165: '#,##0.00 "days"',
      166: '[h]:mm:ss',
      167: '[$-409]d\\-mmm\\-yy;@',
      168: '0.00E+00',
    };
    const styles = [0, 14, 22, 164, 165, 166, 167, 168, 20];
    const rows = `${textRow(1, 'General', 'Date', 'Time of day', 'Custom', 'Amount', 'Length', 'Named', 'Science', 'Clock')}<row r="2">${[
      '45322',
      '45322',
      '45322.5',
      '60',
      '45322',
      '1.0625',
      '59',
      '45322',
      '0.25',
    ]
      .map((value, i) => cell(`${String.fromCharCode(65 + i)}2`, value, ` s="${i}"`))
      .join('')}</row>`;
    expect((await one(rows, { formats, styles })).rows[2]).toEqual([
      '45322',
      '2024-01-31',
      '2024-01-31 12:00:00',
      '{60} is formatted as a date, and no calendar has that day',
      '45322',
      '25:30:00',
      '1900-02-28',
      '45322',
      '06:00:00',
    ]);
    const from1904 = await one(rows, { formats, styles, date1904: true });
    expect(from1904.rows[2]!.slice(1, 4)).toEqual(['2028-02-01', '2028-02-01 12:00:00', '1904-03-01']);
  });

  it('keep the currency that their number format shows', async () => {
    const formats = {
      170: '"$"#,##0.00',
      171: '#,##0.00 [$€-407]',
      172: '_-* #,##0.00 "€"_-;\\-* #,##0.00 "€"_-;_-@_-',
      173: '#,##0.00 [$kr-41D]',
      174: '[$-409]#,##0.00',
      175: '0.0 "pieces"',
      176: '[$CHF-807] #,##0.00',
      177: '[$$-1009]#,##0.00',
    };
    const cells = Object.keys(formats).map((_, i) => `<c r="${'ABCDEFGH'[i]}2" s="${i + 1}"><v>1.5</v></c>`);
    const file = await workbook(
      [{ name: 'Amounts', rows: `${textRow(1, ...'abcdefgh')}<row r="2">${cells.join('')}</row>` }],
      { formats, styles: [0, ...Object.keys(formats).map(Number)] },
    );
    expect(Object.values((await readTable(file)).rows)).toEqual([
      ['1.5 $', '1.5 €', '1.5 €', '1.5 SEK', '1.5', '1.5', '1.5 CHF', '1.5 CAD'],
    ]);
  });

  it('are bad with their reason, never text, when they are errors or point nowhere', async () => {
    const table = await one(
      `${textRow(1, 'A', 'B', 'C', 'D', 'E')}<row r="2">${[
        cell('A2', '#DIV/0!', ' t="e"'),
        cell('B2', '7', ' t="s"'),
        '<c r="C2"><f>NOW()</f></c>',
        cell('D2', '12x'),
        cell('E2', '1') + cell('E2', '2'),
      ].join('')}</row>`,
      { strings: '<si><t>only one</t></si>' },
    );
    expect(table.rows[2]).toEqual([
      '{#DIV/0!} is an error of the sheet',
      '{7} points to a text that the file does not have',
      '{} is a formula whose result the file does not hold: open it in a spreadsheet and save it again',
      '{12x} is no number',
      '{E2} stands twice in its row',
    ]);
  });

  it('keep numbers as the sheet shows them, and none can be taken for grouped thousands', async () => {
    const values = [
      '0.1',
      '0.30000000000000004',
      '1.234',
      '61618911272',
      '1E-3',
      '1.5E+15',
      '12345678901234567890',
      '-0.5',
    ];
    const table = await one(
      `${textRow(1, ...values.map((_, i) => `N${i}`))}<row r="2">${values.map((value, i) => cell(`${String.fromCharCode(65 + i)}2`, value)).join('')}</row>`,
    );
    expect(table.rows[2]).toEqual([
      '0.1',
      '0.3',
      '1.2340',
      '61618911272',
      '0.0010',
      '1500000000000000',
      '12345678901234567890',
      '-0.5',
    ]);
  });

  it('may have a prefix before every name, comments, literal text and no references', async () => {
    const parts = workbookParts([{ name: 'S', rows: '' }]);
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Amount</x:t></x:is></x:c></x:row><!-- <x:row><x:c><x:v>9</x:v></x:c></x:row> --><x:row><x:c t="str"><x:v><![CDATA[a<b]]></x:v></x:c><x:c><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const table = await readTable(fileOf('p.xlsx', await zip(parts)));
    expect(table).toMatchObject({ headers: ['Name', 'Amount'], rows: { 2: ['a<b', '3'] } });
  });
});

describe('rows of a sheet', () => {
  it('keep the numbers of the sheet over gaps, titles and missing ends', async () => {
    const table = await one(
      [
        textRow(1, 'Partner report Q3'),
        textRow(4, 'Deal ID', 'Partner', 'Note'),
        textRow(5, 'D1', 'Northwind', ''),
        textRow(9, 'D2', 'Contoso', 'late'),
        textRow(10, 'D3', 'Contoso', 'x', 'beyond'),
      ].join(''),
    );
    expect(table.headers.slice(0, 3)).toEqual(['Deal ID', 'Partner', 'Note']);
    expect(table.rows[5]!.slice(0, 3)).toEqual(['D1', 'Northwind', '']);
    expect(table.rows[9]!.slice(0, 3)).toEqual(['D2', 'Contoso', 'late']);
    expect(Object.keys(table.rows)).toEqual(['5', '9', '10']);
  });

  it('stand below lines of a report that have some cells of their own', async () => {
    const table = await one(
      textRow(1, 'Partner pipeline') +
        textRow(2, 'As of', '2026-03-19', '', 'Currency: EUR') +
        textRow(4, 'Deal ID', 'Partner', 'Stage', 'Created', 'Closed', 'Amount', 'Owner') +
        textRow(5, 'D1', 'Northwind', 'Won', '2026-01-01', '2026-02-01', '12', 'Team 1'),
    );
    expect(table.headers).toEqual(['Deal ID', 'Partner', 'Stage', 'Created', 'Closed', 'Amount', 'Owner']);
  });

  it('of headers merged over most columns get both names', async () => {
    const merged = await readTable(
      await workbook([
        {
          name: 'S',
          rows:
            textRow(1, '', '', 'Partner', '', 'Deal', '') +
            textRow(2, 'Deal ID', 'Stage', 'Name', 'Region', 'Amount', 'Close Date') +
            textRow(3, 'D1', 'Won', 'Northwind', 'EMEA', '12', '2026-01-01'),
          tail: '<mergeCells count="2"><mergeCell ref="C1:D1"/><mergeCell ref="E1:F1"/></mergeCells>',
        },
      ]),
    );
    expect(merged.headers).toEqual([
      'Deal ID',
      'Stage',
      'Partner › Name',
      'Partner › Region',
      'Deal › Amount',
      'Deal › Close Date',
    ]);
  });

  it('of merged headers get both names, and the value of a merged cell in each of its columns', async () => {
    const merged = await readTable(
      await workbook([
        {
          name: 'S',
          rows:
            textRow(1, 'Deal', 'Partner', '', 'Amount') +
            textRow(2, '', 'Name', 'Tier', '') +
            textRow(3, 'D1', 'Northwind', 'Gold', '12'),
          tail: '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="D1:D2"/></mergeCells>',
        },
      ]),
    );
    expect(merged.headers).toEqual(['Deal', 'Partner › Name', 'Partner › Tier', 'Amount']);
    expect(merged.rows).toEqual({ 3: ['D1', 'Northwind', 'Gold', '12'] });
  });

  it('name sheet and row where one is rejected', async () => {
    const file = await workbook([
      { name: 'Notes', rows: textRow(1, 'hello') },
      {
        name: 'Deals',
        rows:
          textRow(1, 'Deal ID', 'Deal Name', 'Deal Stage', 'Amount', 'Create Date', 'Partner') +
          textRow(2, 'D1', 'One', 'Won', '100', '2026-01-02', 'Northwind') +
          `<row r="17"><c r="A17" t="str"><v>D2</v></c>${cell('B17', 'Two', ' t="str"')}${cell('C17', 'Won', ' t="str"')}${cell('D17', '#REF!', ' t="e"')}${cell('F17', '#N/A', ' t="e"')}</row>`,
      },
    ]);
    const source = await openPart(file, ['Deals']);
    const result = await convertCsv(source, { timeZone: 'UTC', currency: 'EUR', table: 'deals' });
    expect(result.added).toBe(1);
    expect(
      result.rejects.map(({ file: name, row, column, value, reason }) => [name, row, column, value, reason]),
    ).toEqual([
      ['book.xlsx › Deals', 17, 'Amount', '#REF!', 'is an error of the sheet'],
      ['book.xlsx › Deals', 17, 'Partner', '#N/A', 'is an error of the sheet'],
    ]);
  });

  it('beyond the last column are bad, and cost no other', async () => {
    const table = await one(
      `${textRow(1, 'A', 'B')}<row r="2">${cell('BDWGN2', '1')}</row>${textRow(3, 'x', 'y')}`,
    );
    expect(table.bad[2]).toEqual({
      value: 'BDWGN2',
      reason: 'has a cell beyond column XFD, the last of a sheet',
    });
    expect(table.rows).toEqual({ 3: ['x', 'y'] });
  });
});

describe('sheets of a workbook', () => {
  it('are listed: hidden, empty and missing ones with the reason', async () => {
    const parts = workbookParts([
      { name: 'Deals', rows: textRow(1, 'Deal ID') + textRow(2, 'D1') },
      { name: 'Old &amp; hidden', rows: textRow(1, 'A') + textRow(2, 'b'), state: 'veryHidden' },
      { name: 'Sheet3', rows: '' },
      { name: 'Lost', rows: textRow(1, 'A') },
    ]);
    delete parts['xl/worksheets/sheet4.xml'];
    const file = fileOf('book.xlsx', await zip(parts));
    expect(await partsOf(file)).toEqual([
      { path: ['Deals'], hidden: false, problem: null },
      { path: ['Old & hidden'], hidden: true, problem: null },
      { path: ['Sheet3'], hidden: false, problem: 'is empty.' },
      { path: ['Lost'], hidden: false, problem: expect.stringContaining('is missing in the file') },
    ]);
  });

  it('have fingerprints of their own', async () => {
    const rows = textRow(1, 'Deal ID', 'Partner') + textRow(2, 'D1', 'Northwind');
    const file = await workbook([
      { name: 'A', rows },
      { name: 'B', rows },
    ]);
    const [a, b] = await Promise.all(
      ['A', 'B'].map(async (name) => analyseFile(await openPart(file, [name]))),
    );
    expect(a!.rows).toBe(1);
    expect(a!.sha256).not.toBe(b!.sha256);
  });

  it('that break off stop the file with the row', async () => {
    const parts = workbookParts([{ name: 'S', rows: textRow(1, 'A', 'B') + textRow(2, '1', '2') }]);
    parts['xl/worksheets/sheet1.xml'] = parts['xl/worksheets/sheet1.xml']!.split('</sheetData>')[0]!;
    await expect(readTable(fileOf('cut.xlsx', await zip(parts)))).rejects.toThrow(
      '"cut.xlsx › S" breaks off after row 2',
    );
  });
});

describe('what another program wrote', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.boolean(),
    fc.constant(null),
  );

  it('comes out cell by cell', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const bytes = await writeXlsx({ sheets: [{ name: 'S', rows: [['Ax', 'Bx', 'Cx'], ...rows] }] });
          const table = await readTable(fileOf('w.xlsx', new Uint8Array(bytes)));
          rows.forEach((row, i) => {
            const shown = row.map((each) =>
              typeof each === 'number'
                ? Number(each.toPrecision(15))
                : each === null
                  ? ''
                  : String(each).replaceAll('\0', '').replaceAll('\u001a', ''),
            );
            const got = table.rows[i + 2] ?? ['', '', ''];
            shown.forEach((each, c) => {
              if (typeof each === 'number') expect(Number(got[c])).toBe(each === 0 ? 0 : each);
              else expect(got[c]).toBe(trimmed(each));
            });
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Blanks at the edge of a cell are no part of its value anywhere in the importer. */
const trimmed = (text: string) => text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, '');
