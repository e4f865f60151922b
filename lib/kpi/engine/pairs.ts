import type { TableFacts } from '../../facts/factset';

/** Codes of (partner, key) pairs, so that a join by both is a join by one. */
export interface Pairs {
  /** Pair code of each row of the table that was numbered, 0 = no key. */
  codes: Uint32Array;
  /** Number of codes, 0 included. */
  size: number;
  /** Pair codes of another table's rows; 0 where the numbered table has no such pair. */
  of(table: TableFacts, keys: Uint32Array): Uint32Array;
}

const mix = (partner: number, key: number): number => {
  let hash = Math.imul(key, 0x9e3779b1) ^ Math.imul(partner + 2, 0x85ebca6b);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
};

/** Numbers the pairs of a table's rows, in an open-addressed table of twice their number. */
export function numberPairs(table: TableFacts, keys: Uint32Array): Pairs {
  let capacity = 16;
  while (capacity < table.rows * 2) capacity *= 2;
  const mask = capacity - 1;
  const slots = new Uint32Array(capacity);
  const partners: number[] = [0];
  const ownKeys: number[] = [0];

  const find = (partner: number, key: number): number => {
    let at = mix(partner, key) & mask;
    while (slots[at] !== 0) {
      const code = slots[at]!;
      if (partners[code] === partner && ownKeys[code] === key) return at;
      at = (at + 1) & mask;
    }
    return at;
  };

  const codes = new Uint32Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const key = keys[row]!;
    if (key === 0) continue;
    const partner = table.partner[row]!;
    const at = find(partner, key);
    if (slots[at] === 0) {
      slots[at] = partners.length;
      partners.push(partner);
      ownKeys.push(key);
    }
    codes[row] = slots[at]!;
  }
  return {
    codes,
    size: partners.length,
    of(other, otherKeys) {
      const found = new Uint32Array(other.rows);
      for (let row = 0; row < other.rows; row++)
        if (otherKeys[row] !== 0) found[row] = slots[find(other.partner[row]!, otherKeys[row]!)]!;
      return found;
    },
  };
}
