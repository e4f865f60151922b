/** Tuples of integers and their numbers, from 0 in order of first sight. */
export class TupleTable {
  size = 0;
  #parts: Int32Array<ArrayBuffer>;
  #slots = new Int32Array(1024);
  readonly #scratch: Int32Array;

  constructor(readonly width: number) {
    this.#parts = new Int32Array(256 * width);
    this.#scratch = new Int32Array(width);
  }

  /** Where the next tuple's parts are put before `find` or `add`. */
  get tuple(): Int32Array {
    return this.#scratch;
  }

  /** Number of the tuple, or -1. */
  find(): number {
    return this.#slots[this.#slot()]! - 1;
  }

  /** Number of the tuple; the next free one when it is new. */
  add(): number {
    const slot = this.#slot();
    const known = this.#slots[slot]! - 1;
    if (known >= 0) return known;
    const number = this.size++;
    if (this.size * this.width > this.#parts.length) {
      const grown = new Int32Array(this.#parts.length * 2);
      grown.set(this.#parts);
      this.#parts = grown;
    }
    this.#parts.set(this.#scratch, number * this.width);
    this.#slots[slot] = this.size;
    if (this.size * 1.7 > this.#slots.length) this.#rehash();
    return number;
  }

  #slot(): number {
    const { width } = this;
    const slots = this.#slots;
    const parts = this.#parts;
    const scratch = this.#scratch;
    const mask = slots.length - 1;
    next: for (let slot = hash(scratch, 0, width) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number < 0) return slot;
      const at = number * width;
      for (let i = 0; i < width; i++) if (parts[at + i] !== scratch[i]) continue next;
      return slot;
    }
  }

  #rehash() {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = hash(this.#parts, number * this.width, this.width) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/**
 * A lone first part, such as the code of an order without lines, keeps its neighbours near: codes are given in
 * order of first sight, so that a file walks through memory instead of jumping. Every other slot stays free for
 * tuples whose place is mixed.
 */
function hash(values: Int32Array, at: number, width: number): number {
  let rest = 0;
  for (let i = 1; i < width; i++) rest |= values[at + i]!;
  if (rest === 0) return values[at]! << 1;
  let h = 0x9e3779b9;
  for (let i = 0; i < width; i++) {
    h = Math.imul(h ^ values[at + i]!, 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
