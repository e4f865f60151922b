import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { bytesSource } from '@/lib/import/decode';
import type { Mapping } from '@/lib/import/mapping';
import { EMPTY_STATE, importFacts } from '@/lib/import/pipeline';
import { propose } from '@/lib/import/propose';
import { rejectsCsv } from '@/lib/import/rejects';
import { CsvScanner } from '@/lib/import/scan';
import { CONTEXT } from './fixtures';

const encoder = new TextEncoder();
/** Small chunks, so that short files cross their ends too. */
const OPTIONS = { ...CONTEXT, chunkRows: 4 };

/** Ways to spoil a row of Deal ID, Partner, Stage, Created, Amount; null leaves it good. */
const SPOILERS = {
  good: null,
  short: (cells: string[]) => cells.slice(0, 3),
  long: (cells: string[]) => [...cells, 'surplus'],
  'no id': (cells: string[]) => ['', ...cells.slice(1)],
  date: (cells: string[]) => [...cells.slice(0, 3), '2026-02-30', cells[4]!],
  amount: (cells: string[]) => [...cells.slice(0, 4), '1,2,3.'],
  quote: (cells: string[]) => [cells[0]!, `"${cells[1]}`, ...cells.slice(2)],
  'behind quote': (cells: string[]) => [cells[0]!, `"${cells[1]}" x`, ...cells.slice(2)],
} as const;
type Spoiler = keyof typeof SPOILERS;

const partner = fc.constantFrom(
  'Nordwind',
  'Müller & Söhne',
  'A, B; C',
  'say "hi"',
  'two\nlines',
  ' padded ',
  '日本',
);
const row = fc.record({
  partner,
  stage: fc.constantFrom('Won', 'Lost', 'Open'),
  amount: fc.integer({ min: -1e9, max: 1e9 }),
  quoteAll: fc.boolean(),
  spoiler: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Spoiler>('good') },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(SPOILERS) as Spoiler[])) },
  ),
});

function encode(text: string, encoding: 'utf-8' | 'utf-8 mark' | 'utf-16le'): Uint8Array {
  if (encoding === 'utf-8') return encoder.encode(text);
  if (encoding === 'utf-8 mark') return encoder.encode(`\ufeff${text}`);
  const out = new Uint8Array(text.length * 2 + 2);
  const view = new DataView(out.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), true);
  return out;
}

const HEADER = ['Deal ID', 'Partner', 'Stage', 'Create Date', 'Amount'];

async function tidyMapping(): Promise<Mapping> {
  const text = `${HEADER.join(',')}\nD,N,Won,2026-01-01,1.50\n`;
  const analysis = await analyseFile(bytesSource('deals.csv', encoder.encode(text)));
  return propose(analysis, CONTEXT).mapping;
}

describe('spoilt files', () => {
  it('lose no good row and list every bad one', async () => {
    const mapping = await tidyMapping();
    const file = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 14 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      lineEnd: fc.constantFrom('\n', '\r\n'),
      encoding: fc.constantFrom('utf-8', 'utf-8 mark', 'utf-16le'),
      lastLineEnd: fc.boolean(),
    });
    let bad = 0;
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, delimiter, lineEnd, encoding, lastLineEnd }) => {
        const write = (cell: string, all: boolean) =>
          all || /[",;|\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
        const expectedGood: string[] = [];
        const expectedBad: number[] = [];
        const lines = [HEADER.join(delimiter)];
        let number = 0;
        rows.forEach((r, i) => {
          number++;
          const plain = [`D${i}`, r.partner, r.stage, '2026-01-31', (r.amount / 100).toFixed(2)];
          const spoil = SPOILERS[r.spoiler];
          if (!spoil) {
            expectedGood.push(`D${i}`);
            lines.push(plain.map((cell) => write(cell, r.quoteAll)).join(delimiter));
            return;
          }
          expectedBad.push(number);
          // Broken quotes are written raw, around a plain name; the other faults in well-formed rows.
          const raw = r.spoiler === 'quote' || r.spoiler === 'behind quote';
          const cells = spoil(raw ? [plain[0]!, 'Nordwind', ...plain.slice(2)] : plain);
          lines.push(cells.map((cell) => (raw ? cell : write(cell, r.quoteAll))).join(delimiter));
        });
        const text = lines.join(lineEnd) + (lastLineEnd ? lineEnd : '');
        const source = bytesSource('deals.csv', encode(text, encoding));
        const { format } = await analyseFile(source);
        expect(format.delimiter).toBe(delimiter);
        const result = await importFacts([{ source, format }], mapping, EMPTY_STATE, OPTIONS);
        const deals = result.runs.find(({ domain }) => domain === 'deal')?.text.split('\0') ?? [];
        const stored = result.chunks.flatMap((chunk) =>
          [...chunk.columns.deal!].map((code) => deals[code - 1]),
        );
        expect(stored).toEqual(expectedGood);
        expect([...new Set(result.rejects.map((reject) => reject.row))]).toEqual(expectedBad);
        expect(result.rejected).toBe(expectedBad.length);
        expect(result.rowsRead).toBe(rows.length);
        bad += expectedBad.length;
      }),
      { numRuns: 4000 },
    );
    expect(bad).toBeGreaterThan(1000);
  });

  it('of any bytes at all never crash, and every record is accounted for', async () => {
    const nasty = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(
          fc.constantFrom('"', ',', ';', '\n', '\r', '\t', '\0', 'a', '1', '.', '-', '\ufeff', '€', ' ', '='),
          {
            maxLength: 120,
          },
        )
        .map((parts) => encoder.encode(parts.join(''))),
    );
    const mapping = await tidyMapping();
    await fc.assert(
      fc.asyncProperty(nasty, async (tail) => {
        const head = encoder.encode(`${HEADER.join(',')}\nD0,N,Won,2026-01-01,1\n`);
        const bytes = new Uint8Array(head.length + tail.length);
        bytes.set(head);
        bytes.set(tail, head.length);
        const source = bytesSource('nasty.csv', bytes);
        const analysis = await analyseFile(source);
        const format = { ...analysis.format, delimiter: ',', newline: '\n' as const, skip: 0 };
        if (format.encoding.startsWith('utf-16')) return;
        const result = await importFacts([{ source, format }], mapping, EMPTY_STATE, OPTIONS);
        expect(result.rowsRead).toBe(result.added + result.changed + result.unchanged + result.rejected);
        expect(result.added).toBeGreaterThanOrEqual(1);
        for (const { row: number, reason } of result.rejects) {
          expect(number).toBeGreaterThan(1);
          expect(reason).not.toBe('');
        }
        for (const { text } of result.runs)
          expect(text.split('\0').every((value) => value !== '')).toBe(true);
      }),
      { numRuns: 4000 },
    );
  });

  it('of any bytes can be looked at and proposed a mapping for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        try {
          const analysis = await analyseFile(bytesSource('any.csv', bytes));
          propose(analysis, CONTEXT);
        } catch (error) {
          // Only what a person can act on.
          expect((error as Error).message).toMatch(/is empty|header of/);
        }
      }),
      { numRuns: 2500 },
    );
  });
});

describe('the list of bad rows', () => {
  const reject = (value: string) => ({
    file: 'a.csv',
    row: 2,
    column: 'Amount',
    value,
    reason: 'is not a number',
  });

  it('cannot become formulas and reads back', () => {
    const values = ['=1+1', '+49 30', '-5', '@x', '\tx', 'a,b', 'say "hi"', 'two\nlines', 'plain'];
    const csv = rejectsCsv(values.map(reject));
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    const scanner = new CsvScanner(',');
    scanner.push(encoder.encode(csv.slice(1)), true);
    scanner.next();
    expect(scanner.row()).toEqual(['File', 'Row', 'Column', 'Value', 'Reason']);
    const read: string[] = [];
    while (scanner.next()) read.push(scanner.cell(3));
    expect(read).toEqual(["'=1+1", "'+49 30", '-5', "'@x", "'\tx", 'a,b', 'say "hi"', 'two\nlines', 'plain']);
  });
});
