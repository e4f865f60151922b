import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import type { ByteSource } from '@/lib/import/decode';
import { openPart } from '@/lib/import/formats/open';
import type { Mapping } from '@/lib/import/mapping';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { CONTEXT } from '../fixtures';
import { fileOf, RUNS, TIMEOUT, textRow, workbookParts, zip } from './fixtures';

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
