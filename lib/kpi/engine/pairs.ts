/** Codes of (partner, key) pairs, or of pairs of keys, so that a join by both is a join by one. */
export interface Pairs {
  /** Pair code of each row of the table that was numbered, 0 = no key. */
  codes: Uint32Array;
  /** Number of codes, 0 included. */
  size: number;
  /** Pair codes of other rows; 0 where the numbered ones have no such pair. */
  of(firsts: Int32Array | Uint32Array, keys: Uint32Array): Uint32Array;
}

const mix = (first: number, key: number): number => {
  let hash = Math.imul(key, 0x9e3779b1) ^ Math.imul(first + 2, 0x85ebca6b);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
};

/**
 * Numbers the pairs of a table's rows, in an open-addressed table of twice their number.
 * @param firsts partner ordinals, or codes of another key
 * @param keys 0 = the row has no pair
 */
export function numberPairs(firsts: Int32Array | Uint32Array, keys: Uint32Array): Pairs {
  let capacity = 16;
  while (capacity < keys.length * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Uint32Array(capacity);
  const ownFirsts = new Int32Array(keys.length + 1);
  const ownKeys = new Uint32Array(keys.length + 1);
  let size = 1;

  const find = (first: number, key: number): number => {
    let at = mix(first, key) & mask;
    while (slots[at] !== 0) {
      const code = slots[at]!;
      if (ownKeys[code] === key && ownFirsts[code] === first) return at;
      at = (at + 1) & mask;
    }
    return at;
  };

  const codes = new Uint32Array(keys.length);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row]!;
    if (key === 0) continue;
    const first = firsts[row]!;
    const at = find(first, key);
    if (slots[at] === 0) {
      ownFirsts[size] = first;
      ownKeys[size] = key;
      slots[at] = size++;
    }
    codes[row] = slots[at]!;
  }
  return {
    codes,
    size,
    of(otherFirsts, otherKeys) {
      const found = new Uint32Array(otherKeys.length);
      for (let row = 0; row < found.length; row++)
        if (otherKeys[row] !== 0) found[row] = slots[find(otherFirsts[row]!, otherKeys[row]!)]!;
      return found;
    },
  };
}
