/**
 * CSV scanner over UTF-8 bytes. It says where each cell lies instead of making strings, so that columns can be
 * filled without an object or a string per cell, and it recovers from bad quotes: CSV libraries that are fast
 * expect well-formed files and lose the rest of a broken one.
 *
 * RFC 4180, and: blanks around a quoted cell, `\n`, `\r\n` or `\r` line ends, blank lines between records, and
 * `="00123"`, by which exports keep spreadsheets from reading an id as a number.
 * A quote that is never closed, or is followed by text, makes its first line a bad record; scanning goes on at
 * the next line.
 */

const QUOTE = 34;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const EQUALS = 61;

/** A quoted cell may be this long; beyond, its opening quote is taken for a stray one. */
const LONGEST_QUOTED = 1024 * 1024;

export const UNCLOSED_QUOTE = 'A quote opens in this row and does not close';
export const TEXT_AFTER_QUOTE = 'Text follows a closing quote';

const decoder = new TextDecoder();

export class CsvScanner {
  /** Bytes that the current record lies in. */
  bytes = new Uint8Array(1);
  /** Cells of the current record; 0 when its shape is bad. */
  cells = 0;
  /** Content of each cell, blanks around it and enclosing quotes left out. */
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  /** 1 where the content holds doubled quotes. */
  escaped = new Uint8Array(64);
  /** Number of the current record, from 0; blank lines count, as they do in a spreadsheet. */
  record = -1;
  /** Why the current record is bad, or null. */
  problem: string | null = null;

  #from = 0;
  #to = 0;
  #length = 0;
  #next = 0;
  #final = false;
  readonly #delimiter: number;
  readonly #newline: number;

  /** @param delimiter one ASCII character */
  constructor(delimiter: string, newline: '\n' | '\r' = '\n') {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#newline = newline.charCodeAt(0);
  }

  /** Adds bytes behind those not scanned yet; what was scanned is gone then. @param final nothing follows */
  push(block: Uint8Array, final: boolean): void {
    // Excel's "Unicode text" and broken exporters leave NUL bytes; no value has one.
    if (block.includes(0)) block = block.filter((byte) => byte !== 0);
    const rest = this.#length - this.#next;
    const length = rest + block.length;
    if (length + 1 > this.bytes.length) {
      const bytes = new Uint8Array(length + 1);
      bytes.set(this.bytes.subarray(this.#next, this.#length));
      this.bytes = bytes;
    } else this.bytes.copyWithin(0, this.#next, this.#length);
    this.bytes.set(block, rest);
    // The scan of a plain cell ends at this line end at the latest, without asking for the length each time.
    this.bytes[length] = this.#newline;
    this.#length = length;
    this.#next = 0;
    this.#final = final;
  }

  /** Moves to the next record. @returns false when there is none in the bytes pushed so far */
  next(): boolean {
    const { bytes } = this;
    const length = this.#length;
    for (;;) {
      const start = this.#next;
      if (start >= length) return false;
      const after = this.#scan(start);
      if (after < 0) return false;
      this.record++;
      this.#from = start;
      this.#to = after;
      this.#next = after;
      const blank = this.cells === 1 && this.starts[0] === this.ends[0] && bytes[start] !== QUOTE;
      if (!blank) return true;
    }
  }

  /** @returns position behind the record, or -1 when it is not complete yet */
  #scan(start: number): number {
    const { bytes } = this;
    const length = this.#length;
    const delimiter = this.#delimiter;
    const newline = this.#newline;
    this.problem = null;
    let { starts, ends, escaped: escapes } = this;
    let cells = 0;
    let p = start;
    for (;;) {
      let from = p;
      let first = bytes[p]!;
      while ((first === SPACE || first === TAB) && first !== delimiter) first = bytes[++p]!;
      // A byte order mark before a quote: files that were joined.
      if (first === 0xef && bytes[p + 1] === 0xbb && bytes[p + 2] === 0xbf && p + 3 < length) {
        p += 3;
        first = bytes[p]!;
      }
      from = p;
      let to: number;
      let escaped = 0;
      if (first === QUOTE && p < length) {
        from = p + 1;
        p = from;
        for (;;) {
          while (bytes[p] !== QUOTE && p < length) p++;
          if (p >= length) return this.#unclosed(start, from);
          if (bytes[p + 1] !== QUOTE || p + 1 >= length) break;
          escaped = 1;
          p += 2;
        }
        // The second quote of a pair may be in the next block.
        if (p + 1 >= length && !this.#final) return -1;
        to = p;
        p++;
        while ((bytes[p] === SPACE || bytes[p] === TAB || bytes[p] === CR) && p < length) {
          if (bytes[p] === delimiter || bytes[p] === newline) break;
          p++;
        }
        if (bytes[p] !== delimiter && bytes[p] !== newline) return this.#bad(start, TEXT_AFTER_QUOTE);
      } else {
        let c = first;
        while (c !== delimiter && c !== newline) c = bytes[++p]!;
        to = p;
      }
      if (p >= length && !this.#final) return -1;
      // Nearly every cell begins and ends with a sign that is plainly its own.
      if (!isOwn(bytes[from]!) || !isOwn(bytes[to - 1]!)) {
        from = trimStart(bytes, from, to);
        to = trimEnd(bytes, from, to);
        if (bytes[from] === EQUALS && to - from > 2) {
          const quotes = 1 + escaped;
          if (isFormulaText(bytes, from, to, quotes)) {
            from += 1 + quotes;
            to -= quotes;
            escaped = bytes.subarray(from, to).includes(QUOTE) ? 1 : 0;
          }
        }
      }
      if (cells === starts.length) {
        this.#grow();
        ({ starts, ends, escaped: escapes } = this);
      }
      starts[cells] = from;
      ends[cells] = to;
      escapes[cells] = escaped;
      cells++;
      if (p >= length || bytes[p] === newline) {
        this.cells = cells;
        return Math.min(p + 1, length);
      }
      p++;
    }
  }

  #unclosed(start: number, quoted: number): number {
    if (!this.#final && this.#length - quoted <= LONGEST_QUOTED) return -1;
    return this.#bad(start, UNCLOSED_QUOTE);
  }

  /** The record ends with its first line, whatever its quotes say. */
  #bad(start: number, problem: string): number {
    const end = this.bytes.indexOf(this.#newline, start);
    if (end >= this.#length && !this.#final) return -1;
    this.cells = 0;
    this.problem = problem;
    return Math.min(end + 1, this.#length);
  }

  #grow() {
    const size = this.starts.length * 2;
    const copy = <T extends Int32Array | Uint8Array>(old: T, grown: T): T => {
      grown.set(old);
      return grown;
    };
    this.starts = copy(this.starts, new Int32Array(size));
    this.ends = copy(this.ends, new Int32Array(size));
    this.escaped = copy(this.escaped, new Uint8Array(size));
  }

  /** Adds empty cells to the current record. @param width cells that it has then */
  pad(width: number): void {
    while (this.starts.length < width) this.#grow();
    for (let i = this.cells; i < width; i++) {
      this.starts[i] = 0;
      this.ends[i] = 0;
      this.escaped[i] = 0;
    }
    this.cells = width;
  }

  /** Text of a cell of the current record; '' beyond its last one. */
  cell(index: number): string {
    if (index >= this.cells) return '';
    const text = decoder.decode(this.bytes.subarray(this.starts[index], this.ends[index]));
    return this.escaped[index] ? text.replaceAll('""', '"') : text;
  }

  /** Every cell of the current record. */
  row(): string[] {
    return Array.from({ length: this.cells }, (_, i) => this.cell(i));
  }

  /** The current record as it stands in the file, its line end left out. */
  raw(): string {
    return decoder.decode(this.bytes.subarray(this.#from, this.#to)).replace(/[\r\n]+$/, '');
  }
}

/** Whether a byte at a cell's edge is neither a blank, nor part of a sign that may be one, nor begins a formula. */
function isOwn(byte: number): boolean {
  return byte > SPACE && byte < 0x80 && byte !== EQUALS;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}

/** Whether a cell is `="text"`, its quotes doubled where the cell has quotes itself. */
function isFormulaText(bytes: Uint8Array, from: number, to: number, quotes: number): boolean {
  if (to - from < 2 * quotes + 1) return false;
  for (let i = 0; i < quotes; i++)
    if (bytes[from + 1 + i] !== QUOTE || bytes[to - 1 - i] !== QUOTE) return false;
  return true;
}

/**
 * Signs that nobody sees and that are never part of a value's edge, in UTF-8: no-break spaces (C2 A0, E2 80 AF), the
 * wide space of East Asia (E3 80 80), zero-width ones (E2 80 8B to 8F) and the byte order mark (EF BB BF), which stands
 * in the middle where files were joined.
 */
function isUnseen(a: number, b: number, c: number): boolean {
  if (a === 0xe2) return b === 0x80 && ((c >= 0x8b && c <= 0x8f) || c === 0xaf);
  return (a === 0xe3 && b === 0x80 && c === 0x80) || (a === 0xef && b === 0xbb && c === 0xbf);
}

function trimStart(bytes: Uint8Array, from: number, to: number): number {
  for (;;) {
    const first = bytes[from]!;
    if (from < to && isBlank(first)) from++;
    else if (first < 0xc2 || from >= to) return from;
    else if (to - from >= 2 && first === 0xc2 && bytes[from + 1] === 0xa0) from += 2;
    else if (to - from >= 3 && isUnseen(first, bytes[from + 1]!, bytes[from + 2]!)) from += 3;
    else return from;
  }
}

function trimEnd(bytes: Uint8Array, from: number, to: number): number {
  for (;;) {
    const last = bytes[to - 1]!;
    if (to > from && isBlank(last)) to--;
    else if (last < 0x80 || to <= from) return to;
    else if (to - from >= 2 && bytes[to - 2] === 0xc2 && last === 0xa0) to -= 2;
    else if (to - from >= 3 && isUnseen(bytes[to - 3]!, bytes[to - 2]!, last)) to -= 3;
    else return to;
  }
}
