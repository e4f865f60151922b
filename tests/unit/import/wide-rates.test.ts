import { describe, expect, it } from 'vitest';
import { analyseFile } from '@/lib/import/analyse';
import { textSource } from '@/lib/import/decode';
import { guessTables } from '@/lib/import/headers';
import { importFacts, type TableState } from '@/lib/import/pipeline';
import { preview } from '@/lib/import/preview';
import { propose } from '@/lib/import/propose';
import { CONTEXT, counts, readable } from './fixtures';

const EMPTY: TableState = { dictionaries: {}, chunks: [], lastId: 0 };

async function read(text: string, name = 'file.csv', context = CONTEXT, from?: string) {
  const source = textSource(name, text);
  const analysis = await analyseFile(source);
  const { mapping, questions, notes, tables } = propose(analysis, context);
  if (from) mapping.constants.from = from;
  const run = () => importFacts([{ source, format: analysis.format }], mapping, EMPTY, context);
  return { analysis, mapping, questions, notes, table: tables[0]!.table, run };
}

/** Rows as `day from to rate`, in the order of day and currency. */
function lines(result: Awaited<ReturnType<typeof importFacts>>): string[] {
  const dictionaries = Object.fromEntries(
    result.runs.map(({ domain, text }) => [domain, { values: ['', ...text.split('\0')] }]),
  );
  return readable(result.chunks, dictionaries)
    .map(({ day, from, to, rate }) => `${day} ${from} ${to} ${rate}`)
    .sort();
}

/** The European Central Bank's file: blanks after commas, a comma at the end, N/A for currencies that are gone. */
const ECB = `Date, USD, JPY, BGN, CYP, KRW,
2026-03-04,1.0823,163.45,1.9558,N/A,1571.20,
2026-03-03,1.0801,162.9,1.9558,N/A,,
`;

describe('rates with a column for each currency', () => {
  it('become a row for each day and currency, in units for one euro', async () => {
    const { table, questions, notes, run } = await read(ECB, 'eurofxref-hist.csv');
    expect(table).toBe('rates');
    expect(questions).toEqual([]);
    expect(notes[0]).toBe('Each column is a currency: its cells are read as units of it for one EUR.');
    const result = await run();
    expect(lines(result)).toEqual([
      '2026-03-03 EUR BGN 1.9558',
      '2026-03-03 EUR JPY 162.9',
      '2026-03-03 EUR USD 1.0801',
      '2026-03-04 EUR BGN 1.9558',
      '2026-03-04 EUR JPY 163.45',
      '2026-03-04 EUR KRW 1571.2',
      '2026-03-04 EUR USD 1.0823',
    ]);
    // Two rows of the file made seven; empty cells are no bad rows.
    expect(counts(result)).toEqual([2, 7, 0, 0, 0]);
    expect(result.chunks.flatMap(({ sourceRow }) => [...sourceRow]).sort()).toEqual([1, 1, 1, 1, 2, 2, 2]);
  });

  it('list a bad cell and a bad day once, and keep the rest', async () => {
    const { run } = await read('Date,USD,GBP\n2026-03-04,1.1,x1\nnever,1.2,0.9\n2026-03-05,1.3,0.8\n');
    const result = await run();
    expect(lines(result)).toEqual([
      '2026-03-04 EUR USD 1.1',
      '2026-03-05 EUR GBP 0.8',
      '2026-03-05 EUR USD 1.3',
    ]);
    expect(result.rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'Date', 'never'],
      [1, 'GBP', 'x1'],
    ]);
    expect(counts(result)).toEqual([3, 3, 0, 0, 2]);
  });

  it('a column of ones is the base; else it is asked for where every usual one has rates of its own', async () => {
    const ones = await read('Date,USD,EUR,GBP\n2026-03-04,1,0.9,0.8\n2026-03-05,1.00,0.91,0.81\n');
    expect(ones.mapping.constants).toEqual({ from: 'USD' });
    expect(lines(await ones.run())).toHaveLength(4);
    const asked = await read('Date,EUR,GBP\n2026-03-04,0.9,0.8\n', 'a.csv', CONTEXT, undefined);
    expect(asked.questions.map((question) => question.kind === 'required' && question.target)).toEqual([
      'from',
    ]);
    const own = await read('Date,EUR,GBP\n2026-03-04,0.9,0.8\n', 'a.csv', { ...CONTEXT, currency: 'USD' });
    expect(own.mapping.constants).toEqual({ from: 'USD' });
  });

  it('are shown as they will be kept', async () => {
    const { analysis, mapping } = await read(ECB);
    const { columns, rows } = await preview(analysis, mapping, CONTEXT);
    expect(columns.map(({ id }) => id).sort()).toEqual(['day', 'from', 'rate', 'to']);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('rates with a row for each day and pair', () => {
  it('of the ECB data portal', async () => {
    const { table, mapping, questions, run } = await read(
      'KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE\nEXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-03-04,1.0823\nEXR.D.JPY.EUR.SP00.A,D,JPY,EUR,SP00,A,2026-03-04,163.45\n',
    );
    expect([table, questions]).toEqual(['rates', []]);
    expect(mapping.constants).toEqual({});
    expect(lines(await run())).toEqual(['2026-03-04 EUR JPY 163.45', '2026-03-04 EUR USD 1.0823']);
  });

  it('of a plain table, in any letter case', async () => {
    const { table, run } = await read(
      'Date,From currency,To currency,Exchange rate\n2026-03-04,usd,eur,0.92\n2026-03-04,US$,XXQ,1\n',
    );
    expect(table).toBe('rates');
    const result = await run();
    expect(lines(result)).toEqual(['2026-03-04 USD EUR 0.92']);
    expect(result.rejects.map(({ reason }) => reason)).toEqual(['is no ISO 4217 currency code']);
  });

  it('are not mistaken for amounts', () => {
    expect(guessTables(['Date', 'Order', 'Amount', 'Currency'])[0]!.table).not.toBe('rates');
    expect(guessTables(['Date', 'USD', 'Partner'])[0]!.table).not.toBe('rates');
  });
});
