/**
 * Values and their codes, looked up by their UTF-8 bytes: a cell that was seen before costs no string.
 * Codes run from 1 in order of first sight; 0 is the missing value and never stored.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class ByteDictionary {
  /** Last code given. */
  size = 0;
  /** Values one after the other, each followed by NUL. */
  #arena = new Uint8Array(1024);
  #used = 0;
  /** Start of each value in the arena, by code. */
  #offsets = new Int32Array(64);
  #hashes = new Int32Array(64);
  /** Open addressing: code per slot, 0 = free. */
  #slots = new Int32Array(128);

  /** @param text values joined by NUL, as a stored dictionary keeps them; they get the codes from 1 */
  static fromText(text: string): ByteDictionary {
    const out = new ByteDictionary();
    const bytes = encoder.encode(text);
    let start = 0;
    for (let p = 0; p <= bytes.length; p++) {
      if (p < bytes.length && bytes[p] !== 0) continue;
      out.#append(bytes, start, p, hash(bytes, start, p));
      start = p + 1;
    }
    return out;
  }

  /** Code of the value in bytes [start, end); given if it is new. The value must not contain NUL. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const h = hash(bytes, start, end);
    const known = this.#find(bytes, start, end, h);
    return known > 0 ? known : this.#append(bytes, start, end, h);
  }

  /** Code of the value, or 0 when it was never seen. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#find(bytes, start, end, hash(bytes, start, end));
  }

  codeOf(value: string): number {
    const bytes = encoder.encode(value);
    return this.code(bytes, 0, bytes.length);
  }

  value(code: number): string {
    if (code < 1 || code > this.size) return '';
    return decoder.decode(this.#arena.subarray(this.#offsets[code]!, this.#end(code)));
  }

  /** Values of the codes from `code` on, joined by NUL; '' when there are none. */
  textFrom(code: number): string {
    if (code > this.size) return '';
    return decoder.decode(this.#arena.subarray(this.#offsets[code]!, this.#used - 1));
  }

  #end(code: number): number {
    return (code === this.size ? this.#used : this.#offsets[code + 1]!) - 1;
  }

  #find(bytes: Uint8Array, start: number, end: number, h: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    const arena = this.#arena;
    for (let slot = h & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot]!;
      if (code === 0) return 0;
      if (this.#hashes[code] !== h) continue;
      let q = this.#offsets[code]!;
      let p = start;
      while (p < end && arena[q] === bytes[p]) {
        p++;
        q++;
      }
      if (p === end && arena[q] === 0) return code;
    }
  }

  #append(bytes: Uint8Array, start: number, end: number, h: number): number {
    const length = end - start;
    if (this.#used + length + 1 > this.#arena.length) {
      const grown = new Uint8Array(Math.max(this.#arena.length * 2, this.#used + length + 1));
      grown.set(this.#arena.subarray(0, this.#used));
      this.#arena = grown;
    }
    const code = ++this.size;
    if (code >= this.#offsets.length) {
      this.#offsets = grow(this.#offsets);
      this.#hashes = grow(this.#hashes);
    }
    if (code * 2 > this.#slots.length) this.#rehash();
    this.#offsets[code] = this.#used;
    this.#hashes[code] = h;
    this.#arena.set(bytes.subarray(start, end), this.#used);
    this.#used += length;
    this.#arena[this.#used++] = 0;
    this.#place(code, h);
    return code;
  }

  #place(code: number, h: number) {
    const mask = this.#slots.length - 1;
    let slot = h & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = code;
  }

  #rehash() {
    this.#slots = new Int32Array(this.#slots.length * 4);
    for (let code = 1; code < this.size; code++) this.#place(code, this.#hashes[code]!);
  }
}

function grow(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(old.length * 2);
  grown.set(old);
  return grown;
}

/** FNV-1a with a last mix, so that the low bits that choose the slot depend on every byte. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let p = start; p < end; p++) h = Math.imul(h ^ bytes[p]!, 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
