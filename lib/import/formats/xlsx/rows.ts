/** The rows of a sheet, from its XML as it is unpacked. Cells come out as they will be written. */

import { SHEET_ERROR } from '../../faults';
import { LONGEST_PIECE, MOST_COLUMNS, MOST_ROWS } from '../bounds';
import { badCell, badRow, numberCell, quoted, textCell } from '../cells';
import { serialText } from './number-format';
import { itemText } from './strings';
import type { CellStyle } from './workbook';
import { cellText, decoderOf, prefixOf, simplified } from './xml';

export interface CellContext {
  strings: readonly string[];
  styles: readonly CellStyle[];
  from1904: boolean;
}

export interface SheetRow {
  /** As the sheet numbers it, from 1. */
  number: number;
  /** Cells ready to be written, from the first column; '' = empty. */
  cells: string[];
  /** The only cell says why the row cannot be read. */
  bad: boolean;
  /** Addresses that formulas of links lead to, by column from 0. */
  links?: Map<number, string>;
}

/** Rows are taken out of this much XML at once. */
const BATCH = 1 << 18;
const GREATER = 62;
const SLASH = 47;
const QUOTE = 34;
/** Dates whose text is remembered. */
const REMEMBERED = 20_000;

const PLAIN: CellStyle = { kind: 'number', currency: '' };

const BEYOND = `has a cell beyond column XFD, the last of a sheet`;
const TWICE = 'stands twice in its row';

/** Column of a reference such as `AB12`, from 0; -1 when it is none. */
function columnOf(xml: string, from: number, to: number): number {
  let column = 0;
  let at = from;
  for (; at < to; at++) {
    const letter = xml.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > 1e9) return column;
  }
  return at > from ? column - 1 : -1;
}

/** A formula of a link whose parts are written out: where it leads, and what its cell shows. */
const LINK =
  /<f(?:\s[^<>]*)?>=?(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)<\/f>/i;

function linkOf(xml: string): { target: string; shown: string } | null {
  const found = LINK.exec(cellText(xml.replaceAll('&quot;', '"')));
  if (!found) return null;
  const target = found[1]!.replaceAll('""', '"');
  return { target, shown: found[2]?.replaceAll('""', '"') ?? target };
}

export class RowScanner {
  /** XML behind the rows: merged cells stand there. */
  tail = '';
  readonly #dates = new Map<string, string>();
  #xml = '';
  #decoder: TextDecoder | null = null;
  #prefix: string | null = null;
  #begun = false;
  #ended = false;
  #last = 0;
  #bad = false;
  #links: Map<number, string> | undefined;
  // The cell being read.
  #type = '';
  #style = -1;
  #refFrom = 0;
  #refTo = 0;

  /** @param name of the sheet, for errors */
  constructor(
    private readonly context: CellContext,
    private readonly name: string,
  ) {}

  /** Takes the next bytes of the part. @returns rows that are complete with them */
  *push(chunk: Uint8Array): Generator<SheetRow> {
    this.#decoder ??= decoderOf(chunk);
    this.#xml += this.#decoder.decode(chunk, { stream: true });
    if (this.#xml.length < BATCH) return;
    yield* this.#take();
    if (this.#xml.length > LONGEST_PIECE) throw this.#brokenOff();
  }

  /** What is left. @throws Error when the part breaks off before the end of its rows */
  *end(): Generator<SheetRow> {
    yield* this.#take();
    if (!this.#ended) throw this.#brokenOff();
  }

  #brokenOff(): Error {
    return new Error(
      `"${this.name}" breaks off after row ${this.#last}: the file is damaged. Open it in a spreadsheet and save it again.`,
    );
  }

  *#take(): Generator<SheetRow> {
    this.#prefix ??= prefixOf(this.#xml);
    if (!this.#begun) {
      const start = this.#xml.search(/<(?:[\w.-]+:)?sheetData[\s/>]/);
      if (start < 0) return;
      this.#begun = true;
      this.#xml = this.#xml.slice(start);
    }
    const p = this.#prefix ? `${this.#prefix}:` : '';
    if (!this.#ended) {
      const close = `</${p}row>`;
      const stop = this.#xml.indexOf(`</${p}sheetData>`);
      const bare = new RegExp(`^<${p}sheetData[^<>]*/>`).exec(this.#xml);
      let end = this.#xml.lastIndexOf(close) + close.length;
      if (bare) end = bare[0].length;
      else if (stop >= 0) end = stop;
      else if (end < close.length) return;
      const rows = simplified(this.#xml.slice(0, end), this.#prefix);
      this.#xml = this.#xml.slice(end);
      this.#ended = bare !== null || stop >= 0;
      yield* this.#rows(rows);
    }
    if (this.#ended) {
      if (this.tail.length < LONGEST_PIECE) this.tail += this.#xml;
      this.#xml = '';
    }
  }

  *#rows(xml: string): Generator<SheetRow> {
    let at = 0;
    for (;;) {
      at = xml.indexOf('<row', at);
      if (at < 0) return;
      const after = xml.charCodeAt(at + 4);
      const open = xml.indexOf('>', at);
      if (open < 0) return;
      if (after !== GREATER && after !== SLASH && after > 32) {
        at = open;
        continue;
      }
      const number = this.#number(/\sr\s*=\s*["'](\d+)["']/.exec(xml.slice(at + 4, open))?.[1]);
      if (xml.charCodeAt(open - 1) === SLASH) {
        at = open;
        continue;
      }
      const close = xml.indexOf('</row>', open);
      const end = close < 0 ? xml.length : close;
      this.#bad = false;
      this.#links = undefined;
      const cells = this.#cells(xml, open + 1, end);
      yield { number, cells, bad: this.#bad, ...(this.#links ? { links: this.#links } : {}) };
      at = end;
    }
  }

  /** A row without a number, or with one that cannot be, is the next one. */
  #number(written: string | undefined): number {
    const number = Number(written ?? 0);
    this.#last = number > this.#last && number <= MOST_ROWS ? number : this.#last + 1;
    return this.#last;
  }

  #cells(xml: string, from: number, to: number): string[] {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      at = xml.indexOf('<c', at);
      if (at < 0 || at >= to) return cells;
      const after = xml.charCodeAt(at + 2);
      if (after !== GREATER && after !== SLASH && after > 32) {
        at += 2;
        continue;
      }
      const open = this.#attributes(xml, at + 2);
      const named = columnOf(xml, this.#refFrom, this.#refTo);
      const column = named < 0 ? cells.length : named;
      if (column >= MOST_COLUMNS) {
        this.#bad = true;
        return [badRow(xml.slice(this.#refFrom, this.#refTo), BEYOND)];
      }
      at = open;
      if (xml.charCodeAt(open - 2) === SLASH) {
        // A cell that has a style and no content.
        while (cells.length <= column) cells.push('');
        continue;
      }
      let value: string;
      const quick = xml.startsWith('<v>', at) ? xml.indexOf('<', at + 3) : -1;
      if (quick > 0 && xml.startsWith('</v></c>', quick)) {
        value = this.#value(xml.slice(at + 3, quick));
        at = quick + 8;
      } else {
        const close = xml.indexOf('</c>', at);
        const end = close < 0 || close > to ? to : close;
        value = this.#content(xml.slice(at, end), column);
        at = end;
      }
      while (cells.length < column) cells.push('');
      if (cells[column]) cells[column] = badCell(xml.slice(this.#refFrom, this.#refTo), TWICE);
      else cells[column] = value;
    }
  }

  /** Reads reference, style and type of a cell. @returns position behind its opening tag */
  #attributes(xml: string, from: number): number {
    this.#type = '';
    this.#style = -1;
    this.#refFrom = 0;
    this.#refTo = 0;
    let at = from;
    for (;;) {
      const char = xml.charCodeAt(at);
      if (char === GREATER) return at + 1;
      if (!(char > 32) || char === SLASH) {
        if (Number.isNaN(char)) return at;
        at++;
        continue;
      }
      const equals = xml.indexOf('=', at);
      const double = xml.charCodeAt(equals + 1) === QUOTE;
      const start = equals + 2;
      const end = xml.indexOf(double ? '"' : "'", start);
      if (equals < 0 || end < 0) return xml.length;
      if (equals === at + 1) {
        // r, s and t have one letter; others do not matter.
        if (char === 114) {
          this.#refFrom = start;
          this.#refTo = end;
        } else if (char === 115) this.#style = Number(xml.slice(start, end));
        else if (char === 116) this.#type = xml.slice(start, end);
      }
      at = end + 1;
    }
  }

  /** Content that is more than a plain value: a formula, a text of its own. */
  #content(xml: string, column: number): string {
    if (this.#type === 'inlineStr') return textCell(itemText(xml));
    const open = xml.search(/<v[\s>]/);
    const start = open < 0 ? -1 : xml.indexOf('>', open) + 1;
    const end = start > 0 ? xml.indexOf('</v>', start) : -1;
    const value = end < 0 ? '' : xml.slice(start, end);
    const link = xml.includes('HYPERLINK') ? linkOf(xml) : null;
    if (link) {
      this.#links ??= new Map();
      this.#links.set(column, link.target);
      if (value === '') return textCell(link.shown);
    }
    if (value === '' && this.#type !== 'str' && /<f[\s/>]/.test(xml))
      return badCell(
        '',
        'is a formula whose result the file does not hold: open it in a spreadsheet and save it again',
      );
    return this.#value(value);
  }

  #value(text: string): string {
    switch (this.#type) {
      case 's': {
        const string = text === '' ? undefined : this.context.strings[Number(text)];
        return string ?? badCell(text, 'points to a text that the file does not have');
      }
      case 'str':
        return textCell(cellText(text));
      case 'b':
        return text === '1' || text === 'true' ? 'true' : text === '0' || text === 'false' ? 'false' : text;
      case 'e':
        return badCell(cellText(text), SHEET_ERROR);
      case 'd':
        return quoted(cellText(text).replace(/^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?$/, '$1'));
      default:
        return text === '' ? '' : this.#numeric(text);
    }
  }

  #numeric(text: string): string {
    const { kind, currency } = this.context.styles[this.#style] ?? PLAIN;
    if (kind === 'number') {
      const number = numberCell(text);
      if (number === null) return badCell(cellText(text), 'is no number');
      return currency ? `${number} ${currency}` : number;
    }
    const known = this.#dates.get(kind + text);
    if (known !== undefined) return known;
    const shown = serialText(Number(text), kind, this.context.from1904);
    const cell = shown ?? badCell(cellText(text), 'is formatted as a date, and no calendar has that day');
    if (this.#dates.size < REMEMBERED) this.#dates.set(kind + text, cell);
    return cell;
  }
}

/** Merged cells of a sheet, by row and column from 0. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** @param tail XML behind the rows */
export function mergesOf(tail: string): Merge[] {
  const merges: Merge[] = [];
  for (const [, left, top, right, bottom] of tail.matchAll(
    /<(?:[\w.-]+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g,
  ))
    merges.push({
      top: Number(top) - 1,
      left: columnOf(left!, 0, left!.length),
      bottom: Number(bottom) - 1,
      right: columnOf(right!, 0, right!.length),
    });
  return merges;
}
