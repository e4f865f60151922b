import { describe, expect, it } from 'vitest';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { bytesSource, textSource } from '@/lib/import/decode';
import { CONTEXT, readable } from './fixtures';

const HEADER = 'Deal ID,Partner,Stage,Create Date,Amount\n';
const ONE = 'D1,Nordwind,Won,2026-01-31,1.50\n';
const TWO = 'D2,Südwind,Won,2026-02-05,2.50\n';

async function read(text: string | Uint8Array) {
  const source = typeof text === 'string' ? textSource('deals.csv', text) : bytesSource('deals.csv', text);
  const { analysis, proposal } = await analyseCsv(source, CONTEXT);
  expect(proposal.questions).toEqual([]);
  const result = await convertCsv(source, { ...CONTEXT, mapping: proposal.mapping });
  expect(result.rowsRead).toBe(result.added + result.changed + result.unchanged + result.rejected);
  return {
    format: analysis.format,
    rows: readable(result.chunks, result.dictionaries).map(({ deal, partner, created, amount }) =>
      [deal, partner, created, amount].join(' '),
    ),
    bad: result.rejects.map(({ row, column, reason }) => [row, column, reason]),
  };
}

const BOTH = ['D1 Nordwind 2026-01-31 150', 'D2 Südwind 2026-02-05 250'];

describe('rows that are no records', () => {
  it.each([
    ['the header again', HEADER + ONE + HEADER + TWO, 2, 'repeats the header'],
    [
      'the header again, behind a mark',
      `\ufeff${HEADER}${ONE}\ufeff${HEADER}${TWO}`,
      2,
      'repeats the header',
    ],
    ['a total', `${HEADER}${ONE}${TWO}Total,,,,4.00\n`, 3, 'is a total of other rows'],
    ['a total of some', `${HEADER}${ONE}Zwischensumme:,,,,"1,50 €"\n${TWO}`, 2, 'is a total of other rows'],
    ['a counted total', `${HEADER}${ONE}${TWO}Grand Total,2 records,,,4.00\n`, 3, 'is a total of other rows'],
    [
      'a line of dashes',
      `${HEADER}-------,-------,-----,-----,-----\n${ONE}${TWO}`,
      1,
      'is a line between rows',
    ],
  ])('%s is listed and not stored', async (_, text, row, reason) => {
    expect(await read(text)).toMatchObject({ rows: BOTH, bad: [[row, '', reason]] });
  });

  it('a table in Markdown is read', async () => {
    const line = (text: string) => `| ${text.trim().replaceAll(',', ' | ')} |\n`;
    const { rows, bad } = await read(`${line(HEADER)}|---|:--|---|--:|---|\n${line(ONE)}${line(TWO)}`);
    expect(rows).toEqual(BOTH);
    expect(bad).toEqual([[1, '', 'is a line between rows']]);
  });

  it('a partner called Total stays one', async () => {
    const { rows, bad } = await read(
      'Partner,Deal ID,Stage,Create Date,Amount\nTotal,D1,,,1.50\nTotal,D2,Won,2026-02-05,2\n',
    );
    expect(rows.map((row) => row.trim())).toEqual(['D1 Total  150', 'D2 Total 2026-02-05 200']);
    expect(bad).toEqual([]);
  });

  it.each([
    ['delimiters alone', `${HEADER},,,,\n${ONE},,,,\n${TWO},,,,\n`],
    ['blank lines', `\n\n\n${HEADER}\n${ONE}   \n${TWO}\n\n`],
    ['a delimiter behind the header alone', `${HEADER.trim()},\n${ONE}${TWO}`],
    ['a delimiter behind the rows alone', HEADER + ONE.replace('\n', ',\n') + TWO.replace('\n', ',\n')],
    ['a padded title', `Deals report,,,,\nGenerated,2026-02-06,,,\n,,,,\n${HEADER}${ONE}${TWO}`],
    ['a title in two columns', `Report,Deals\nPeriod,Q1\nUser,x@example.com\n${HEADER}${ONE}${TWO}`],
    ['marks where files were joined', `${HEADER}\ufeff${ONE}\ufeff${TWO}`],
    ['signs that nobody sees', `${HEADER}D1,\u200bNordwind\u200b,Won,2026-01-31,1.50\u202f\n${TWO}`],
    ['carets', (HEADER + ONE + TWO).replaceAll(',', '^')],
    ['unit separators', (HEADER + ONE + TWO).replaceAll(',', '\u001f')],
    ['carriage returns', (HEADER + ONE + TWO).replaceAll('\n', '\r')],
  ])('nothing is lost to %s', async (_, text) => {
    expect(await read(text)).toMatchObject({ rows: BOTH, bad: [] });
  });

  it('short rows are bad unless only unnamed columns are missing', async () => {
    const { rows, bad } = await read(`${HEADER.trim()},Notes\n${ONE.trim()},x\n${TWO}`);
    expect(rows).toEqual(BOTH.slice(0, 1));
    expect(bad).toEqual([[2, '', 'has 5 cells where the header has 6']]);
  });
});

describe('cells that other programs protect', () => {
  it('are what stands between the quotes of a formula', async () => {
    const { rows } = await read(
      `${HEADER}="000123","=""Nord ""wind""",Won,2026-01-31,="1.50"\n"=""000124""",="",Won,2026-02-05,2.50\n`.replace(
        '"=""Nord ""wind"""',
        '"=""Nordwind"""',
      ),
    );
    expect(rows).toEqual(['000123 Nordwind 2026-01-31 150', '000124  2026-02-05 250']);
  });

  it('may begin with an apostrophe where they are dates and numbers', async () => {
    const { rows } = await read(`${HEADER}D1,'s-Hertogenbosch,Won,'2026-01-31,'1.50\n`);
    expect(rows).toEqual(["D1 's-Hertogenbosch 2026-01-31 150"]);
  });

  it('are bad when a formula failed, also in names, in the words of any language', async () => {
    const { rows, bad } = await read(
      `${HEADER}${ONE}D2,#REF!,Won,2026-02-05,1\nD3,#BEZUG!,Won,2026-02-05,1\nD4,#N/A,Won,2026-02-05,1\n#1,#1 Partners,Won,2026-02-05,1\n`,
    );
    expect(bad).toEqual([
      [2, 'Partner', 'is an error of the sheet'],
      [3, 'Partner', 'is an error of the sheet'],
    ]);
    expect(rows).toEqual([BOTH[0], 'D4  2026-02-05 100', '#1 #1 Partners 2026-02-05 100']);
  });
});

describe('other ways of quoting', () => {
  it('quotes behind backslashes are text', async () => {
    const { rows, bad, format } = await read(
      `${HEADER}D1,"Nord \\"the\\" wind",Won,2026-01-31,1.50\nD2,"Süd \\"x\\", \\\\y",Won,2026-02-05,2.50\n`,
    );
    expect(format.dialect).toBe('backslash');
    expect(rows).toEqual(['D1 Nord "the" wind 2026-01-31 150', 'D2 Süd "x", \\y 2026-02-05 250']);
    expect(bad).toEqual([]);
  });

  it('a backslash at the end of a cell is itself', async () => {
    const { rows, format } = await read(`${HEADER}D1,"C:\\",Won,2026-01-31,1.50\n${TWO}`);
    expect(format.dialect).toBeUndefined();
    expect(rows).toEqual(['D1 C:\\ 2026-01-31 150', BOTH[1]]);
  });

  it('cells in apostrophes are opened, whatever apostrophes they have', async () => {
    const { rows, bad, format } = await read(
      `'Deal ID','Partner','Stage','Create Date','Amount'\r\n'D1','O''Brien, "K" Ltd','Won','2026-01-31','1.50'\r\n'D2','d'Or','Won',2026-02-05,'2.50'`,
    );
    expect(format.dialect).toBe('apostrophe');
    expect(rows).toEqual([`D1 O'Brien, "K" Ltd 2026-01-31 150`, `D2 d'Or 2026-02-05 250`]);
    expect(bad).toEqual([]);
  });

  it('an apostrophe in front of a name is itself', async () => {
    const { rows, format } = await read(`${HEADER}D1,'t Hof,Won,2026-01-31,1.50\n${TWO}`);
    expect(format.dialect).toBeUndefined();
    expect(rows).toEqual([`D1 't Hof 2026-01-31 150`, BOTH[1]]);
  });

  it('rows that are one quoted cell are opened', async () => {
    const quoted = (line: string) => `"${line.trim().replaceAll('"', '""')}"\n`;
    const { rows, bad, format } = await read(
      quoted(HEADER) + quoted('D1,"Nord, ""wind""",Won,2026-01-31,1.50') + quoted(TWO),
    );
    expect(format.dialect).toBe('rows');
    expect(rows).toEqual(['D1 Nord, "wind" 2026-01-31 150', BOTH[1]]);
    expect(bad).toEqual([]);
  });
});

describe('columns that are spoilt', () => {
  const column = (cells: readonly string[]) =>
    read(HEADER + cells.map((cell, i) => `D${i},N,Won,2026-01-31,${cell}\n`).join(''));

  it('are read for the cells that fit, and the others are listed', async () => {
    const { rows, bad } = await column(['12.50', '12.50.3', 'abc', '"1,2,3"', '12 34']);
    expect(rows).toEqual(['D0 N 2026-01-31 1250']);
    expect(bad.map(([row]) => row)).toEqual([2, 3, 4, 5]);
  });

  it('are read where most cells say that there is nothing', async () => {
    const { rows, bad } = await column(['12.50', 'N/A', '-', 'null', 'N/A']);
    expect(rows).toEqual(['D0 N 2026-01-31 1250', ...[1, 2, 3, 4].map((i) => `D${i} N 2026-01-31 `)]);
    expect(bad).toEqual([]);
  });

  it('take no currency from a sign here and there', async () => {
    const { rows, bad } = await column(['1.50', '2.50', '$3.50']);
    expect(rows).toHaveLength(2);
    expect(bad).toEqual([[3, 'Amount', expect.stringContaining('is in USD, but the rows are read as EUR')]]);
  });
});
