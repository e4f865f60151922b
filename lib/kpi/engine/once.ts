import { type Block, COUNTED, IMMATURE } from './batch';
import type { SeenMarks } from './cache';

/** Things that were counted before, by code. */
export interface Seen {
  codes: Uint32Array;
  marks: SeenMarks;
  /** First number of this scan; partner p marks with base + p + 2, the programme with base. */
  base: number;
  /** More than one window: a bit for each says in which. */
  bits: boolean;
  /** The programme is wanted too. */
  everyone: boolean;
}

/** Marks rows of things that this partner had before in the same window, and those that somebody had. */
export function onlyOnce(seen: Seen, partners: Int32Array, mark: number, block: Block): void {
  if (seen.bits) onceInWindows(seen, partners, mark, block);
  else onceInWindow(seen, partners, mark, block);
}

/** With one window a single mark says who had the thing last in this scan, and so whether anybody had it. */
function onceInWindow(
  { codes, marks: { partner }, base }: Seen,
  partners: Int32Array,
  mark: number,
  { rows, marks, fresh, count }: Block,
): void {
  const [counted, immature] = [COUNTED, IMMATURE];
  for (let i = 0; i < count; i++) {
    fresh![i] = 1;
    if (marks[i] !== counted && marks[i] !== immature) continue;
    const code = codes[rows[i]!]!;
    // A row that names nothing stands for itself.
    if (code === 0) continue;
    const owner = base + partners[rows[i]!]! + 2;
    const before = partner[code]!;
    if (before === owner) marks[i] = mark;
    else partner[code] = owner;
    if (before >= base) fresh![i] = 0;
  }
}

function onceInWindows(
  { codes, marks: { partner, partnerBits, everyone, everyoneBits }, base, everyone: all }: Seen,
  partners: Int32Array,
  mark: number,
  { rows, marks, slots, fresh, count }: Block,
): void {
  const [counted, immature] = [COUNTED, IMMATURE];
  for (let i = 0; i < count; i++) {
    fresh![i] = 1;
    if (marks[i] !== counted && marks[i] !== immature) continue;
    const code = codes[rows[i]!]!;
    if (code === 0) continue;
    const owner = base + partners[rows[i]!]! + 2;
    const bit = 1 << slots[i]!;
    if (partner[code] !== owner) {
      partner[code] = owner;
      partnerBits[code] = bit;
    } else if (partnerBits[code]! & bit) marks[i] = mark;
    else partnerBits[code]! |= bit;
    if (!all) continue;
    if (everyone[code] !== base) {
      everyone[code] = base;
      everyoneBits[code] = bit;
    } else if (everyoneBits[code]! & bit) fresh![i] = 0;
    else everyoneBits[code]! |= bit;
  }
}
