import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import type { ByteSource } from '@/lib/import/decode';
import { openPart, partsOf } from '@/lib/import/formats/open';
import { fileOf, RUNS, TIMEOUT, textRow, workbookParts, zip } from './fixtures';

const HEADER = ['Deal ID', 'Partner', 'Stage', 'Create Date', 'Amount'];

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
