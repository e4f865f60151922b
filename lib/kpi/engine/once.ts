import { grown } from '../../facts/growing';
import { type Block, COUNTED, IMMATURE } from './batch';
import type { SeenMarks } from './seen-marks';
import { BLOCK } from './vector';

/** Things that were counted before, by code. */
export interface Seen {
  codes: Uint32Array;
  marks: SeenMarks;
  /** First number of this scan; partner p marks with base + p + 2. */
  base: number;
  /** More than one window: a bit for each says in which. */
  bits: boolean;
}

/** Where there is one window: nothing is asked of it. */
const NO_BITS = new Int32Array(0);

/** Marks rows of things that this partner had before in the same window. */
export function onlyOnce(
  { codes, marks: all, base, bits }: Seen,
  partners: Int32Array,
  mark: number,
  { rows, marks, slots, count }: Block,
): void {
  const owners = all.owner;
  const inWindows = bits ? all.bits : NO_BITS;
  const [counted, immature] = [COUNTED, IMMATURE];
  for (let i = 0; i < count; i++) {
    if (marks[i] !== counted && marks[i] !== immature) continue;
    const code = codes[rows[i]!]!;
    // A row that names nothing stands for itself.
    if (code === 0) continue;
    const owner = base + partners[rows[i]!]! + 2;
    const bit = bits ? 1 << slots[i]! : 1;
    if (owners[code] !== owner) {
      owners[code] = owner;
      if (bits) inWindows[code] = bit;
    } else if (!bits || inWindows[code]! & bit) marks[i] = mark;
    else inWindows[code]! |= bit;
  }
}

/** Rows of some partners, one after the other. */
class Kept {
  length = 0;
  codes = new Uint32Array(64);
  slots = new Uint8Array(64);
  counted = new Uint8Array(64);
  readonly numbers: Float64Array[];

  constructor(width: number) {
    this.numbers = Array.from({ length: width }, () => new Float64Array(64));
  }

  room(rows: number): void {
    const wanted = this.length + rows;
    this.codes = grown(this.codes, wanted);
    this.slots = grown(this.slots, wanted);
    this.counted = grown(this.counted, wanted);
    for (let c = 0; c < this.numbers.length; c++) this.numbers[c] = grown(this.numbers[c]!, wanted);
  }
}

/**
 * Things of all partners together: each counts once, for the first partner that has it. What partners counted is kept,
 * so that this can be told again when one of them has others.
 */
export class Things {
  private readonly all: Kept;
  /** Places of each partner's rows in `all`. */
  private readonly from: Int32Array;
  private readonly to: Int32Array;
  /** Rows of partners that were read again. */
  private readonly again = new Map<number, Kept>();
  private reread = false;

  /** @param width numbers of a row: values and conditions */
  constructor(
    private readonly partners: number,
    private readonly width: number,
  ) {
    this.all = new Kept(width);
    this.from = new Int32Array(partners);
    this.to = new Int32Array(partners);
  }

  /** From now on partners are read again. */
  forget(partner: number): void {
    this.reread = true;
    this.again.set(partner, new Kept(this.width));
  }

  /** Takes the counted and immature rows of a block. */
  take(block: Block, partner: Int32Array, codes: Uint32Array): void {
    const { marks, slots, rows, at, ripe, values, conditions } = block;
    let kept = this.all;
    kept.room(block.count);
    let owner = -1;
    let k = 0;
    for (let i = 0; i < block.count; i++) {
      while (k < ripe && at[k]! < i) k++;
      const mark = marks[i]!;
      if (mark !== COUNTED && mark !== IMMATURE) continue;
      const row = rows[i]!;
      if (partner[row] !== owner) {
        owner = partner[row]!;
        if (this.reread) {
          kept = this.again.get(owner)!;
          kept.room(block.count);
        } else if (this.to[owner] === 0) this.from[owner] = kept.length;
      }
      const place = kept.length++;
      kept.codes[place] = codes[row]!;
      kept.slots[place] = slots[i]!;
      kept.counted[place] = mark === COUNTED ? 1 : 0;
      for (let c = 0; c < values.length; c++) kept.numbers[c]![place] = values[c]![k]!;
      for (let c = 0; c < conditions.length; c++)
        kept.numbers[values.length + c]![place] = conditions[c]![k]!;
      if (!this.reread) this.to[owner] = kept.length;
    }
  }

  /**
   * Hands over each thing once, as blocks of counted rows.
   * @param marks for the codes of things
   * @param mine number that no scan marks with
   * @param like block whose shape they have; its rows are all number 0
   */
  each(marks: SeenMarks, mine: number, like: Block, bits: boolean, visit: (block: Block) => void): void {
    const { owner } = marks;
    const inWindows = bits ? marks.bits : NO_BITS;
    const values = like.values.map(() => new Float64Array(BLOCK));
    const conditions = like.conditions.map(() => new Uint8Array(BLOCK));
    const block = {
      count: 0,
      rows: new Int32Array(BLOCK),
      marks: new Uint8Array(BLOCK).fill(COUNTED),
      slots: new Uint8Array(BLOCK),
      at: Int32Array.from({ length: BLOCK }, (_, i) => i),
      ripe: 0,
      values,
      conditions,
      currency: null,
    };
    const flush = () => {
      block.ripe = block.count;
      if (block.count > 0) visit(block);
      block.count = 0;
    };
    for (let p = 0; p < this.partners; p++) {
      const reread = this.again.get(p);
      const kept = reread ?? this.all;
      const to = reread ? reread.length : this.to[p]!;
      for (let i = reread ? 0 : this.from[p]!; i < to; i++) {
        const code = kept.codes[i]!;
        const slot = kept.slots[i]!;
        if (code !== 0) {
          const bit = bits ? 1 << slot : 1;
          if (owner[code] !== mine) {
            owner[code] = mine;
            if (bits) inWindows[code] = bit;
          } else if (!bits || inWindows[code]! & bit) continue;
          else inWindows[code]! |= bit;
        }
        if (kept.counted[i] === 0) continue;
        const place = block.count++;
        block.slots[place] = slot;
        for (let c = 0; c < values.length; c++) values[c]![place] = kept.numbers[c]![i]!;
        for (let c = 0; c < conditions.length; c++)
          conditions[c]![place] = kept.numbers[values.length + c]![i]!;
        if (block.count === BLOCK) flush();
      }
    }
    flush();
  }
}
