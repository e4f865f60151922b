import fc from 'fast-check';
import { inferSchema, initParser } from 'udsv';
import { describe, expect, it } from 'vitest';
import { ByteDictionary } from '@/lib/import/byte-dictionary';
import { CsvScanner, TEXT_AFTER_QUOTE, UNCLOSED_QUOTE } from '@/lib/import/scan';

const encoder = new TextEncoder();

interface Scanned {
  row: number;
  cells: string[] | null;
  problem: string | null;
}

/** Scans a text given in blocks of the sizes named (the last size repeats). */
function scan(text: string, delimiter = ',', sizes: number[] = [], newline: '\n' | '\r' = '\n'): Scanned[] {
  const bytes = encoder.encode(text);
  const scanner = new CsvScanner(delimiter, newline);
  const out: Scanned[] = [];
  let at = 0;
  let i = 0;
  do {
    const size = Math.max(1, sizes[Math.min(i++, sizes.length - 1)] ?? bytes.length);
    const final = at + size >= bytes.length;
    scanner.push(bytes.slice(at, at + size), final);
    while (scanner.next())
      out.push({
        row: scanner.record,
        cells: scanner.problem ? null : scanner.row(),
        problem: scanner.problem,
      });
    at += size;
  } while (at < bytes.length);
  return out;
}

const cells = (text: string, delimiter?: string) => scan(text, delimiter).map((record) => record.cells);

describe('CsvScanner', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF and a last line end',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells',
      ',\n,,\na,',
      [
        ['', ''],
        ['', '', ''],
        ['a', ''],
      ],
    ],
    [
      'quoted delimiters and line ends',
      '"a,b","c\nd"\n"e\r\nf",g',
      [
        ['a,b', 'c\nd'],
        ['e\r\nf', 'g'],
      ],
    ],
    [
      'doubled quotes',
      '"say ""hi""",""""\n"",x',
      [
        ['say "hi"', '"'],
        ['', 'x'],
      ],
    ],
    [
      'stray quotes in a plain cell',
      'a 5" pipe,b"c\n1,2',
      [
        ['a 5" pipe', 'b"c'],
        ['1', '2'],
      ],
    ],
    ['blanks around cells and quotes', ' a , "b" ,\t"c"\t\n', [['a', 'b', 'c']]],
    ['no-break spaces', '\u00a0a\u00a0,"\u00a0b"\n', [['a', 'b']]],
    ['blank lines', 'a\n\n  \n\nb\n', [['a'], ['b']]],
    ['NUL bytes', 'a\0b,\0\n', [['ab', '']]],
    ['one cell without a line end', 'x', [['x']]],
    ['letters beyond ASCII', 'Größe,日本,🙂\n', [['Größe', '日本', '🙂']]],
  ])('reads %s', (_, text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('reads other delimiters, and tabs that are not blanks then', () => {
    expect(cells('a;b,c;d', ';')).toEqual([['a', 'b,c', 'd']]);
    expect(cells('a\t\tb\t"c\td"', '\t')).toEqual([['a', '', 'b', 'c\td']]);
    expect(cells('a|"b|c"', '|')).toEqual([['a', 'b|c']]);
  });

  it('reads the line ends of old Macs', () => {
    expect(scan('a,b\r1,2\r', ',', [], '\r').map((r) => r.cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  it('numbers records as a spreadsheet numbers rows', () => {
    expect(scan('h\n1\n\n"2\n2"\n3').map(({ row, cells: c }) => [row, c![0]])).toEqual([
      [0, 'h'],
      [1, '1'],
      [3, '2\n2'],
      [4, '3'],
    ]);
  });

  it('takes a quote that does not close for a bad line and goes on with the next', () => {
    expect(scan('a,b\n1,"open\n2,fine\n3,fine')).toEqual([
      { row: 0, cells: ['a', 'b'], problem: null },
      { row: 1, cells: null, problem: UNCLOSED_QUOTE },
      { row: 2, cells: ['2', 'fine'], problem: null },
      { row: 3, cells: ['3', 'fine'], problem: null },
    ]);
  });

  it('takes text behind a closing quote for a bad line and goes on with the next', () => {
    expect(scan('"a" x,b\n"open, 1\n"closes",2\n3,4').map(({ cells: c, problem }) => c ?? problem)).toEqual([
      TEXT_AFTER_QUOTE,
      TEXT_AFTER_QUOTE,
      ['closes', '2'],
      ['3', '4'],
    ]);
  });

  it('gives up on a quoted cell of more than a megabyte without reading on for its end', () => {
    const long = `1,"${`${'x'.repeat(99)}\n`.repeat(14_000)}`;
    const records = scan(`${long}last,row\n`, ',', [600_000]);
    expect(records[0]).toEqual({ row: 0, cells: null, problem: UNCLOSED_QUOTE });
    expect(records.at(-1)!.cells).toEqual(['last', 'row']);
  });

  it('does not depend on how the bytes are cut into blocks', () => {
    const piece = fc.constantFrom(',', '"', '""', '\n', '\r\n', ' ', 'a', 'bé', '1', ';', '\0', '\u00a0');
    const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (input, sizes) => {
        expect(scan(input, ',', sizes)).toEqual(scan(input));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back what was written, whatever the cells hold', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), (rows, delimiter) => {
        const quoted = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(delimiter));
        const edge = '[ \\t\\r\\n\\u00a0\\u200b-\\u200f\\u202f\\u3000\\ufeff]+';
        const tidy = (c: string) => c.replaceAll('\0', '').replace(new RegExp(`^${edge}|${edge}$`, 'g'), '');
        expect(cells(quoted.join('\n'), delimiter)).toEqual(rows.map((row) => row.map(tidy)));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with uDSV on well-formed files', () => {
    const word = fc.stringMatching(/^[a-z0-9 ,;.\u00e0-\u00ff"\n-]{0,10}$/).map((c) => c.trim());
    const width = 4;
    const row = fc.array(word, { minLength: width, maxLength: width });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 15 }), (rows) => {
        const write = (c: string) => (/[",\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c);
        const text = ['h1,h2,h3,h4', ...rows.map((r) => r.map(write).join(','))].join('\n');
        const expected = initParser(inferSchema(text)).stringArrs(text);
        const ours = cells(text).slice(1);
        expect(ours).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('ByteDictionary', () => {
  it('gives each value one code and finds it again', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }).map((w) => w.replaceAll('\0', '')));
    fc.assert(
      fc.property(words, words, (first, second) => {
        const dictionary = new ByteDictionary();
        const codes = new Map<string, number>();
        const check = (word: string) => {
          const bytes = encoder.encode(`..${word}..`);
          const code = dictionary.code(bytes, 2, bytes.length - 2);
          expect(code).toBe(codes.get(word) ?? codes.size + 1);
          codes.set(word, code);
        };
        first.forEach(check);
        const size = dictionary.size;
        const text = dictionary.textFrom(1);
        second.forEach(check);
        expect(dictionary.size).toBe(codes.size);
        for (const [word, code] of codes) expect(dictionary.value(code)).toBe(word);
        expect(dictionary.textFrom(size + 1)).toBe([...codes.keys()].slice(size).join('\0'));
        if (size > 0) {
          const copy = ByteDictionary.fromText(text);
          expect(copy.size).toBe(size);
          for (const [word, code] of [...codes].slice(0, size)) expect(copy.codeOf(word)).toBe(code);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds many values', () => {
    const dictionary = new ByteDictionary();
    for (let pass = 0; pass < 2; pass++) {
      let wrong = 0;
      for (let i = 0; i < 200_000; i++) if (dictionary.codeOf(`value-${i}`) !== i + 1) wrong++;
      expect(wrong).toBe(0);
    }
    expect(dictionary.size).toBe(200_000);
    const bytes = encoder.encode('value-200001');
    expect(dictionary.find(bytes, 0, bytes.length)).toBe(0);
    expect(dictionary.value(0)).toBe('');
    expect(dictionary.value(300_000)).toBe('');
  });
});
