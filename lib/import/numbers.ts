/** Numbers of exports: reading one cell in a known format, and finding the format of a whole column. */

import { isNothing } from './categories';
import { isCurrency } from './currency';
import { latinDigits } from './latin-digits';

export interface NumberFormat {
  /** The other of the two, blanks and apostrophes group thousands. */
  decimal: '.' | ',';
  /** Numbers without a percent sign are percentages too: 20 is 0.2. */
  percent?: boolean;
  /** No cell had a decimal sign: which one it is, is not known yet. */
  undecided?: true;
  /** Zeros that the header says the figures leave out: 3 where they are in thousands. */
  zeros?: 3 | 6;
  /** What is written below zero is meant above it: money that was given, as the giver's books have it. */
  negated?: true;
  /** Amounts of several countries: each cell has to tell its own decimal sign. */
  mixed?: true;
}

/** The format with a decimal sign that is known. */
export function withDecimal(
  { undecided: _, mixed: __, ...format }: NumberFormat,
  decimal: '.' | ',',
): NumberFormat {
  return { ...format, decimal };
}

export interface ParsedNumber {
  /** Plain decimal notation, e.g. `-1234.5`; exact, unlike the number it stands for. */
  text: string;
  /** The cell has a percent sign. */
  percent: boolean;
  /** Currency symbol or code as written; '' when there is none. */
  currency: string;
}

/** No number has more characters; looking for one in a text of a megabyte takes as long as reading the file a thousand times. */
const LONGEST_NUMBER = 500;
const BLANKS = /[\s\u00a0\u2007\u2009\u202f]/g;
/** Blanks and apostrophes between digits group thousands, whatever the decimal sign is. */
const GROUPING = /(?<=\d)[\s\u00a0\u2007\u2009\u202f'’ʼ`](?=\d)/g;
const GROUP = "'";
const MINUS = /^[-−–]|[-−–]$/;
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d{1,3}$/i;
/** A symbol, a code, or both, such as `R$`, `US$`, `kr.` or `CHF`. */
const CURRENCY = /\p{L}{0,3}\.?\p{Sc}|\p{Sc}\p{L}{0,3}|\p{L}{1,4}\.?/gu;

/** Zeros, and the words that stand for them. */
const MULTIPLES: readonly [number, string][] = [
  [3, 'k|tsd|tys|mil\\b'],
  [4, '[万萬만]'],
  [5, 'lakhs?|lacs?'],
  [6, 'm|mn|mio|mln'],
  [7, 'cr|crores?'],
  [8, '[億亿억]'],
  [9, 'b|bn|mrd|mld'],
];
/** Such a word behind a figure, before its currency if it has one: "1.2k", "3,4 Mio. €". */
const MULTIPLIER = new RegExp(
  `(?<=\\d)(?:${MULTIPLES.map(([, words]) => `(${words})`).join('|')})\\.?(?=$|\\p{Sc}|[A-Z]{3}$|[円元원]|%|\\))`,
  'iu',
);
/** A dash for no cents, as in "12.–" and "1'200.-". */
const NO_CENTS = /(?<=\d)[.,][-–—]{1,2}(?=$|[^\d])/;

interface Bare {
  digits: string;
  /** Zeros behind the figure that a word stands for. */
  zeros: number;
  negative: boolean;
  percent: boolean;
  currency: string;
}

/** Takes sign, currency and percent off; null when what is left is not digits and separators. */
function strip(cell: string): Bare | null {
  let text = latinDigits(cell)
    .replace(/^'(?=[-−–+(\d])/, '')
    .replace(GROUPING, GROUP)
    .replace(BLANKS, '')
    .replace(NO_CENTS, '');
  let zeros = 0;
  text = text.replace(MULTIPLIER, (_, ...groups) => {
    [zeros] = MULTIPLES[groups.findIndex((word) => word !== undefined)]!;
    return '';
  });
  let negative = false;
  const unbracket = () => {
    if (negative || !/^\(.*\)$/.test(text)) return;
    negative = true;
    text = text.slice(1, -1);
  };
  unbracket();
  const currencies = text.match(CURRENCY);
  if (currencies && currencies.length > 1) return null;
  const currency = currencies?.[0] ?? '';
  if (currency) {
    if (!isCurrency(currency)) return null;
    const at = text.indexOf(currency);
    const rest = text.slice(0, at) + text.slice(at + currency.length);
    // A symbol inside the number is no number: "12 EUR 50".
    if (at > 0 && at + currency.length < text.length && !/^[-−–+]$/.test(text.slice(0, at))) return null;
    text = rest;
    unbracket();
  }
  const percent = /^[%٪]|[%٪]$/.test(text);
  if (percent) text = text.replace(/[%٪]/, '');
  if (MINUS.test(text)) {
    if (negative) return null;
    negative = true;
    text = text.replace(MINUS, '');
  }
  text = text.replace(/^\+/, '');
  if (!/^(?:\d[\d.,']*|[.,]\d+)$/.test(text)) return null;
  return { digits: text, zeros, negative, percent, currency };
}

/** Grouping as people write it: the last group has three digits, those before it two or three. */
function ungroup(text: string, separator: string): string | null {
  if (!text.includes(separator)) return text;
  const groups = text.split(separator);
  const first = groups.shift()!;
  const last = groups.pop()!;
  if (first.length < 1 || first.length > 3 || last.length !== 3) return null;
  if (groups.some((group) => group.length < 2 || group.length > 3)) return null;
  return [first, ...groups, last].join('');
}

/**
 * @returns null when the cell is not a number in this format; `1,23` is none where the point is the decimal sign,
 * since nobody groups by two at the end
 */
export function parseNumber(cell: string, format: NumberFormat): ParsedNumber | null {
  if (format.mixed) {
    const [point, comma] = [parseNumber(cell, { decimal: '.' }), parseNumber(cell, { decimal: ',' })];
    return point && comma && point.text !== comma.text ? null : (point ?? comma);
  }
  if (cell.length > LONGEST_NUMBER) return null;
  const compact = cell.replace(BLANKS, '');
  if (SCIENTIFIC.test(compact)) {
    const value = Number(compact.replace(',', '.'));
    return Number.isFinite(value) ? { text: String(value), percent: false, currency: '' } : null;
  }
  const bare = strip(cell);
  if (!bare) return null;
  const group = format.decimal === '.' ? ',' : '.';
  const parts = bare.digits.split(format.decimal);
  if (parts.length > 2) return null;
  const [whole = '', fraction] = parts;
  if (fraction?.includes(group) || fraction?.includes(GROUP)) return null;
  const digits = ungroup(whole.replaceAll(GROUP, group), group);
  if (digits === null) return null;
  const text = `${bare.negative ? '-' : ''}${digits || '0'}${fraction ? `.${fraction}` : ''}`;
  const full = bare.zeros > 0 ? String(shifted(text, bare.zeros)) : text;
  return { text: full, percent: bare.percent, currency: bare.currency };
}

/** Currency that an amount names, as written; '' where it names none, or is no number. */
export function currencyOf(cell: string): string {
  return parseNumber(cell, { decimal: '.' })?.currency ?? parseNumber(cell, { decimal: ',' })?.currency ?? '';
}

/** Value times ten to the power of `shift`, without the error of multiplying: 19.99 shifted by 2 is 1999. */
export function shifted(text: string, shift: number): number {
  const at = text.indexOf('e');
  if (at < 0) return Number(`${text}e${shift}`);
  return Number(`${text.slice(0, at)}e${Number(text.slice(at + 1)) + shift}`);
}

/** What was seen in a column, cell by cell. */
export class NumberTally {
  /** No separator at all. */
  plain = 0;
  point = 0;
  comma = 0;
  /** One separator before exactly three digits: thousands or decimals. */
  eitherPoint = 0;
  eitherComma = 0;
  percent = 0;
  other = 0;
  /** Figures below zero, and those above. */
  below = 0;
  above = 0;
  /** Largest absolute value of cells without a percent sign, whatever the separators mean. */
  largest = 0;
  currencies = new Map<string, number>();
  /** One of them that is between 0 and 1. */
  fractionExample = '';
  pointExample = '';
  commaExample = '';
  eitherExample = '';

  /** @param weight how many cells say this */
  add(cell: string, weight = 1): void {
    if (cell.length > LONGEST_NUMBER) {
      this.other += weight;
      return;
    }
    if (isNothing(cell, false)) return;
    if (/^\d+$/.test(cell)) {
      this.plain += weight;
      if (/[1-9]/.test(cell)) this.above += weight;
      this.#size(Number(cell));
      return;
    }
    if (SCIENTIFIC.test(cell)) {
      this.plain += weight;
      return;
    }
    const bare = strip(cell);
    if (!bare || !(parseNumber(cell, { decimal: '.' }) ?? parseNumber(cell, { decimal: ',' }))) {
      this.other += weight;
      return;
    }
    if (bare.percent) this.percent += weight;
    if (bare.negative) this.below += weight;
    else if (/[1-9]/.test(bare.digits)) this.above += weight;
    if (bare.currency) this.currencies.set(bare.currency, (this.currencies.get(bare.currency) ?? 0) + weight);
    this.#separators(cell, bare, weight);
  }

  #separators(cell: string, { digits, percent }: Bare, weight: number) {
    const points = digits.split('.').length - 1;
    const commas = digits.split(',').length - 1;
    let decimal: '.' | ',' | null = null;
    if (points > 0 && commas > 0) decimal = digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
    else if (points > 1) decimal = ',';
    else if (commas > 1) decimal = '.';
    else if (points + commas === 0) {
      this.plain += weight;
      if (!percent) this.#size(Number(digits.replaceAll(GROUP, '')));
      return;
    } else {
      const sign = points > 0 ? '.' : ',';
      const [whole = '', fraction = ''] = digits.split(sign);
      const thousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
      if (thousands) {
        if (sign === '.') this.eitherPoint += weight;
        else this.eitherComma += weight;
        this.eitherExample ||= cell;
        return;
      }
      decimal = sign;
    }
    if (decimal === '.') {
      this.point += weight;
      this.pointExample ||= cell;
    } else {
      this.comma += weight;
      this.commaExample ||= cell;
    }
    const parsed = parseNumber(cell, { decimal });
    if (!parsed || percent) return;
    this.#size(Number(parsed.text));
    if (Math.abs(Number(parsed.text)) < 1 && /[1-9]/.test(digits)) this.fractionExample ||= cell;
  }

  #size(value: number) {
    const size = Math.abs(value);
    if (size > this.largest) this.largest = size;
  }

  get total(): number {
    return this.plain + this.point + this.comma + this.eitherPoint + this.eitherComma + this.other;
  }

  get share(): number {
    return this.total === 0 ? 0 : 1 - this.other / this.total;
  }
}

export interface DetectedNumber {
  format: NumberFormat;
  evidence: string;
  /** Every separator stands before three digits: a person has to say. */
  ambiguous: boolean;
  /** Some cells fit only the decimal point, others only the decimal comma. */
  bothWays?: true;
}

/** @param share the column is a share of something: numbers above 1 are then percentages */
export function detectNumber(tally: NumberTally, share = false): DetectedNumber {
  const { point, comma, eitherPoint, eitherComma } = tally;
  const percent = share && tally.largest > 1;
  const { fractionExample: small } = tally;
  const suffix = percent
    ? `; percentages, since they go up to ${tally.largest}${small && `, so that ${small} is ${small} %`}`
    : '';
  const found = (decimal: '.' | ',', evidence: string, ambiguous = false): DetectedNumber => ({
    format: percent ? { decimal, percent } : { decimal },
    evidence: evidence + suffix,
    ambiguous,
  });
  if (point > 0 || comma > 0) {
    const decimal = point >= comma ? '.' : ',';
    const [count, against, example] =
      decimal === '.' ? [point, comma, tally.pointExample] : [comma, point, tally.commaExample];
    const but = against > 0 ? `; ${against} fit only the other way round and will be listed as bad` : '';
    const sign = decimal === '.' ? 'point' : 'comma';
    const one = found(decimal, `decimal ${sign}: ${count} cells fit only that, e.g. ${example}${but}`);
    return against > 0 ? { ...one, bothWays: true } : one;
  }
  // Both kinds of "1.234" and "1,234" in one column: each is the other's thousands, so neither is decided.
  if (eitherPoint > 0 || eitherComma > 0) {
    const decimal = eitherComma >= eitherPoint ? '.' : ',';
    return found(decimal, `thousands or decimals? Every separator is like ${tally.eitherExample}`, true);
  }
  const none = found('.', tally.plain > 0 ? 'whole numbers' : 'no numbers seen');
  return { ...none, format: { ...none.format, undecided: true } };
}
