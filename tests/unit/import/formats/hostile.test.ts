/** Parts of workbooks that were written to keep the reader busy: each is read or refused in about a second. */
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { parseDate } from '@/lib/import/dates';
import { textSource } from '@/lib/import/decode';
import { isNumberLike } from '@/lib/import/formats/cells';
import { numberKind } from '@/lib/import/formats/xlsx/number-format';
import { mergesOf, RowScanner } from '@/lib/import/formats/xlsx/rows';
import { itemText, readStrings } from '@/lib/import/formats/xlsx/strings';
import { elements, prefixOf, simplified } from '@/lib/import/formats/xlsx/xml';
import { parseNumber } from '@/lib/import/numbers';
import { CONTEXT } from '../fixtures';

/** A search that starts anew at each of so many places and goes to the end takes more than an hour. */
const MANY = 500_000;

async function* chunks(first: string, piece: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(first);
  const chunk = encoder.encode(piece.repeat(Math.ceil((1 << 20) / piece.length)));
  for (let i = 0; i < 64; i++) yield chunk;
}

describe('XML that never ends what it begins', () => {
  it.each(['<!--', '<![CDATA[', '<!', '<x:', '<?'])('%s', (piece) => {
    const xml = piece.repeat(MANY);
    expect(simplified(xml, '')).toBe(xml);
    prefixOf(xml);
  });

  it('in the names and values of attributes', () => {
    for (const piece of ['<sheet ', '<sheet a', 'a', 'a ', 'a=', 'a="'])
      expect([...elements(`<sheet ${piece.repeat(MANY)}`, 'sheet')]).toEqual([]);
    const names = [...elements(`<sheet ${'a'.repeat(MANY)} name="One"/>`, 'sheet')].map(({ name }) => name);
    expect(names).toEqual(['One']);
  });

  it('in texts, merged cells and formats of numbers', () => {
    expect(itemText(`<t>one</t>${'<rPh '.repeat(MANY)}`)).toBe('one');
    expect(mergesOf('<mergeCell '.repeat(MANY))).toEqual([]);
    expect(numberKind(164, '['.repeat(MANY))).toBe('number');
    expect(isNumberLike(`${'1'.repeat(MANY)}x`)).toBe(false);
  });
});

describe('a part without an end in sight is not gathered', () => {
  it('where no row ends', async () => {
    const scanner = new RowScanner({ strings: [], styles: [], from1904: false }, 'Deals');
    const read = async () => {
      for await (const chunk of chunks('<worksheet><sheetData><row r="1">', '<c><v>1</v></c>'))
        for (const _ of scanner.push(chunk));
    };
    await expect(read()).rejects.toThrow('"Deals" breaks off after row 0');
  });

  it('where no text ends', async () => {
    const read = readStrings(chunks('<sst><si>', '<t>one</t>'), 'book.xlsx');
    await expect(read).rejects.toThrow('The texts of "book.xlsx" break off');
  });
});

it.each(['y', '1', '1 ', '(', "'", ','])(
  'a cell of a long text of %j is looked at no longer than it takes to read it',
  async (piece) => {
    const long = `"${piece.repeat(MANY)}"`;
    const lines = ['Deal ID,Partner,Create Date,Amount', 'D1,A,2026-01-31,1.50'];
    const text = [...lines, `D2,${long},2026-01-31,1.50`, `D3,A,${long},${long}`].join('\n');
    const { rows, columns } = await analyseFile(textSource('deals.csv', text));
    expect([rows, columns.map(({ filled }) => filled)]).toEqual([3, [3, 3, 3, 3]]);
    expect(parseDate(long, { order: 'dmy' })).toBeNull();
    expect(parseNumber(long, { decimal: '.' })).toBeNull();
  },
);

it('a text that no page could show is a bad cell, and costs no other row', async () => {
  const rows = [
    'Deal ID,Partner,Stage,Create Date',
    'D1,A,Won,2026-01-31',
    `D2,${'y'.repeat(3e6)},Won,2026-01-31`,
  ];
  const source = textSource('deals.csv', [...rows, 'D3,B,Won,2026-01-31'].join('\n'));
  const { proposal } = await analyseCsv(source, CONTEXT);
  const { added, rejects } = await convertCsv(source, { ...CONTEXT, mapping: proposal.mapping });
  expect(added).toBe(2);
  expect(rejects.map(({ row, column, reason }) => [row, column, reason])).toEqual([
    [2, 'Partner', 'is a text of 3,000,000 bytes; at most 200,000 are kept'],
  ]);
});

it('a text without lines is no table, whose one column has all of it for a name', async () => {
  await expect(analyseFile(textSource('notes.csv', 'a'.repeat(20_000)))).rejects.toThrow(
    '"notes.csv" is no table: its first line has a name of a column with 20,000 characters',
  );
});
