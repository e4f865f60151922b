import { describe, expect, it } from 'vitest';
import { bombReason } from '@/lib/import/formats/bounds';
import { partsOf } from '@/lib/import/formats/open';
import { fileOf, readTable, textRow, workbookParts, zip } from './fixtures';

const CSV = 'Deal ID,Partner\nD1,Northwind\n';

describe('archives', () => {
  it('hold tables of every kind, those in folders and workbooks too', async () => {
    const book = await zip(
      workbookParts([
        { name: 'Deals', rows: textRow(1, 'Deal ID', 'Partner') + textRow(2, 'D9', 'Contoso') },
        { name: 'Leads', rows: textRow(1, 'Lead ID') + textRow(2, 'L1') },
      ]),
    );
    const file = fileOf(
      'exports.zip',
      await zip({
        'deals.csv': CSV,
        'q3/deals.json': '[{"Deal ID":"D2"}]',
        'q3/book.xlsx': book,
        'q3/empty.csv': '',
        'readme.md': 'no table',
        '__MACOSX/._deals.csv': 'litter',
        '../../evil.csv': CSV,
        '..\\worse.csv': CSV,
        '__MACOSX\\._deals.csv': 'litter',
      }),
    );
    const parts = await partsOf(file);
    expect(parts.map(({ path, problem }) => [path, problem])).toEqual([
      [['deals.csv'], null],
      [['q3/deals.json'], null],
      [['q3/book.xlsx', 'Deals'], null],
      [['q3/book.xlsx', 'Leads'], null],
      [['q3/empty.csv'], 'is empty.'],
      [['../../evil.csv'], null],
      [['..\\worse.csv'], null],
    ]);
    expect(await readTable(file, ['deals.csv'])).toMatchObject({
      name: 'exports.zip › deals.csv',
      rows: { 1: ['D1', 'Northwind'] },
    });
    expect((await readTable(file, ['../../evil.csv'])).name).toBe('exports.zip › evil.csv');
    expect((await readTable(file, ['..\\worse.csv'])).name).toBe('exports.zip › worse.csv');
    expect((await readTable(file, ['q3/deals.json'])).rows).toEqual({ 1: ['D2'] });
    expect(await readTable(file, ['q3/book.xlsx', 'Deals'])).toMatchObject({
      name: 'exports.zip › q3/book.xlsx › Deals',
      rows: { 2: ['D9', 'Contoso'] },
    });
  });

  it('with a password are refused entry by entry', async () => {
    const file = fileOf('secret.zip', await zip({ 'deals.csv': CSV }, { password: 'x' }));
    expect(await partsOf(file)).toEqual([
      { path: ['deals.csv'], hidden: false, problem: expect.stringContaining('has a password') },
    ]);
    await expect(readTable(file, ['deals.csv'])).rejects.toThrow('has a password');
  });

  it('cut off, altered or without a table say so', async () => {
    const bytes = await zip({ 'deals.csv': CSV.repeat(200) });
    await expect(partsOf(fileOf('cut.zip', bytes.subarray(0, bytes.length - 30)))).rejects.toThrow(
      '"cut.zip" is damaged or cut off',
    );
    const altered = bytes.slice();
    altered[60]! ^= 0xff;
    await expect(readTable(fileOf('altered.zip', altered), ['deals.csv'])).rejects.toThrow(
      'damaged or cut off',
    );
    await expect(partsOf(fileOf('pictures.zip', await zip({ 'a.png': 'x', 'b.zip': 'y' })))).rejects.toThrow(
      'holds no table',
    );
  });

  it('that would fill the machine are not unpacked', async () => {
    const bomb = await zip({ 'zeros.csv': new Uint8Array(40 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(partsOf(fileOf('bomb.zip', bomb))).rejects.toThrow(
      'times its size, as only harmful files do',
    );
    expect(
      bombReason(Array.from({ length: 20_000 }, () => ({ compressedSize: 1, uncompressedSize: 1 }))),
    ).toContain('20,000 entries');
    expect(bombReason([{ compressedSize: 2 ** 33, uncompressedSize: 2 ** 34 }])).toContain('16.0 GB');
    expect(bombReason([{ compressedSize: 2 ** 20, uncompressedSize: 2 ** 25 }])).toBeNull();
  });
});

describe('files that are no tables to us', () => {
  const bytes = (...values: number[]) => new Uint8Array([...values, ...new Array(600).fill(0)]);
  const ole = (text: string) => {
    const file = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
    [...text].forEach((char, i) => {
      file[100 + 2 * i] = char.charCodeAt(0);
    });
    return file;
  };

  it.each<[string, string | Uint8Array, string]>([
    ['old.xls', ole('Workbook'), 'is in the old binary format of Excel (XLS). Open it in a spreadsheet'],
    ['locked.xlsx', ole('EncryptedPackage'), 'has a password'],
    ['report.pdf', '%PDF-1.7\n', 'is a PDF'],
    ['chart.png', bytes(0x89, 0x50, 0x4e, 0x47), 'is a picture'],
    ['deals.csv.gz', bytes(0x1f, 0x8b, 8), 'is packed with gzip'],
    ['deals.parquet', 'PAR1....', 'is a Parquet file'],
    [
      'report.xls',
      '\ufeff<html><table><tr><td>1</td></tr></table></html>',
      'is a web page, whatever its name says',
    ],
    ['feed.xml', '<?xml version="1.0"?><Workbook/>', 'is XML'],
    ['nothing.csv', '', 'is empty (0 bytes)'],
  ])('%s is refused with what to do', async (name, content, words) => {
    await expect(partsOf(fileOf(name, content))).rejects.toThrow(words);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'sheet.ods',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' },
      '(ODS)',
    ],
    ['book.xlsb', { '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }, '(XLSB)'],
    ['letter.docx', { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' }, 'is a document'],
    ['sheet.numbers', { 'Index/Document.iwa': 'x' }, 'is a Numbers document'],
  ])('%s, an archive of another kind, too', async (name, entries, words) => {
    await expect(partsOf(fileOf(name, await zip(entries)))).rejects.toThrow(words);
  });

  it('text that only looks like JSON stays text', async () => {
    expect((await readTable(fileOf('a.csv', '[Deal],Partner\nD1,N\n'))).rows).toEqual({ 1: ['D1', 'N'] });
    expect((await readTable(fileOf('a.csv', '{id},Partner\nD1,N\n'))).rows).toEqual({ 1: ['D1', 'N'] });
  });
});
