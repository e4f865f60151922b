/** Splits JSON into the texts of its records without parsing it, so that a broken one costs no other. */

export interface JsonRecord {
  /** As it stands in the file; of one that breaks off, its beginning. */
  text: string;
  /** Position in the list, from 1; line of an NDJSON file. */
  number: number;
  /** Names of members in it, however deep. */
  names: number;
  depth: number;
  /** Why it cannot be told apart from what follows, or null. */
  problem: string | null;
}

/** A record longer than this is taken for a broken one. */
const LONGEST = 4 * 2 ** 20;

const BREAKS_OFF = 'breaks off: a quote or bracket is missing';

const LIST_BREAKS_OFF = 'is missing: the file ends before its list does, so later records may be gone';

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const COMMA = 44;
const OPEN = new Set([91, 123]);
const CLOSE = new Set([93, 125]);

/** Finds the end of one value in text that grows. */
export class ValueScanner {
  depth = 0;
  deepest = 0;
  names = 0;
  #inString = false;
  #escaped = false;
  /** A line end inside a string, or a bracket that closes one of the other kind: something was never closed. */
  broken = false;
  readonly #brackets: number[] = [];

  reset() {
    this.depth = 0;
    this.deepest = 0;
    this.names = 0;
    this.#inString = false;
    this.#escaped = false;
    this.broken = false;
    this.#brackets.length = 0;
  }

  get inString(): boolean {
    return this.#inString;
  }

  /**
   * @returns position of the character that ends a value at depth 0: a comma or closing bracket that is not its own,
   * or one behind the bracket that closes it; -1 when the text ends before
   */
  scan(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (char === BACKSLASH) this.#escaped = true;
        else if (char === QUOTE) this.#inString = false;
        else if (char === 10 || char === 13) {
          this.broken = true;
          return at;
        }
      } else if (char === QUOTE) this.#inString = true;
      else if (char === COLON) this.names++;
      else if (OPEN.has(char)) {
        this.#brackets.push(char);
        if (++this.depth > this.deepest) this.deepest = this.depth;
      } else if (CLOSE.has(char)) {
        if (this.depth === 0) return at;
        // Each closing bracket comes two behind its opening one.
        if (this.#brackets.pop() !== char - 2) {
          this.broken = true;
          return at;
        }
        if (--this.depth === 0) return at + 1;
      } else if (char === COMMA && this.depth === 0) return at;
    }
    return -1;
  }
}

/** One record a line. */
export async function* lineRecords(texts: AsyncIterable<string>): AsyncGenerator<JsonRecord> {
  const scanner = new ValueScanner();
  let number = 0;
  let rest = '';
  const record = (text: string): JsonRecord => {
    scanner.reset();
    const end = scanner.scan(text, 0);
    const problem = scanner.depth > 0 || scanner.inString ? BREAKS_OFF : null;
    const { names, deepest } = scanner;
    return { text, number, names, depth: deepest, problem: end >= 0 || !problem ? null : problem };
  };
  for await (const text of texts) {
    rest += text;
    const lines = rest.split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      number++;
      yield record(line.trim());
    }
    if (rest.length > 16 * LONGEST) throw new Error('a line is longer than 64 million characters');
  }
  number++;
  if (rest.trim() !== '') yield record(rest.trim());
}

/** White space before the first record of a line of its own; null when records share lines. */
function indentOf(before: string): string | null {
  return /(?:^|\n)([ \t]*)$/.exec(before)?.[1] ?? null;
}

/**
 * Elements of a list, members of an object with their names, or values one after the other.
 * @param start position behind the opening bracket, in all of the text
 * @param close the bracket that closes them; null where there is none
 */
export async function* listRecords(
  texts: AsyncIterable<string>,
  start: number,
  close: ']' | '}' | null,
): AsyncGenerator<JsonRecord> {
  const scanner = new ValueScanner();
  const list = close !== null;
  const line = close === '}' ? LINE_OF_MEMBER : LINE_OF_RECORD;
  let text = '';
  let skip = start;
  let at = 0;
  /** Where the record begins in `text`, or -1 between records. */
  let from = -1;
  let number = 0;
  let indent: string | null | undefined;
  let before = '\n';
  /** A bad record took all that was left, and said so. */
  let swallowed = false;

  /** Gives up the record and goes on at the next line that begins as the first record's did. */
  const recover = (final: boolean): JsonRecord | null => {
    const next = indent === null ? -1 : nextLine(text, from + 1, indent ?? '', line);
    if (next < 0 && !final) return null;
    const cut = next < 0 ? text.length : next;
    const record: JsonRecord = {
      text: text.slice(from, cut),
      number,
      names: 0,
      depth: 0,
      problem: next < 0 ? `${BREAKS_OFF}, and what follows cannot be told apart` : BREAKS_OFF,
    };
    at = cut;
    from = -1;
    swallowed = next < 0;
    return record;
  };

  const source = texts[Symbol.asyncIterator]();
  let final = false;
  for (;;) {
    const more = await source.next();
    final = more.done === true;
    let added = final ? '' : (more.value as string);
    if (skip > 0) {
      const cut = Math.min(skip, added.length);
      before = added.slice(0, cut).slice(-200);
      added = added.slice(cut);
      skip -= cut;
    }
    if (from > 0) {
      text = text.slice(from);
      at -= from;
      from = 0;
    } else if (from < 0) {
      before = (before + text.slice(0, at)).slice(-200);
      text = text.slice(at);
      at = 0;
    }
    text += added;
    let waiting = false;
    while (!waiting) {
      if (from < 0) {
        while (at < text.length && /[\s,]/.test(text[at]!)) at++;
        if (at >= text.length) break;
        if (text[at] === close) return;
        if (indent === undefined) indent = indentOf(before + text.slice(0, at));
        from = at;
        number++;
        scanner.reset();
      }
      const end = scanner.scan(text, at);
      at = end < 0 ? text.length : end;
      if (end >= 0 && !scanner.broken) {
        // A bracket that closes nothing, where values stand one after the other.
        if (end === from) at = end + 1;
        const { names, deepest } = scanner;
        yield { text: text.slice(from, at).trim(), number, names, depth: deepest, problem: null };
        from = -1;
        continue;
      }
      if (!scanner.broken && !final && text.length - from < LONGEST) {
        waiting = true;
        continue;
      }
      const open = scanner.depth > 0 || scanner.inString || scanner.broken;
      if (final && !open && !list) {
        const { names, deepest } = scanner;
        yield { text: text.slice(from).trim(), number, names, depth: deepest, problem: null };
        return;
      }
      const record = recover(final || text.length - from >= 16 * LONGEST);
      if (record) yield record;
      else waiting = true;
    }
    if (!final) continue;
    // The file may end between two records; the list then says nothing of those that are gone.
    if (list && !swallowed)
      yield { text: '', number: number + 1, names: 0, depth: 0, problem: LIST_BREAKS_OFF };
    return;
  }
}

/** Beginning of a record that has a line of its own; a plain value is none, but has a place in the list. */
const LINE_OF_RECORD = /^(?:\{|(?:null|true|false|-?\d[\d.eE+-]*)\s*(?:,|$))/;
/** Of an object of records. */
const LINE_OF_MEMBER = /^"[^"]*"\s*:/;

/** Position of the next line that begins as a record does, with this indent. */
function nextLine(text: string, from: number, indent: string, begins: RegExp): number {
  for (let line = text.indexOf('\n', from); line >= 0; line = text.indexOf('\n', line + 1))
    if (
      text.startsWith(indent, line + 1) &&
      begins.test(text.slice(line + 1 + indent.length, line + 41 + indent.length).split('\n')[0]!)
    )
      return line + 1 + indent.length;
  return -1;
}
