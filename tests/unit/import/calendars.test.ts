import { describe, expect, it } from 'vitest';
import { isoDay } from '@/lib/facts/time';
import { analyseCsv, convertCsv } from '@/lib/import/convert';
import { DateTally, detectDate } from '@/lib/import/date-tally';
import { CONTEXT, readable } from './fixtures';

/** What a column of these cells is taken for, and the days that are stored; null for a bad cell. */
async function column(...cells: string[]) {
  const lines = cells.map((cell, i) => `D${i},Nordwind,Won,"${cell}"`);
  const text = ['Deal ID,Partner,Stage,Close Date', ...lines].join('\n');
  const { proposal, analysis } = await analyseCsv(text, CONTEXT);
  const result = await convertCsv(text, { ...CONTEXT, mapping: proposal.mapping });
  const rows = readable(result.chunks, result.dictionaries);
  const { evidence, ambiguous, options, format } = analysis.columns[3]!.date;
  return {
    days: cells.map((_, i) => rows.find(({ deal }) => deal === `D${i}`)?.closed ?? null),
    asked: proposal.questions.map(({ kind }) => kind),
    evidence,
    ambiguous,
    options,
    order: format.order,
  };
}

describe('years of eras', () => {
  it.each([
    ['令和6年5月1日', '2024-05-01'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['令和６年１２月３１日', '2024-12-31'],
    ['R6.5.1', '2024-05-01'],
    ['R06/05/01', '2024-05-01'],
    ['H31-4-30', '2019-04-30'],
    ['令6.5.1', '2024-05-01'],
    ['R6年5月1日', '2024-05-01'],
    ['民國113年5月1日', '2024-05-01'],
    ['令和0年5月1日', null],
    ['R6.13.1', null],
    ['X6.5.1', null],
  ])('%s is %s', async (cell, day) => {
    const { days, evidence } = await column(cell, '令和5年1月2日');
    expect(days).toEqual([day, '2023-01-02']);
    expect(evidence).toContain(day === null ? '令和5年1月2日 is 2023-01-02' : `${cell} is ${day}`);
  });
});

describe('years of the Buddhist era', () => {
  it.each([
    ['01/05/2567', '31/12/2566', '2024-05-01', '2023-12-31'],
    ['2567-05-01', '2566-12-31 10:00', '2024-05-01', '2023-12-31'],
    ['25670501', '25661231', '2024-05-01', '2023-12-31'],
    // The leap day of 2024.
    ['29/02/2567', '31/12/2024', '2024-02-29', '2024-12-31'],
  ])('%s and %s', async (first, second, one, two) => {
    const { days, evidence, asked } = await column(first, second);
    expect({ days, asked }).toEqual({ days: [one, two], asked: [] });
    expect(evidence).toContain(`years of the Buddhist era, e.g. ${first} is ${one}`);
  });

  it('leave the order of day and month open where both fit', async () => {
    const { asked, evidence } = await column('01/05/2567', '02/06/2567');
    expect(asked).toEqual(['date-order']);
    expect(evidence).toContain('e.g. 01/05/2567');
  });

  it('are none where a number is no date', async () => {
    const tally = new DateTally();
    for (const cell of ['2567', '2500', 'Model 2567']) tally.add(cell);
    expect(tally.buddhist).toBe(0);
  });

  it('are told of a column with more values than are kept', async () => {
    const cells = Array.from({ length: 3000 }, (_, i) =>
      isoDay(19_000 + i).replace(/^\d+/, (year) => String(Number(year) + 543)),
    );
    const { days, evidence } = await column(...cells);
    expect(days).toEqual(Array.from({ length: 3000 }, (_, i) => isoDay(19_000 + i)));
    expect(evidence).toContain('Buddhist');
  });
});

describe('years of two digits', () => {
  it('stand first where the first parts lie close together and the last ones do not', async () => {
    const { days, order, evidence, asked } = await column('24/12/31', '24/05/01', '23/11/30');
    expect({ days, order, asked }).toEqual({
      days: ['2024-12-31', '2024-05-01', '2023-11-30'],
      order: 'yymd',
      asked: [],
    });
    expect(evidence).toContain('year first, with two digits: the first parts lie within 2 years');
  });

  it('stand first where nothing else fits', async () => {
    const { days, evidence } = await column('99/12/31', '98/11/30');
    expect(days).toEqual(['1999-12-31', '1998-11-30']);
    expect(evidence).toContain('2 of 2 cells fit only that');
  });

  it('stand last where the last parts lie close together', async () => {
    expect(await column('31/12/24', '01/05/24', '17/08/23')).toMatchObject({
      days: ['2024-12-31', '2024-05-01', '2023-08-17'],
      order: 'dmy',
      asked: [],
    });
    expect((await column('31.12.24', '01.05.24')).order).toBe('dmy');
  });

  it('are asked for where either may be', async () => {
    const perhaps = await column('24/05/01', '24/06/05', '24/07/08');
    expect(perhaps).toMatchObject({ asked: ['date-order'], options: ['dmy', 'yymd'] });
    expect(perhaps.evidence).toContain('which part is the year?');
    expect(await column('01/02/03', '04/05/06')).toMatchObject({
      asked: ['date-order'],
      options: ['dmy', 'mdy', 'yymd'],
    });
  });

  it('say of which century they are taken where that is not plain', async () => {
    const { days, evidence } = await column('31/12/67', '01/05/67');
    expect(days).toEqual(['2067-12-31', '2067-05-01']);
    expect(evidence).toContain('years below 70 are of this century: 31/12/67 is 2067-12-31');
    const tally = new DateTally();
    for (const cell of ['31/12/24', '01/05/24']) tally.add(cell);
    expect(detectDate(tally).evidence).not.toContain('century');
  });
});
