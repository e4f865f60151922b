import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '@/lib/facts/currency';
import { countInWords, formatAgainst, formatInterval, formatValue, plural } from '@/lib/kpi/format';
import type { Unit } from '@/lib/kpi/types';

/** No-break spaces read as spaces. */
const read = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
const UNITS: Unit[] = [
  'percent',
  'currency',
  'count',
  'ratio',
  'days',
  'hours',
  'minutes',
  'months',
  'points',
  'score',
  'per1000',
];

describe('formatValue', () => {
  it.each<[number, Unit, string]>([
    [0.36, 'percent', '36 %'],
    [0.139, 'percent', '13.9 %'],
    [0.0095, 'percent', '0.95 %'],
    [0.000031, 'percent', '0.0031 %'],
    [0, 'percent', '0 %'],
    [-0, 'percent', '0 %'],
    [1, 'percent', '100 %'],
    [0.9997, 'percent', '99.97 %'],
    [0.99999, 'percent', '99.99 %'],
    [-0.04, 'percent', '−4 %'],
    [1.12, 'percent', '112 %'],
    [3.6, 'ratio', '3.6×'],
    [1.25, 'ratio', '1.25×'],
    [12.34, 'ratio', '12.3×'],
    [-0.077, 'points', '−0.08 points'],
    [0.0131, 'points', '0.01 points'],
    [0.25, 'points', '0.25 points'],
    [52, 'days', '52 days'],
    [1, 'days', '1 day'],
    [0.5, 'days', '0.5 days'],
    [12, 'months', '12 months'],
    [24, 'hours', '24 h'],
    [35, 'minutes', '35 min'],
    [1440, 'minutes', '24 h'],
    [12.54, 'per1000', '12.5 per 1,000'],
    [45, 'points', '45 points'],
    [1, 'points', '1 point'],
    [-12, 'points', '−12 points'],
    [78.26, 'score', '78.3'],
    [12_345, 'count', '12,345'],
    [12_345.6, 'count', '12,346'],
  ])('%d %s is %s', (value, unit, expected) => {
    expect(read(formatValue(value, unit))).toBe(expected);
  });

  it.each([
    [4_800_000, 'EUR', '€48,000'],
    [4_800_050, 'EUR', '€48,001'],
    [9999, 'EUR', '€99.99'],
    [123_456_789_00, 'USD', '$123M'],
    [123_456_789, 'USD', '$1.23M'],
    [48_000, 'JPY', '¥48,000'],
    [1_500_500, 'KWD', 'KWD 1,501'],
    [-250_000, 'GBP', '−£2,500'],
    [4_800_000, 'nonsense', '48,000 nonsense'],
    [4_812_345, undefined, '48,123'],
  ])('%d minor units of %s is %s', (value, currency, expected) => {
    expect(read(formatValue(value, 'currency', currency))).toBe(expected);
  });

  it('knows the minor units of a currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF', 'RSD', '??', undefined].map(minorDigits)).toEqual([
      2, 0, 3, 4, 2, 2, 2,
    ]);
  });

  it('writes numbers as the locale does', () => {
    expect(read(formatValue(0.139, 'percent', undefined, 'de'))).toBe('13,9 %');
    expect(read(formatValue(12_345, 'count', undefined, 'de'))).toBe('12.345');
    expect(read(formatValue(52, 'days', undefined, 'de'))).toBe('52 Tage');
    expect(read(formatValue(4_800_000, 'currency', 'EUR', 'de'))).toBe('48.000 €');
  });

  it('says nothing was measured rather than 0', () => {
    for (const unit of UNITS)
      for (const missing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
        expect(formatValue(missing, unit, 'EUR')).toBe('–');
  });

  it('never shows a non-zero value as 0, and never a non-number', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
        fc.constantFrom(...UNITS),
        (value, unit) => {
          const text = formatValue(value, unit, 'EUR');
          expect(text).not.toMatch(/NaN|∞|undefined/);
          if (unit === 'percent' && Math.abs(value) > 1e-15) expect(text).toMatch(/[1-9]/);
        },
      ),
    );
  });
});

describe('formatInterval', () => {
  it('names the unit once', () => {
    expect(read(formatInterval(0.241, 0.499, 'percent'))).toBe('24.1 – 49.9 %');
    expect(read(formatInterval(24, 52, 'days'))).toBe('24 – 52 days');
    expect(read(formatInterval(100_000, 250_000, 'currency', 'EUR'))).toBe('€1,000 – €2,500');
    expect(read(formatInterval(90, 180, 'minutes'))).toBe('90 min – 3 h');
    expect(read(formatInterval(-1, 0.2, 'points'))).toBe('−1 – 0.2 points');
    expect(read(formatInterval(1, 52, 'days'))).toBe('1 – 52 days');
    // No dash beside a minus.
    expect(read(formatInterval(-1, -0.2, 'points'))).toBe('−1 to −0.2 points');
    expect(read(formatInterval(0, 250_000, 'currency', 'EUR'))).toBe('€0 – €2,500');
  });

  it('leaves an end open', () => {
    expect(read(formatInterval(24, null, 'days'))).toBe('≥ 24 days');
    expect(read(formatInterval(null, 0.2, 'percent'))).toBe('≤ 20 %');
    expect(formatInterval(null, null, 'percent')).toBe('');
  });
});

describe('formatAgainst', () => {
  it('adds digits until the two differ', () => {
    expect(formatAgainst(0.31, 0.15, 'percent').map(read)).toEqual(['31 %', '15 %']);
    expect(formatAgainst(0.1504, 0.15, 'percent').map(read)).toEqual(['15.04 %', '15 %']);
    expect(formatAgainst(0.15, 0.15, 'percent').map(read)).toEqual(['15 %', '15 %']);
    expect(formatAgainst(4_800_050, 4_800_060, 'currency', 'EUR').map(read)).toEqual([
      '€48,000.50',
      '€48,000.60',
    ]);
    expect(formatAgainst(3.61, 3.62, 'ratio')).toEqual(['3.61×', '3.62×']);
  });
});

describe('counts', () => {
  it('are words up to ten, then figures', () => {
    expect([0, 1, 2, 10, 11, 1200].map((count) => countInWords(count))).toEqual([
      'no',
      'one',
      'two',
      'ten',
      '11',
      '1,200',
    ]);
  });

  it('agree with their noun', () => {
    expect([plural(1, 'deal'), plural(31, 'deal'), plural(0, 'reply', 'replies')]).toEqual([
      '1 deal',
      '31 deals',
      '0 replies',
    ]);
  });
});
