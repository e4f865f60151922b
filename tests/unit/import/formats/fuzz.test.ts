import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import type { ByteSource } from '@/lib/import/decode';
import { openPart, partsOf } from '@/lib/import/formats/open';
import type { Mapping } from '@/lib/import/mapping';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { CONTEXT } from '../fixtures';
import { fileOf, textRow, workbookParts, zip } from './fixtures';

/** Cases of each test; set PARTNER_LENS_FUZZ for a longer run. */
const RUNS = Number(process.env.PARTNER_LENS_FUZZ ?? 150);
const TIMEOUT = 60_000 + RUNS * 100;

const HEADER = ['Deal ID', 'Partner', 'Stage', 'Create Date', 'Amount'];
let mapping: Mapping;

beforeAll(async () => {
  const tidy = fileOf('deals.csv', `${HEADER.join(',')}\nD,N,Won,2026-01-01,1.50\n`);
  mapping = propose(await analyseFile(tidy), CONTEXT).mapping;
});

/** Imports a table. @returns ids stored, and numbers of rows that were rejected */
async function imported(file: ByteSource, path: readonly string[]) {
  const source = await openPart(file, path);
  const { format, headers } = await analyseFile(source);
  const own = {
    ...mapping,
    columns: mapping.columns.map((column) => ({ ...column, source: headers.indexOf(column.header) })),
  };
  const result = await importFacts([{ source, format }], own, EMPTY_STATE, { ...CONTEXT, chunkRows: 4 });
  const deals = result.runs.find(({ domain }) => domain === 'deal')?.text.split('\0') ?? [];
  return {
    stored: result.chunks.flatMap((chunk) => [...chunk.columns.deal!].map((code) => deals[code - 1])),
    rejected: [...new Set(result.rejects.map(({ row }) => row))].sort((a, b) => a - b),
    count: result.rejected,
    files: new Set(result.rejects.map((reject) => reject.file)),
  };
}

const partner = fc.constantFrom(
  'Nordwind',
  'Müller & Söhne',
  'A, B; C',
  'say "hi"',
  'two\nlines',
  '日本',
  '<b>',
  "O'Neil",
);
const amount = fc.integer({ min: -1e9, max: 1e9 });

describe('spoilt sheets', () => {
  /** What can be wrong with a cell: its XML, given its reference. */
  const FAULTS = {
    good: null,
    error: (r: number) => `<c r="E${r}" t="e"><v>#DIV/0!</v></c>`,
    'no such text': (r: number) => `<c r="E${r}" t="s"><v>99999</v></c>`,
    'no result': (r: number) => `<c r="E${r}"><f>SUM(A1)</f></c>`,
    'no number': (r: number) => `<c r="E${r}"><v>1e</v></c>`,
    twice: (r: number) => `<c r="E${r}"><v>1</v></c><c r="E${r}"><v>2</v></c>`,
    far: (r: number) => `<c r="ZZZZ${r}"><v>1</v></c>`,
    surplus: (r: number) => `<c r="H${r}"><v>1</v></c>`,
    'error in a name': (r: number) => `<c r="B${r}" t="e"><v>#N/A</v></c>`,
    'no day': (r: number) => `<c r="D${r}" s="1"><v>-4</v></c>`,
  } as const;
  type Fault = keyof typeof FAULTS;
  const row = fc.record({
    partner,
    amount,
    gap: fc.constantFrom(0, 0, 0, 1, 3),
    fault: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Fault>('good') },
      { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(FAULTS) as Fault[])) },
    ),
  });

  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

  it(
    'lose no good row and list every bad one',
    async () => {
      let bad = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 1, maxLength: 12 }),
          fc.record({
            shared: fc.boolean(),
            prefix: fc.boolean(),
            references: fc.boolean(),
            title: fc.boolean(),
          }),
          async (rows, { shared, prefix, references, title }) => {
            const strings: string[] = [];
            const text = (ref: string, value: string) => {
              const r = references ? ` r="${ref}"` : '';
              if (!shared)
                return `<c${r} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
              strings.push(`<si><t xml:space="preserve">${escaped(value)}</t></si>`);
              return `<c${r} t="s"><v>${strings.length - 1}</v></c>`;
            };
            let number = title ? 3 : 1;
            let xml = `${title ? textRow(1, 'A report') : ''}<row r="${number}">${HEADER.map((name, c) => text(`${'ABCDE'[c]}${number}`, name)).join('')}</row>`;
            const good: string[] = [];
            const wrong: number[] = [];
            rows.forEach((each, i) => {
              number += 1 + each.gap;
              const fault = FAULTS[each.fault];
              const cells: Record<string, string> = {
                A: text(`A${number}`, `D${i}`),
                B: text(`B${number}`, each.partner),
                C: text(`C${number}`, 'Won'),
                D: `<c${references ? ` r="D${number}"` : ''} s="1"><v>${46_000 + i}</v></c>`,
                E: `<c${references ? ` r="E${number}"` : ''}><v>${each.amount / 100}</v></c>`,
              };
              if (fault) {
                const spoilt = fault(number);
                const column = /r="([A-Z]+)/.exec(spoilt)![1]!;
                cells[column] = spoilt;
                wrong.push(number);
              } else good.push(`D${i}`);
              xml += `<row r="${number}">${Object.values(cells).join('')}</row>`;
            });
            const parts = workbookParts([{ name: 'Deals', rows: xml }], {
              styles: [0, 14],
              ...(shared ? { strings: strings.join('') } : {}),
            });
            const sheet = 'xl/worksheets/sheet1.xml';
            if (prefix)
              parts[sheet] = parts[sheet]!.replaceAll(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=');
            // Where the header is not the widest of the first rows, surplus cells make the table wider and are no fault.
            const widened = rows.some(({ fault }) => fault === 'surplus');
            const expectedBad = widened ? wrong.filter((r) => !surplusAt(rows, r, title)) : wrong;
            const expectedGood = widened
              ? rows.flatMap(({ fault }, i) => (fault === 'good' || fault === 'surplus' ? [`D${i}`] : []))
              : good;
            const result = await imported(fileOf('book.xlsx', await zip(parts)), ['Deals']);
            expect(result.stored).toEqual(expectedGood);
            expect(result.rejected).toEqual(expectedBad);
            expect(result.count).toBe(expectedBad.length);
            for (const name of result.files) expect(name).toBe('book.xlsx › Deals');
            bad += expectedBad.length;
          },
        ),
        { numRuns: RUNS },
      );
      expect(bad).toBeGreaterThan(RUNS / 4);
    },
    TIMEOUT,
  );

  function surplusAt(
    rows: readonly { gap: number; fault: Fault }[],
    number: number,
    title: boolean,
  ): boolean {
    let at = title ? 3 : 1;
    for (const { gap, fault } of rows) {
      at += 1 + gap;
      if (at === number) return fault === 'surplus';
    }
    return false;
  }
});

describe('spoilt JSON', () => {
  const FAULTS = {
    good: null,
    'twice a name': (text: string) => text.replace('{', '{"Deal ID":"other",'),
    'comma at the end': (text: string) => text.replace(/\s*\}$/, ',}'),
    'no object': () => '17',
    'bare word': (text: string) => text.replace('"Won"', 'Won'),
    'open string': (text: string) => text.replace('"Won"', '"Won'),
    'no bracket': (text: string) => text.replace(/\s*\}$/, ''),
    deep: (text: string) => text.replace(/\}$/, `,"x":${'['.repeat(200)}${']'.repeat(200)}}`),
    'no id': (text: string) => text.replace(/"Deal ID":\s*"\w+"/, '"Deal ID":null'),
    'no number': (text: string) => text.replace(/"Amount":\s*-?[\d.]+/, '"Amount":1e999'),
    'no day': (text: string) => text.replace('2026-01-31', '2026-02-31'),
  } as const;
  type Fault = keyof typeof FAULTS;
  const row = fc.record({
    partner,
    amount,
    fault: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Fault>('good') },
      { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(FAULTS) as Fault[])) },
    ),
  });

  it(
    'loses no good record and lists every bad one',
    async () => {
      let bad = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 1, maxLength: 12 }),
          fc.constantFrom('lines', 'array', 'pretty', 'list'),
          async (rows, layout) => {
            const wrong: number[] = [];
            const good: string[] = [];
            const texts = rows.map((each, i) => {
              const record = {
                'Deal ID': `D${i}`,
                Partner: each.partner,
                Stage: 'Won',
                'Create Date': '2026-01-31',
                Amount: each.amount / 100,
              };
              const text = layout === 'pretty' ? JSON.stringify(record, null, 2) : JSON.stringify(record);
              // A first record that is broken leaves nothing to tell the columns' place by.
              const fault = i === 0 ? null : FAULTS[each.fault];
              if (!fault) {
                good.push(`D${i}`);
                return text;
              }
              wrong.push(i + 1);
              return fault(text);
            });
            const file =
              layout === 'lines'
                ? fileOf('deals.ndjson', texts.join('\n'))
                : fileOf(
                    'deals.json',
                    layout === 'list'
                      ? `{"total":1,"records":[\n${texts.join(',\n')}\n]}`
                      : `[\n${layout === 'pretty' ? texts.join(',\n').replace(/^/gm, '  ') : texts.join(',\n')}\n]`,
                  );
            const result = await imported(file, []);
            expect(result.stored).toEqual(good);
            expect(result.rejected).toEqual(wrong);
            bad += wrong.length;
          },
        ),
        { numRuns: RUNS },
      );
      expect(bad).toBeGreaterThan(RUNS / 4);
    },
    TIMEOUT,
  );
});

/** Imports whatever a file holds, as the worker does; an error has to be one in words, about the file. */
async function survives(file: ByteSource): Promise<void> {
  const inWords = (error: unknown) => {
    if (!(error instanceof Error) || error.constructor !== Error || error.message.length < 10) throw error;
  };
  let parts: Awaited<ReturnType<typeof partsOf>>;
  try {
    parts = await partsOf(file);
  } catch (error) {
    inWords(error);
    return;
  }
  for (const { path, problem } of parts) {
    if (problem) continue;
    try {
      const source = await openPart(file, path);
      const analysis = await analyseFile(source);
      expect(analysis.columns).toHaveLength(analysis.headers.length);
      expect(analysis.badShape).toBeLessThanOrEqual(analysis.rows);
    } catch (error) {
      inWords(error);
    }
  }
}

describe('bytes that nobody meant', () => {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('flip', 'cut', 'drop', 'repeat', 'zero', 'end'),
    value: fc.integer({ min: 1, max: 255 }),
  });

  function spoilt(
    bytes: Uint8Array,
    changes: readonly { at: number; kind: string; value: number }[],
  ): Uint8Array {
    let out = bytes.slice();
    for (const { at, kind, value } of changes) {
      const place = Math.floor(at * out.length);
      if (kind === 'flip') out[place]! ^= value;
      else if (kind === 'zero') out.fill(0, place, place + value);
      else if (kind === 'end') out = out.slice(0, place);
      else if (kind === 'repeat')
        out = new Uint8Array([
          ...out.subarray(0, place),
          ...out.subarray(place, place + value),
          ...out.subarray(place),
        ]);
      else
        out = new Uint8Array([
          ...out.subarray(0, place),
          ...out.subarray(place + (kind === 'cut' ? value : 1)),
        ]);
    }
    return out;
  }

  const csv = `${HEADER.join(',')}\nD1,"Müller, KG",Won,2026-01-01,1.5\nD2,Nordwind,Lost,2026-01-02,2\n`;
  const json = `[{"Deal ID":"D1","Partner":{"name":"N","tags":["a","b"]},"Amount":1.5},\n{"Deal ID":"D2","Amount":12345678901234567890}]`;

  it(
    'never crash the importer',
    async () => {
      const parts = workbookParts(
        [
          {
            name: 'Deals',
            rows: textRow(1, ...HEADER) + textRow(2, 'D1', 'N', 'Won', '2026-01-01', '1'),
            tail: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
          },
          {
            name: 'More',
            rows: `${textRow(1, 'A', '', 'B')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>45000.5</v></c></row>`,
          },
        ],
        { strings: '<si><t>one</t></si>', styles: [0, 22] },
      );
      const packed = await zip(parts);
      const stored = await zip(parts, { level: 0 });
      const archive = await zip({ 'a.csv': csv, 'b.json': json, 'c.xlsx': packed });
      const utf16 = new Uint8Array(
        new Uint16Array([0xfeff, ...[...json].map((char) => char.charCodeAt(0))]).buffer,
      );
      const seeds = [
        packed,
        stored,
        stored,
        archive,
        new TextEncoder().encode(csv),
        new TextEncoder().encode(json),
        utf16,
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: seeds.length - 1 }),
          fc.array(change, { minLength: 1, maxLength: 6 }),
          async (seed, changes) => {
            await survives(fileOf('file.bin', spoilt(seeds[seed]!, changes)));
          },
        ),
        { numRuns: RUNS * 2 },
      );
    },
    TIMEOUT,
  );

  it(
    'nor do XML and JSON that are shuffled',
    async () => {
      const pieces = [
        '<row r="2">',
        '</row>',
        '<c r="A1" t="s">',
        '<c/>',
        '<v>',
        '</v>',
        '</c>',
        '1',
        '<is><t>',
        '</t></is>',
        '&#x110000;',
        '&amp;',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        'r="',
        '\0',
        '\ud800',
        '<f>',
        '</sheetData>',
        '<c r="XFE1"><v>1</v></c>',
      ];
      const tokens = [
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '\\',
        '\n',
        '1',
        'null',
        '"a"',
        '"a":',
        '\\u12',
        '\ud800',
        '\0',
        '1e999',
        '-',
        '{"a":1}',
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((all) => ({ xml: all.join('') })),
            fc.array(fc.constantFrom(...tokens), { maxLength: 40 }).map((all) => ({ json: all.join('') })),
          ),
          async (content) => {
            if ('json' in content) return survives(fileOf('x.json', content.json));
            const parts = workbookParts([{ name: 'S', rows: textRow(1, 'A', 'B') + content.xml }]);
            return survives(fileOf('x.xlsx', await zip(parts, { level: 0 })));
          },
        ),
        { numRuns: RUNS * 2 },
      );
    },
    TIMEOUT,
  );

  it.each<[string, () => Promise<ByteSource> | ByteSource]>([
    [
      'a million columns',
      () => fileOf('wide.csv', `${'a,'.repeat(1_000_000)}a\n${'1,'.repeat(1_000_000)}1\n`),
    ],
    [
      'a million columns in JSON',
      () => fileOf('wide.json', `[{${Array.from({ length: 100_000 }, (_, i) => `"c${i}":1`).join(',')}}]`),
    ],
    ['a million brackets', () => fileOf('deep.json', '['.repeat(1_000_000))],
    ['a million braces', () => fileOf('deep.json', `[${'{"a":'.repeat(1_000_000)}`)],
    ['one endless string', () => fileOf('string.json', `[{"a":"${'x'.repeat(5_000_000)}`)],
    ['nothing but NUL', () => fileOf('nul.csv', new Uint8Array(100_000))],
    ['lone surrogates', () => fileOf('lone.json', '[{"a\\ud800":"\\udc00"},{"a\\ud800":"x"}]')],
    [
      'names of the prototype',
      () => fileOf('proto.json', '[{"__proto__":{"x":1},"constructor":2,"toString":"3"}]'),
    ],
    [
      'a cell in the last row alone',
      async () =>
        fileOf(
          'far.xlsx',
          await zip(
            workbookParts([
              {
                name: 'S',
                rows: `${textRow(1, 'A', 'B')}<row r="1048576"><c r="A1048576"><v>1</v></c></row>`,
              },
            ]),
          ),
        ),
    ],
  ])(
    'nor %s',
    async (_, make) => {
      await survives(await make());
    },
    TIMEOUT,
  );
});
