/** Ways of quoting that are not RFC 4180, rewritten into it on the way to the scanner. */
import type { Block } from './decode';

/**
 * `backslash`: a quote inside a quoted cell is written `\"`, as databases export it. `rows`: each row is one quoted
 * cell, as a spreadsheet saves a CSV that it opened in one column. `apostrophe`: cells are enclosed in ' instead of ".
 */
export type Dialect = 'backslash' | 'rows' | 'apostrophe';

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const LF = 10;
const CR = 13;

/** Takes bytes and gives those that say the same in RFC 4180; `end` is called with the last ones. */
interface Rewriter {
  rewrite(bytes: Uint8Array, end: boolean): Uint8Array;
}

/** Output that never grows beyond twice the input. */
class Output {
  #bytes = new Uint8Array(0);
  #length = 0;

  begin(input: number) {
    this.#bytes = new Uint8Array(2 * input + 4);
    this.#length = 0;
  }

  add(byte: number) {
    this.#bytes[this.#length++] = byte;
  }

  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

class BackslashRewriter implements Rewriter {
  readonly #out = new Output();
  #quoted = false;
  #backslash = false;

  rewrite(bytes: Uint8Array, end: boolean): Uint8Array {
    const out = this.#out;
    out.begin(bytes.length);
    for (const byte of bytes) {
      if (this.#backslash) {
        this.#backslash = false;
        if (byte === QUOTE) {
          out.add(QUOTE);
          out.add(QUOTE);
          continue;
        }
        out.add(BACKSLASH);
        if (byte === BACKSLASH) continue;
      }
      if (byte === BACKSLASH && this.#quoted) this.#backslash = true;
      else {
        if (byte === QUOTE) this.#quoted = !this.#quoted;
        out.add(byte);
      }
    }
    if (end && this.#backslash) out.add(BACKSLASH);
    return out.taken();
  }
}

class RowsRewriter implements Rewriter {
  readonly #out = new Output();
  /** At the beginning of a line. */
  #fresh = true;
  /** In a row that is one quoted cell. */
  #quoted = false;
  /** The last byte was a quote of it. */
  #quote = false;

  rewrite(bytes: Uint8Array, _end: boolean): Uint8Array {
    const out = this.#out;
    out.begin(bytes.length);
    for (const byte of bytes) {
      const lineEnd = byte === LF || byte === CR;
      if (this.#fresh && byte === QUOTE) {
        this.#quoted = true;
        this.#fresh = false;
        continue;
      }
      if (this.#quote) {
        this.#quote = false;
        // Two quotes are one of the row's own; one ends the row.
        if (byte === QUOTE) {
          out.add(QUOTE);
          continue;
        }
        this.#quoted = false;
      } else if (this.#quoted && byte === QUOTE) {
        this.#quote = true;
        continue;
      }
      this.#fresh = lineEnd && !this.#quoted;
      out.add(byte);
    }
    return out.taken();
  }
}

class ApostropheRewriter implements Rewriter {
  readonly #out = new Output();
  readonly #delimiter: number;
  /** At the beginning of a cell. */
  #fresh = true;
  #quoted = false;
  /** The last byte was an apostrophe in a quoted cell. */
  #closing = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  rewrite(bytes: Uint8Array, end: boolean): Uint8Array {
    const out = this.#out;
    out.begin(bytes.length + 1);
    for (const byte of bytes) {
      const cellEnd = byte === this.#delimiter || byte === LF || byte === CR;
      if (this.#closing) {
        this.#closing = false;
        // Only an apostrophe in front of the cell's end closes it: O'Brien has one of its own.
        if (cellEnd) {
          out.add(QUOTE);
          this.#quoted = false;
        } else {
          out.add(APOSTROPHE);
          if (byte === APOSTROPHE) continue;
        }
      }
      if (this.#quoted) {
        if (byte === APOSTROPHE) this.#closing = true;
        else {
          if (byte === QUOTE) out.add(QUOTE);
          out.add(byte);
        }
      } else if (this.#fresh && byte === APOSTROPHE) {
        this.#quoted = true;
        this.#fresh = false;
        out.add(QUOTE);
      } else {
        this.#fresh = cellEnd;
        out.add(byte);
      }
    }
    if (end && this.#closing) out.add(QUOTE);
    return out.taken();
  }
}

function rewriterOf(dialect: Dialect, delimiter: string): Rewriter {
  if (dialect === 'apostrophe') return new ApostropheRewriter(delimiter);
  return dialect === 'backslash' ? new BackslashRewriter() : new RowsRewriter();
}

/** The first bytes of a file as RFC 4180. @param delimiter between cells, where the dialect depends on it */
export function rewrittenHead(head: Uint8Array, dialect: Dialect, delimiter = ','): Uint8Array {
  return rewriterOf(dialect, delimiter).rewrite(head, true).slice();
}

/** The blocks of a file as RFC 4180. @param dialect how it quotes; undefined = as RFC 4180 says */
export async function* rewritten(
  blocks: AsyncIterable<Block>,
  dialect: Dialect | undefined,
  delimiter: string,
): AsyncGenerator<Block> {
  if (!dialect) {
    yield* blocks;
    return;
  }
  const rewriter = rewriterOf(dialect, delimiter);
  for await (const block of blocks) yield { ...block, bytes: rewriter.rewrite(block.bytes, block.final) };
}
