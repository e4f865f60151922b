import { minorDigits } from '../facts/currency';
import type { Unit } from './types';

/**
 * Numbers as people read them. Shares arrive as fractions, money in minor units, `per1000` already per 1,000,
 * minutes and hours as they are. Number and unit are joined by a no-break space (U+00A0).
 */

/** Stands for a value that was not measured; never 0. */
export const NO_VALUE = '–';
const NBSP = '\u00a0';
const MINUS = '\u2212';

/** A written number as it is shown: with a minus (U+2212) as wide as a plus, not the hyphen that programs write. */
export function withMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}

/** The same for a file or the clipboard, where programs read it: with the hyphen. */
export function withHyphen(text: string): string {
  return text.replaceAll(MINUS, '-');
}

/** A share in whole per cent: 0.155 -> `16 %`. */
export function wholePercent(share: number): string {
  return `${Math.round(share * 100)}${NBSP}%`;
}

interface Parts {
  number: string;
  suffix: string;
  /** Text in which number and unit cannot be told apart (money). */
  whole?: string;
}

// Building an Intl formatter costs far more than using one.
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}

function decimals(value: number, locale: string, digits: number): string {
  // Adding 0 turns -0 into 0.
  return formatter(locale, { maximumFractionDigits: digits }).format(value + 0);
}

/** At most one decimal, but never a non-zero value shown as 0. */
function plain(value: number, locale: string, extra: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 1) return formatter(locale, { maximumSignificantDigits: 2 + extra }).format(value);
  return decimals(value, locale, (size < 1000 ? 1 : 0) + extra);
}

/** One digit is enough of a difference that is next to nothing: "−0.08 points". */
function points(value: number, locale: string, extra: number): string {
  const size = Math.abs(value);
  return size > 0 && size < 0.1
    ? formatter(locale, { maximumSignificantDigits: 1 + extra }).format(value)
    : plain(value, locale, extra);
}

function percent(fraction: number, locale: string, extra: number): string {
  const value = fraction * 100;
  // 99.97 % is not 100 %: something failed.
  if (extra === 0 && Math.abs(value) > 99.9 && Math.abs(value) < 100)
    return formatter(locale, { maximumFractionDigits: 2, roundingMode: 'trunc' }).format(value);
  // 0.31 * 100 is 31.000000000000004
  return plain(Number(value.toPrecision(12)), locale, extra);
}

function money(minor: number, currency: string | undefined, locale: string, extra: number): string {
  const major = minor / 10 ** minorDigits(currency) + 0;
  const size = Math.abs(major);
  const shape: Intl.NumberFormatOptions =
    size >= 1e6
      ? { notation: 'compact', maximumSignificantDigits: 3 + extra }
      : (size >= 1000 || size === 0) && extra === 0
        ? { maximumFractionDigits: 0 }
        : {};
  if (!currency) return formatter(locale, size >= 1000 ? shape : { maximumFractionDigits: 2 }).format(major);
  try {
    return formatter(locale, { style: 'currency', currency, ...shape }).format(major);
  } catch {
    return `${formatter(locale, shape).format(major)}${NBSP}${currency}`;
  }
}

/** "52 days" in the locale's own words. */
function worded(value: number, unit: 'day' | 'month', locale: string, extra: number): Parts {
  const parts = formatter(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: (Math.abs(value) < 1000 ? 1 : 0) + extra,
  }).formatToParts(value + 0);
  const at = parts.findIndex((part) => part.type === 'unit');
  const word = parts[at]?.value ?? '';
  // A locale that writes the unit first keeps its order.
  if (at === 0) return { number: '', suffix: '', whole: parts.map((part) => part.value).join('') };
  const number = parts
    .filter((part) => part.type !== 'unit' && part.type !== 'literal')
    .map((part) => part.value)
    .join('');
  return { number, suffix: `${NBSP}${word}` };
}

function toParts(
  value: number,
  unit: Unit,
  currency: string | undefined,
  locale: string,
  extra: number,
): Parts {
  switch (unit) {
    case 'percent':
      return { number: percent(value, locale, extra), suffix: `${NBSP}%` };
    case 'currency':
      return { number: '', suffix: '', whole: money(value, currency, locale, extra) };
    case 'ratio': {
      const size = Math.abs(value);
      return {
        number: size < 10 ? decimals(value, locale, (size < 2 ? 2 : 1) + extra) : plain(value, locale, extra),
        suffix: '×',
      };
    }
    case 'days':
      return worded(value, 'day', locale, extra);
    case 'months':
      return worded(value, 'month', locale, extra);
    case 'hours':
      return { number: plain(value, locale, extra), suffix: `${NBSP}h` };
    case 'minutes':
      return Math.abs(value) >= 120
        ? { number: plain(value / 60, locale, extra), suffix: `${NBSP}h` }
        : { number: plain(value, locale, extra), suffix: `${NBSP}min` };
    case 'per1000':
      return { number: plain(value, locale, extra), suffix: `${NBSP}per${NBSP}1,000` };
    case 'points':
      return {
        number: points(value, locale, extra),
        suffix: Math.abs(value) === 1 ? `${NBSP}point` : `${NBSP}points`,
      };
    case 'score':
      return { number: plain(value, locale, extra), suffix: '' };
    case 'count':
      return { number: plain(value, locale, extra), suffix: '' };
  }
}

/** The number alone, for a unit that is said once for two; undefined where the two cannot be parted. */
const numberOf = ({ whole, number }: Parts): string | undefined =>
  whole === undefined ? withMinus(number) : undefined;
const join = ({ whole, number, suffix }: Parts): string => withMinus(whole ?? number + suffix);
const usable = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/**
 * A KPI's value with its unit: "36 %", "€48,000", "3.6×", "52 days", "24 h", "12.5 per 1,000", "45 points".
 * @param value in the KPI's own unit (fractions, minor units); null or a non-number gives an en dash
 * @param currency ISO 4217 code, for `currency`
 */
export function formatValue(
  value: number | null | undefined,
  unit: Unit,
  currency?: string,
  locale = 'en',
): string {
  return usable(value) ? join(toParts(value, unit, currency, locale, 0)) : NO_VALUE;
}

/**
 * An interval with its unit once: "24.1 – 49.9 %", "−1 to −0.2 points". An open end reads "≥ 24 days" or "≤ 24 days";
 * no interval at all gives an empty string (a plain total has no sampling error).
 */
export function formatInterval(
  low: number | null | undefined,
  high: number | null | undefined,
  unit: Unit,
  currency?: string,
  locale = 'en',
): string {
  const hasLow = usable(low);
  const hasHigh = usable(high);
  if (hasLow && hasHigh) {
    const from = toParts(low, unit, currency, locale, 0);
    const to = toParts(high, unit, currency, locale, 0);
    // "1 point" and "3 points" are one unit; minutes and hours are not.
    const same = from.suffix === to.suffix || unit === 'points' || unit === 'days' || unit === 'months';
    const numbers = [numberOf(from), numberOf(to)];
    const shared = same && !numbers.includes(undefined);
    // A dash between would be read as a minus of what follows.
    const dash = high < 0 ? 'to' : '–';
    return shared ? `${numbers[0]} ${dash} ${numbers[1]}${to.suffix}` : `${join(from)} ${dash} ${join(to)}`;
  }
  if (hasLow) return `≥ ${formatValue(low, unit, currency, locale)}`;
  if (hasHigh) return `≤ ${formatValue(high, unit, currency, locale)}`;
  return '';
}

/**
 * A value and what it is compared with, with as many digits as it takes to tell them apart:
 * 0.1504 against 0.15 gives "15.04 %" and "15 %", not "15 %" twice.
 */
export function formatAgainst(
  value: number,
  other: number,
  unit: Unit,
  currency?: string,
  locale = 'en',
): [string, string] {
  for (let extra = 0; ; extra++) {
    const a = join(toParts(value, unit, currency, locale, extra));
    const b = join(toParts(other, unit, currency, locale, extra));
    if (a !== b || value === other || extra === 4) return [a, b];
  }
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Counts up to ten in words ("two"), larger ones in figures; for running text. */
export function countInWords(count: number, locale = 'en'): string {
  return WORDS[count] ?? decimals(count, locale, 0);
}

/** "1 deal", "31 deals": an English count with its noun. */
export function plural(count: number, one: string, many = `${one}s`, locale = 'en'): string {
  return `${decimals(count, locale, 0)} ${count === 1 ? one : many}`;
}
