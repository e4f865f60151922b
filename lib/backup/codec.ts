/**
 * Stored values as bytes and back: what JSON loses (typed arrays, undefined, NaN, -0, dates, lone surrogates) comes
 * back exactly. One byte tells the kind, then lengths as 32-bit and numbers as 64-bit little-endian.
 */
import { BackupError } from './error';

enum Tag {
  Null,
  Undefined,
  False,
  True,
  Number,
  Text,
  /** UTF-16 units: a text that is no well-formed Unicode. */
  RawText,
  List,
  Record,
  Date,
  Map,
  Set,
  Buffer,
  Typed,
  BigInt,
}

const TYPED = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;

/** Nesting that a stored value may have; a damaged length must not exhaust the stack. */
const DEEPEST = 200;

/** @throws BackupError when the bytes are not one whole value */
export function decode(bytes: Uint8Array): unknown {
  const from = new Reader(bytes);
  const value = from.value(0);
  if (from.left > 0) throw new BackupError('a record is longer than what it holds');
  return value;
}

const utf8 = new TextEncoder();
const readUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Below this a text is faster written and read sign by sign than handed to the browser: names of fields are. */
const SHORT = 40;

/** Values one behind the other; its memory serves all that it writes. */
export class Writer {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  /** Bytes written since the last were taken. */
  get size(): number {
    return this.#at;
  }

  /** A copy of what was written; writing begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#at);
    this.#at = 0;
    return taken;
  }

  /** A value behind its length in bytes. */
  sized(value: unknown): void {
    const start = this.#at;
    this.#length(0);
    this.value(value);
    this.#view.setUint32(start, this.#at - start - 4, true);
  }

  /** @throws TypeError for what no file can hold, such as a key that the browser does not hand out */
  value(value: unknown): void {
    if (value === null) this.#tag(Tag.Null);
    else if (value === undefined) this.#tag(Tag.Undefined);
    else if (typeof value === 'boolean') this.#tag(value ? Tag.True : Tag.False);
    else if (typeof value === 'number') this.#number(Tag.Number, value);
    else if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'bigint') {
      this.#tag(Tag.BigInt);
      this.#text(value.toString());
    } else if (typeof value === 'object') this.#object(value);
    else throw new TypeError(`No file can hold a ${typeof value}.`);
  }

  #object(value: object): void {
    if (Array.isArray(value)) this.#all(Tag.List, value.length, value);
    else if (value instanceof Date) this.#number(Tag.Date, value.getTime());
    else if (value instanceof Map) this.#all(Tag.Map, value.size * 2, [...value].flat(1));
    else if (value instanceof Set) this.#all(Tag.Set, value.size, value);
    else if (value instanceof ArrayBuffer) {
      this.#tag(Tag.Buffer);
      this.#raw(new Uint8Array(value));
    } else if (ArrayBuffer.isView(value)) this.#typed(value);
    else if (Object.prototype.toString.call(value) === '[object Object]') {
      const names = Object.keys(value);
      this.#tag(Tag.Record);
      this.#length(names.length * 2);
      for (const name of names) {
        this.#text(name);
        this.value((value as Record<string, unknown>)[name]);
      }
    } else throw new TypeError(`No file can hold a ${Object.prototype.toString.call(value).slice(8, -1)}.`);
  }

  #typed(value: ArrayBufferView): void {
    const kind = TYPED.findIndex((type) => value instanceof type);
    if (kind < 0) throw new TypeError('No file can hold a view of another kind of buffer.');
    this.#tag(Tag.Typed);
    this.#tag(kind);
    this.#raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  }

  #all(tag: Tag, count: number, values: Iterable<unknown>): void {
    this.#tag(tag);
    this.#length(count);
    for (const value of values) this.value(value);
  }

  #text(text: string): void {
    if (text.length <= SHORT && this.#ascii(text)) return;
    const wellFormed = text.isWellFormed();
    this.#tag(wellFormed ? Tag.Text : Tag.RawText);
    if (wellFormed) {
      // A UTF-16 unit takes three bytes at most.
      this.#room(4 + text.length * 3);
      const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#at + 4));
      this.#length(written);
      this.#at += written;
    } else {
      const units = Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
      this.#raw(new Uint8Array(units.buffer));
    }
  }

  /** Writes a text of ASCII alone; any other is left to be written in another way. */
  #ascii(text: string): boolean {
    this.#room(5 + text.length);
    const from = this.#at + 5;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 127) return false;
      this.#bytes[from + i] = unit;
    }
    this.#tag(Tag.Text);
    this.#length(text.length);
    this.#at += text.length;
    return true;
  }

  #raw(bytes: Uint8Array): void {
    this.#length(bytes.length);
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  #tag(tag: number): void {
    this.#room(1);
    this.#bytes[this.#at++] = tag;
  }

  #length(length: number): void {
    this.#room(4);
    this.#view.setUint32(this.#at, length, true);
    this.#at += 4;
  }

  #number(tag: Tag, value: number): void {
    this.#tag(tag);
    this.#room(8);
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }

  #room(more: number): void {
    const needed = this.#at + more;
    if (needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return readUtf8.decode(bytes);
  let text = '';
  for (const byte of bytes) {
    if (byte > 127) return readUtf8.decode(bytes);
    text += String.fromCharCode(byte);
  }
  return text;
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new BackupError('a record is nested too deeply');
    const tag: Tag = this.#byte();
    switch (tag) {
      case Tag.Null:
        return null;
      case Tag.Undefined:
        return undefined;
      case Tag.False:
        return false;
      case Tag.True:
        return true;
      case Tag.Number:
        return this.#number();
      case Tag.Text:
        return textOf(this.#raw());
      case Tag.RawText:
        return this.#units();
      case Tag.List:
        return this.#all(depth);
      case Tag.Record:
        return Object.fromEntries(this.#pairs(depth) as [string, unknown][]);
      case Tag.Date:
        return new Date(this.#number());
      case Tag.Map:
        return new Map(this.#pairs(depth));
      case Tag.Set:
        return new Set(this.#all(depth));
      case Tag.Buffer:
        return this.#raw().slice().buffer;
      case Tag.Typed:
        return this.#typed();
      case Tag.BigInt:
        return this.#bigInt(depth);
      default:
        throw new BackupError(`a record holds the unknown kind ${tag}`);
    }
  }

  #all(depth: number): unknown[] {
    const count = this.#length();
    // Every value takes a byte at least: a count beyond that is damage, not a reason to reserve memory.
    if (count > this.left) throw new BackupError('a record ends too early');
    const out: unknown[] = [];
    for (let i = 0; i < count; i++) out.push(this.value(depth + 1));
    return out;
  }

  #pairs(depth: number): [unknown, unknown][] {
    const flat = this.#all(depth);
    if (flat.length % 2 !== 0) throw new BackupError('a record has a name without a value');
    return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
  }

  #typed(): ArrayBufferView {
    const Type = TYPED[this.#byte()];
    const raw = this.#raw();
    if (!Type || raw.length % Type.BYTES_PER_ELEMENT !== 0)
      throw new BackupError('a record holds a column of an unknown kind');
    return new Type(raw.slice().buffer);
  }

  #bigInt(depth: number): bigint {
    const text = this.value(depth + 1);
    if (typeof text !== 'string' || !/^-?\d+$/.test(text))
      throw new BackupError('a record holds a whole number that is none');
    return BigInt(text);
  }

  #units(): string {
    const raw = this.#raw().slice();
    if (raw.length % 2 !== 0) throw new BackupError('a record holds half a character');
    let out = '';
    for (const unit of new Uint16Array(raw.buffer)) out += String.fromCharCode(unit);
    return out;
  }

  #raw(): Uint8Array {
    const length = this.#length();
    this.#need(length);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #byte(): number {
    this.#need(1);
    return this.#bytes[this.#at++]!;
  }

  #length(): number {
    this.#need(4);
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }

  #number(): number {
    this.#need(8);
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  #need(bytes: number): void {
    if (bytes > this.left) throw new BackupError('a record ends too early');
  }
}
