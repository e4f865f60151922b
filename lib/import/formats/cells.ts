/** Cells of a table as the importer reads them: CSV in UTF-8, commas, doubled quotes. */
import { isCurrency } from '../currency';
import { faultCell, faultRow, unmarked } from '../faults';

/** A quoted cell longer than this would be taken for a stray quote; no export has one. */
const LONGEST_CELL = 500_000;

/** Text that must stand in quotes: separators, quotes, and blanks at an edge. */
const QUOTED = /[",\r\n]|^\s|\s$/;

/** A text as a cell. NUL, which no value has, is left out; what is too long is marked as bad. */
export function textCell(text: string): string {
  let value = unmarked(text);
  if (value.includes('\0')) value = value.replaceAll('\0', '');
  if (value.length > LONGEST_CELL)
    return badCell(value.slice(0, 200), `has more than ${LONGEST_CELL.toLocaleString('en')} characters`);
  return quoted(value);
}

/** A bad cell: what stands there, and why it is bad. */
export function badCell(value: string, reason: string): string {
  return quoted(faultCell(value.replaceAll('\0', ''), reason));
}

/** The line of a row that cannot be read. */
export function badRow(value: string, reason: string): string {
  return quoted(faultRow(value.replaceAll('\0', ''), reason));
}

export function quoted(value: string): string {
  return QUOTED.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The text of a cell. */
export function unquoted(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** A number, a date or a time as cells are written, an amount with its currency: data, no name of a column. */
export function isNumberLike(text: string): boolean {
  const [, currency = ''] = /^[\d.:\s-]+(\S{0,4})$/.exec(text) ?? [];
  return /\d/.test(text) && (/^[\d.:\s-]+$/.test(text) || isCurrency(currency));
}

/** Digits beyond these are noise of binary fractions; spreadsheets show no more either. */
const DIGITS = 15;

/**
 * A number of a file that has numbers as a cell that no reader can take for grouped: whole ones as they are, and three
 * decimals get a fourth, since `1.234` may stand for 1234 in text. Whole numbers of any length stay exact.
 * @param text as it is written, e.g. `1.2E-3`
 * @returns null when it is no finite number
 */
export function numberCell(text: string): string | null {
  if (/^-?\d+$/.test(text)) return text;
  let plain = text;
  if (text.length > DIGITS || !/^-?\d+\.\d+$/.test(text)) {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value)) return null;
    plain = expanded(String(Number(value.toPrecision(DIGITS))));
  }
  const point = plain.indexOf('.');
  return point >= 0 && plain.length - point === 4 ? `${plain}0` : plain;
}

/** `1.5e-7` as `0.00000015`. */
function expanded(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = '', exponent] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const encoder = new TextEncoder();

/** Gathers lines and hands them on in blocks. */
export class Lines {
  #text = '';

  add(line: string) {
    this.#text += line;
  }

  get full(): boolean {
    return this.#text.length >= 1 << 18;
  }

  /** What was gathered, as UTF-8; a lone half of a surrogate pair becomes U+FFFD. */
  take(): Uint8Array {
    const bytes = encoder.encode(this.#text);
    this.#text = '';
    return bytes;
  }
}
