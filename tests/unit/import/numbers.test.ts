import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '@/lib/facts/currency';
import { currencyCode } from '@/lib/import/currency';
import { detectNumber, NumberTally, parseNumber, shifted } from '@/lib/import/numbers';

const value = (cell: string, decimal: '.' | ',') => {
  const parsed = parseNumber(cell, { decimal });
  return parsed ? Number(parsed.text) : null;
};

describe('parseNumber', () => {
  it.each([
    ['1234.5', '.', 1234.5],
    ['1,234,567.89', '.', 1234567.89],
    ['1.234.567,89', ',', 1234567.89],
    ['₹ 48,00,000.00', '.', 4800000],
    ['R$ 1.234,56', ',', 1234.56],
    ['48.000,00 €', ',', 48000],
    ['(1,234)', '.', -1234],
    ["1'234.50", '.', 1234.5],
    ['1 234,50', ',', 1234.5],
    ['1\u202f234,50\u00a0€', ',', 1234.5],
    ['$1,234,567', '.', 1234567],
    ['-$5.00', '.', -5],
    ['$-5.00', '.', -5],
    ['5.00-', '.', -5],
    ['−7', '.', -7],
    ['+7', '.', 7],
    ['USD 12.50', '.', 12.5],
    ['12,50 EUR', ',', 12.5],
    ['20%', '.', 20],
    ['1.2E+05', '.', 120000],
    ['.5', '.', 0.5],
    ['1.2k', '.', 1200],
    ['$1.25M', '.', 1_250_000],
    ['3,4 Mio. €', ',', 3_400_000],
    ['1,2 Tsd.', ',', 1200],
    ['2bn', '.', 2e9],
    ['(1.5k)', '.', -1500],
    ['5 MXN', '.', 5],
    ['100 KES', '.', 100],
    ['€(1,234.56)', '.', -1234.56],
    ['CHF 12.–', '.', 12],
    ["1'200.-", '.', 1200],
    ['12,- €', ',', 12],
    ['１，２３４．５０', '.', 1234.5],
    ['١٢٣٤٫٥', ',', 1234.5],
    ["'-12.50", '.', -12.5],
    ['0', '.', 0],
  ] as const)('%s', (cell, decimal, expected) => {
    expect(value(cell, decimal)).toBe(expected);
  });

  it.each([
    // Two digits behind a thousands sign are cents of somebody else's convention.
    ['1,23', '.'],
    ['1.23', ','],
    ['1,2345', '.'],
    ['12,34,56', '.'],
    ['1.2.3', '.'],
    ['12 EUR 50', '.'],
    ['CA-100000', '.'],
    ['Partner 5', '.'],
    ['1 2', '.'],
    ['030 12 34', '.'],
    ['1-2', '.'],
    ['--5', '.'],
    ['(-5)', '.'],
    ['€', '.'],
    ['', '.'],
    ['five', '.'],
    ['1.2x', '.'],
    ['k', '.'],
    ['12²', '.'],
  ] as const)('%s is no number with a decimal %s', (cell, decimal) => {
    expect(value(cell, decimal)).toBeNull();
  });

  it.each([
    ['1.5 Cr', '15000000'],
    ['48 Lakh', '4800000'],
    ['₹ 2.5 lakhs', '250000'],
    ['5 mil.', '5000'],
    ['5 mil', '5000'],
    ['5 mln.', '5000000'],
    ['120万円', '1200000'],
    ['1.5億', '150000000'],
    ['1.2k', '1200'],
    ['3.4 Mio. €', '3400000'],
  ])('knows the word for many behind %s', (cell, text) => {
    expect(parseNumber(cell, { decimal: '.' })?.text).toBe(text);
  });

  it('says which currency a cell names', () => {
    expect(parseNumber('R$ 1', { decimal: '.' })!.currency).toBe('R$');
    expect(parseNumber('1 kr.', { decimal: '.' })!.currency).toBe('kr.');
    expect(parseNumber('CHF 1', { decimal: '.' })!.currency).toBe('CHF');
    expect(parseNumber('1', { decimal: '.' })!.currency).toBe('');
  });

  it('reads what a browser formats, in every grouping', () => {
    const locales = ['en-US', 'de-DE', 'de-CH', 'fr-FR', 'en-IN', 'pt-BR', 'sv-SE', 'pl-PL'];
    const amount = fc.integer({ min: -1e11, max: 1e11 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(amount, fc.constantFrom(...locales), (n, locale) => {
        const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(n);
        const sample = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).format(1.5);
        expect(value(text, sample.includes(',') ? ',' : '.')).toBe(n);
      }),
      { numRuns: 2000 },
    );
  });

  it('shifts without the error of multiplying', () => {
    expect(shifted('19.99', 2)).toBe(1999);
    expect(shifted('1.005', 2)).toBe(100.5);
    expect(shifted('1e+21', 2)).toBe(1e23);
    expect(shifted('-0.1', -2)).toBe(-0.001);
  });
});

describe('detectNumber', () => {
  const detect = (cells: string[], share = false) => {
    const tally = new NumberTally();
    for (const cell of cells) tally.add(cell);
    return detectNumber(tally, share);
  };

  it.each([
    [['1.234,50', '12'], ',', false],
    [['1,234.50', '12'], '.', false],
    [['1.5', '1.234'], '.', false],
    [['1,5', '1,234'], ',', false],
    [['1.234.567', '1.234'], ',', false],
    [['0.123'], '.', false],
    [['1234,567'], ',', false],
    [['1.234', '5.678'], ',', true],
    [['1,234', '5,678'], '.', true],
    [['12', '34'], '.', false],
  ] as const)('%j has the decimal sign %s', (cells, decimal, ambiguous) => {
    expect(detect([...cells])).toMatchObject({ format: { decimal }, ambiguous });
  });

  it('says what a fraction is beside whole percentages', () => {
    expect(detect(['15%', '0.2', '20'], true)).toMatchObject({
      format: { percent: true },
      evidence: expect.stringContaining('percentages, since they go up to 20, so that 0.2 is 0.2 %'),
    });
    expect(detect(['15%', '0.2', '0.35'], true).format.percent).toBeUndefined();
    expect(detect(['15', '20'], true).evidence).toMatch(/go up to 20$/);
  });

  it('knows percentages by their size', () => {
    expect(detect(['0.2', '0.15'], true).format.percent).toBeUndefined();
    expect(detect(['20', '15', '0'], true).format.percent).toBe(true);
    expect(detect(['20%', '15%'], true).format.percent).toBeUndefined();
  });

  it('gathers currencies', () => {
    const tally = new NumberTally();
    for (const cell of ['$1', '$2', '€3', 'x']) tally.add(cell);
    expect([...tally.currencies]).toEqual([
      ['$', 2],
      ['€', 1],
    ]);
    expect(tally.share).toBe(0.75);
  });
});

describe('currencies', () => {
  it.each([
    ['€', 'EUR', 'EUR'],
    ['eur', 'USD', 'EUR'],
    ['$', 'EUR', 'USD'],
    ['$', 'CAD', 'CAD'],
    ['R$', 'EUR', 'BRL'],
    ['kr', 'EUR', null],
    ['kr', 'NOK', 'NOK'],
    ['zł', 'EUR', 'PLN'],
    ['XYZ', 'EUR', null],
  ])('%s in a %s workspace is %s', (symbol, workspace, code) => {
    expect(currencyCode(symbol, workspace)).toBe(code);
  });

  it('have minor units of their own', () => {
    expect([minorDigits('EUR'), minorDigits('JPY'), minorDigits('KWD'), minorDigits('???')]).toEqual([
      2, 0, 3, 2,
    ]);
  });
});
