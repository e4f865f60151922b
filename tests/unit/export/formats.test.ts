import { csvParseRows } from 'd3-dsv';
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { csvText, documentCsv } from '@/lib/export/csv';
import { type Cell, type ExportDocument, fileStem } from '@/lib/export/document';
import { FORMATS, writeExport } from '@/lib/export/formats';
import { documentHtml } from '@/lib/export/html';
import { documentJson } from '@/lib/export/json';
import { documentXlsx } from '@/lib/export/xlsx';

const SIGN = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const PLAIN_NUMBER = /^\s*[+-]?\d+(\.\d+)?(,|$)/;

/** Texts that want to be formulas, in every place of a cell. */
const hostile = fc
  .array(
    fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      '＋',
      '－',
      '＠',
      '\t',
      '\r',
      '\n',
      ';',
      ',',
      '"',
      "'",
      ' ',
      '\u00a0',
      '\ufeff',
      '\u200b',
      '1',
      'A1',
      'HYPERLINK("https://example.com")',
      "cmd|' /C calc'!A0",
      'x',
      '<b>',
      '&',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 3, arbitrary: hostile },
  fc.string(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    title: hostile,
    columns: fc.constant(Array.from({ length: width }, (_, i) => `Column ${i}`)),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
  }),
);
const documents: fc.Arbitrary<ExportDocument> = fc.record({
  title: hostile,
  about: fc.array(fc.tuple(fc.constantFrom('As of', 'Model'), hostile), { maxLength: 2 }),
  tables: fc.tuple(table, table),
});

/**
 * Splits as spreadsheets do that are lenient: quotes count only where a cell begins with one.
 * Every line end outside such quotes ends a row.
 */
function lenientCells(text: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value = '';
    if (text[at] === '"') {
      at++;
      while (at < text.length) {
        if (text[at] !== '"') value += text[at++];
        else if (text[at + 1] === '"') {
          value += '"';
          at += 2;
        } else break;
      }
      at++;
    }
    while (at < text.length && text[at] !== separator && !/[\r\n]/.test(text[at]!)) value += text[at++];
    at++;
    cells.push(value);
  }
  return cells;
}

/** A number is none, nor is a line that a spreadsheet did not split and that begins with one. */
const runs = (value: string) => SIGN.test(value) && !PLAIN_NUMBER.test(value);

describe('CSV', () => {
  it('quotes what needs it and ends lines as RFC 4180 does', () => {
    expect(csvText([['a', 'b, c', 'say "x"', 'two\nlines', null, 3]])).toBe(
      'a,"b, c","say ""x""","two\nlines",,3\r\n',
    );
  });

  it('makes no formula of a cell, and numbers stay numbers', () => {
    expect(
      csvText([['=1+1', '@x', '+cmd', '-cmd', '-5', '+5.5', '\tx', ' =1', '\ufeff=1', '＝1+1', -5, 1e21]]),
    ).toBe("'=1+1,'@x,'+cmd,'-cmd,-5,+5.5,'\tx,' =1,'\ufeff=1,'＝1+1,-5,1e+21\r\n");
    // Where cells end at a semicolon or a tab, as in a German spreadsheet.
    expect(csvText([['a;=1+1', 'b; @x', 'c\t-1', 'd; e']])).toBe("a;'=1+1,b; '@x,c\t'-1,d; e\r\n");
    expect(csvText([['a', 'x\n=1+1;"y']])).toBe(`a,"x\n'=1+1;""y"\r\n`);
  });

  it('never gives a spreadsheet a formula, whatever it takes for a separator', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        const text = csvText(rows);
        for (const separator of [',', ';', '\t'])
          for (const value of lenientCells(text, separator))
            expect(runs(value), JSON.stringify(text)).toBe(false);
      }),
      // A number below a line end that is quoted: no formula where the lines are not split as ours are.
      {
        numRuns: 3000,
        examples: [
          [
            [
              ['', '\r'],
              ['-1', ''],
            ],
          ],
        ],
      },
    );
  });

  it('takes a time that grows with the text, whatever stands in it', () => {
    // At a thousand blank lines a search that goes back over them takes seconds, at this length years.
    for (const part of ['\n', '; ', '"', ';"', '\t\ufeff'])
      expect(csvText([[`${part.repeat(100_000)}x`, `${part.repeat(100_000)};=1`]])).toContain(";'=1");
  });

  it('reads back as it was, but for the apostrophes', () => {
    fc.assert(
      fc.property(documents, (content) => {
        const text = documentCsv(content);
        expect(text.charCodeAt(0)).toBe(0xfeff);
        const [head, ...rows] = csvParseRows(text.slice(1));
        const [first] = content.tables;
        expect(head).toEqual([...first.columns, ...content.about.map(([label]) => label)]);
        const bare = (value: Cell) =>
          String(value ?? '')
            .replaceAll("'", '')
            .replaceAll('\0', '');
        expect(rows.map((row) => row.map(bare))).toEqual(
          first.rows.map((row) => [...row, ...content.about.map(([, value]) => value)].map(bare)),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('XLSX', () => {
  it('keeps numbers as numbers and texts as texts: no cell is a formula', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (content) => {
        const { sheets } = await readXlsx(await documentXlsx(content));
        expect(sheets).toHaveLength(content.tables.length + 1);
        expect(new Set(sheets.map(({ name }) => name.toLowerCase())).size).toBe(sheets.length);
        content.tables.forEach((from, i) => {
          const [head, ...rows] = sheets[i]!.rows;
          expect(head).toEqual(from.columns);
          for (const [r, row] of from.rows.entries())
            for (const [c, value] of row.entries()) {
              const read = rows[r]?.[c] ?? null;
              if (typeof value === 'number') expect(read).toBe(value + 0);
              else expect(typeof (read ?? '')).toBe('string');
            }
          for (const one of sheets[i]!.cells?.values() ?? []) expect(one.formula).toBeUndefined();
        });
      }),
      { numRuns: 150 },
    );
  });

  it('keeps texts that look like something else, and cuts what is too long for a cell', async () => {
    const texts = ['=1+1', '007', '1e5', '2026-01-31', 'TRUE', 'a_x0041_b', 'x'.repeat(40_000)];
    const content: ExportDocument = {
      title: 'T',
      about: [],
      tables: [{ title: '[a]/b*?', columns: ['A'], rows: texts.map((text) => [text]) }],
    };
    const { sheets } = await readXlsx(await documentXlsx(content));
    expect(sheets[0]!.name).toBe('a b');
    const read = sheets[0]!.rows.slice(1).map(([text]) => text as string);
    expect(read.slice(0, 5)).toEqual(texts.slice(0, 5));
    expect(read[6]).toHaveLength(32_767);
  });

  it('says when a table is longer than a sheet', async () => {
    const rows: Cell[][] = new Array(1_048_576).fill([1]);
    const content: ExportDocument = {
      title: 'T',
      about: [],
      tables: [{ title: 'Rows', columns: ['A'], rows }],
    };
    await expect(documentXlsx(content)).rejects.toThrow(/1,048,576 rows, more than a sheet can hold/);
  });
});

describe('JSON', () => {
  it('holds every table, its values as they are', () => {
    fc.assert(
      fc.property(documents, (content) => {
        const read = JSON.parse(documentJson(content));
        expect(read.title).toBe(content.title);
        content.tables.forEach((from, i) => {
          const values = read.tables[i].rows.map((row: Record<string, Cell>) =>
            from.columns.map((name) => row[name]),
          );
          expect(values).toEqual(
            from.rows.map((row) => row.map((value) => (Object.is(value, -0) ? 0 : value))),
          );
        });
      }),
      { numRuns: 200 },
    );
  });

  it('has no number that is none', () => {
    const rows = [[Number.NaN, Number.POSITIVE_INFINITY, 1]];
    const content: ExportDocument = {
      title: 'T',
      about: [],
      tables: [{ title: 'A', columns: ['a', 'b', 'c'], rows }],
    };
    expect(JSON.parse(documentJson(content)).tables[0].rows).toEqual([{ a: null, b: null, c: 1 }]);
  });
});

describe('HTML', () => {
  const ELEMENTS = new Set(
    'HTML HEAD META TITLE STYLE BODY H1 DL DT DD H2 DIV TABLE THEAD TBODY TR TH TD'.split(' '),
  );

  it('shows texts as texts: no element, attribute or script comes from what is exported', () => {
    fc.assert(
      fc.property(documents, (content) => {
        const { document } = new JSDOM(documentHtml(content)).window;
        for (const element of document.querySelectorAll('*')) {
          expect(ELEMENTS).toContain(element.tagName.toUpperCase());
          for (const { name } of element.attributes)
            expect([
              'lang',
              'charset',
              'http-equiv',
              'content',
              'name',
              'scope',
              'class',
              'aria-label',
            ]).toContain(name);
        }
        for (const td of document.querySelectorAll('td:not(.n), th[scope=row]'))
          expect(runs(td.textContent ?? '')).toBe(false);
        const rows = content.tables.reduce((sum, one) => sum + one.rows.length + 1, 0);
        expect(document.querySelectorAll('tr')).toHaveLength(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('needs and loads nothing', () => {
    const html = documentHtml({
      title: '</title><script>alert(1)</script>',
      about: [['As of', '<img src=x onerror=alert(1)>']],
      tables: [{ title: '"><script>', columns: ['<a href="javascript:alert(1)">'], rows: [["' onload='x"]] }],
    });
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<img|<a |<link|url\(|<[^>]* (src|href|on\w+)=/i);
  });
});

describe('a file', () => {
  it('is named after what is in it and the day', () => {
    // Late in the evening, when it is another day elsewhere.
    const now = new Date(2026, 2, 31, 23, 30);
    expect(fileStem('Win rate: "A/B" <x>', now)).toBe('Win rate A B x 2026-03-31');
    expect(fileStem('../../etc/passwd', now)).not.toMatch(/[/\\]|^\./);
    expect(fileStem('x'.repeat(500), now).length).toBeLessThan(140);
  });

  it('has the type of its format', async () => {
    const content: ExportDocument = {
      title: 'T',
      about: [],
      tables: [{ title: 'A', columns: ['a'], rows: [[1]] }],
    };
    for (const [id, format] of Object.entries(FORMATS)) {
      const blob = await writeExport(id as keyof typeof FORMATS, content);
      expect(blob.type).toBe(format.type);
      expect(blob.size).toBeGreaterThan(5);
    }
  });
});
