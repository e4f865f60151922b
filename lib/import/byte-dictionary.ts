/**
 * Values and their codes, looked up by their UTF-8 bytes: a cell that was seen before costs no string.
 * Codes run from 1 in order of first sight; 0 is the missing value and never stored.
 */

const CODE_BITS = 26;
const CODE_MASK = 2 ** CODE_BITS - 1;

/** Most values that `codes` takes: what they touch must still be near when it is used. */
export const CODES_AT_ONCE = 256;
/** No value has this hash. */
export const NO_HASH = 0;

/** Slots grow by this factor while they are few, to be filled anew less often. */
const EARLY_GROWTH = 4;
const FEW_SLOTS = 1 << 18;

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
  /**
   * Open addressing, one word a slot: code in the low 26 bits (0 = free), the hash's top bits above. A million
   * values then take 8 MB, which decides the speed: a look-up costs little but the wait for memory.
   */
  #slots = new Uint32Array(256);
  /** Where `codes` reads ahead: of each value its code, then its place, then its first byte. */
  readonly #near = new Int32Array(CODES_AT_ONCE);

  /** @param text values joined by NUL, as a stored dictionary keeps them; they get the codes from 1 */
  static fromText(text: string): ByteDictionary {
    const out = new ByteDictionary();
    const bytes = encoder.encode(text);
    let start = 0;
    for (let p = 0; p <= bytes.length; p++) {
      if (p < bytes.length && bytes[p] !== 0) continue;
      out.#append(bytes, start, p, hashOf(bytes, start, p));
      start = p + 1;
    }
    return out;
  }

  /** Code of the value in bytes [start, end); given if it is new. The value must not contain NUL. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const h = hashOf(bytes, start, end);
    const known = this.#find(bytes, start, end, h);
    return known > 0 ? known : this.#append(bytes, start, end, h);
  }

  /**
   * Codes of the values in bytes [starts[i], ends[i]) for i in [from, to), given to those that are new; 0 where
   * `hashes` says not to ask. One look-up costs little but three waits for memory; here the waits of many overlap.
   * @param hashes `hashOf` each value, or NO_HASH, from index 0 for `from`
   */
  codes(
    bytes: Uint8Array,
    starts: Int32Array,
    ends: Int32Array,
    from: number,
    to: number,
    hashes: Int32Array,
    out: Uint32Array,
  ): void {
    const count = to - from;
    const slots = this.#slots;
    const offsets = this.#offsets;
    const arena = this.#arena;
    const mask = slots.length - 1;
    const near = this.#near;
    for (let i = 0; i < count; i++) near[i] = slots[hashes[i]! & mask]! & CODE_MASK;
    for (let i = 0; i < count; i++) near[i] = offsets[near[i]!]!;
    for (let i = 0; i < count; i++) near[i] = arena[near[i]!]!;
    for (let i = 0; i < count; i++) {
      const h = hashes[i]!;
      if (h === NO_HASH) {
        out[from + i] = 0;
        continue;
      }
      const start = starts[from + i]!;
      const end = ends[from + i]!;
      const known = this.#find(bytes, start, end, h);
      out[from + i] = known > 0 ? known : this.#append(bytes, start, end, h);
    }
  }

  /** Code of the value, or 0 when it was never seen. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#find(bytes, start, end, hashOf(bytes, start, end));
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
    const tag = h >>> CODE_BITS;
    for (let at = h & mask; ; at = (at + 1) & mask) {
      const slot = slots[at]!;
      if (slot === 0) return 0;
      if (slot >>> CODE_BITS !== tag) continue;
      const arena = this.#arena;
      const code = slot & CODE_MASK;
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
      if (code > CODE_MASK) throw new RangeError('A column has more than 67 million different values.');
      this.#offsets = grow(this.#offsets);
      this.#hashes = grow(this.#hashes);
    }
    if (code * 1.7 > this.#slots.length) this.#rehash();
    this.#hashes[code] = h;
    this.#offsets[code] = this.#used;
    const arena = this.#arena;
    let q = this.#used;
    for (let p = start; p < end; p++) arena[q++] = bytes[p]!;
    arena[q++] = 0;
    this.#used = q;
    place(this.#slots, code, h);
    return code;
  }

  #rehash() {
    const { length } = this.#slots;
    const slots = new Uint32Array(length * (length < FEW_SLOTS ? EARLY_GROWTH : 2));
    for (let code = 1; code < this.size; code++) place(slots, code, this.#hashes[code]!);
    this.#slots = slots;
  }
}

function place(slots: Uint32Array, code: number, h: number) {
  const mask = slots.length - 1;
  let at = h & mask;
  while (slots[at] !== 0) at = (at + 1) & mask;
  slots[at] = ((h >>> CODE_BITS) << CODE_BITS) | code;
}

function grow(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(old.length * 2);
  grown.set(old);
  return grown;
}

/** Four bytes a step; a last mix makes the low bits, which choose the slot, depend on every byte. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let h = end - start;
  let p = start;
  for (; p + 4 <= end; p += 4) {
    const word = bytes[p]! | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16) | (bytes[p + 3]! << 24);
    h = Math.imul(h ^ word, 0x85ebca6b);
    h ^= h >>> 15;
  }
  for (; p < end; p++) h = Math.imul(h ^ bytes[p]!, 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13) || 1;
}
