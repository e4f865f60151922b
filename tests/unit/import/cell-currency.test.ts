import { describe, expect, it } from 'vitest';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { CONTEXT, readable } from './fixtures';

const HEADER = 'Order ID,Partner,Order Date,Sales';

/** Amounts and currencies of orders whose cells are these, as the proposal reads them. */
async function orders(header: string, cells: readonly string[], currency = CONTEXT.currency) {
  const lines = cells.map((cell, i) => `O${i},Nordwind,2026-01-31,${cell}`);
  const text = [header, ...lines].join('\n');
  const context = { ...CONTEXT, currency };
  const { analysis, proposal } = await analyseCsv(text, context);
  const result = await convertCsv(text, { ...context, mapping: proposal.mapping });
  return {
    analysis,
    proposal,
    rows: readable(result.chunks, result.dictionaries).map(({ order, deal, amount, currency: own }) => [
      order ?? deal,
      amount,
      own,
    ]),
    bad: result.rejects.map(({ row, column, reason }) => [row, column, reason]),
  };
}

describe('currencies named in the cells of amounts', () => {
  it('are those of their rows, with the decimal sign of each', async () => {
    const { rows, bad, proposal } = await orders(HEADER, [
      '"$1,200.50"',
      '"EUR 1.200,50"',
      '"1 200,50 €"',
      '"CHF 1\'200.50"',
      '¥1200',
      'KWD 1.234',
      '(£20.00)',
      '7',
    ]);
    expect(proposal.questions).toEqual([]);
    expect(rows).toEqual([
      ['O0', 120_050, 'USD'],
      ['O1', 120_050, 'EUR'],
      ['O2', 120_050, 'EUR'],
      ['O3', 120_050, 'CHF'],
      ['O4', 1_200, 'JPY'],
      ['O6', -2_000, 'GBP'],
      ['O7', 700, undefined],
    ]);
    // 1.234 may be thousands where the column has decimal commas too.
    expect(bad).toEqual([[6, 'Sales', expect.stringContaining('decimal points and decimal commas')]]);
    const [note] = proposal.notes.filter((each) => each.startsWith('Each row is in the currency'));
    expect(note).toContain('1 amount without one: those rows are in the workspace’s currency');
    expect(note).toContain('cell by cell');
  });

  it('keep to one decimal sign where all cells have it', async () => {
    const { rows, bad } = await orders(HEADER, ['$12.50', '€1.234', '"£1,234.56"']);
    expect(rows.map(([, amount, own]) => [amount, own])).toEqual([
      [1_250, 'USD'],
      [123.4, 'EUR'],
      [123_456, 'GBP'],
    ]);
    expect(bad).toEqual([]);
  });

  it('stay the file’s where they are one', async () => {
    const { proposal } = await orders(HEADER, ['$1.50', 'US$2.50', '3.50']);
    expect(proposal.mapping.constants).toEqual({ currency: 'USD' });
    expect(proposal.mapping.columns.map(({ target }) => target)).not.toContain('currency');
  });

  it('do not count beside a column of currencies', async () => {
    const { rows } = await orders(`${HEADER},Currency`, ['$1.50,CAD', '€2.50,EUR']);
    expect(rows).toEqual([
      ['O0', 150, 'CAD'],
      ['O1', 250, 'EUR'],
    ]);
  });

  it('are those of the workspace where several countries share them, else bad', async () => {
    const cells = ['100 kr', '$2', '€3'];
    expect((await orders(HEADER, cells, 'SEK')).rows).toEqual([
      ['O0', 10_000, 'SEK'],
      ['O1', 200, 'USD'],
      ['O2', 300, 'EUR'],
    ]);
    const { rows, bad } = await orders(HEADER, cells);
    expect(rows).toHaveLength(2);
    expect(bad).toEqual([[1, 'Sales', expect.stringContaining('"kr"')]]);
  });

  it('must agree within a row; the first amount that names one says it', async () => {
    const { rows, bad } = await orders(`${HEADER},Cost`, ['$10,$4', '€10,$4', '5,£2', '$7,3']);
    expect(rows).toEqual([
      ['O0', 1_000, 'USD'],
      ['O2', 500, 'GBP'],
      ['O3', 700, 'USD'],
    ]);
    expect(bad).toEqual([
      [2, 'Cost', expect.stringContaining('is in USD, but another amount of the row is in EUR')],
    ]);
  });

  it('are yen in a Japanese file', async () => {
    const { rows } = await orders('案件ID,パートナー,作成日,金額', ['￥1200', '"$1,200.50"']);
    expect(rows).toEqual([
      ['O0', 1_200, 'JPY'],
      ['O1', 120_050, 'USD'],
    ]);
  });
});
