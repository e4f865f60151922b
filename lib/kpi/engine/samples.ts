import { type Block, COUNTED } from './batch';
import { PROGRAMME } from './outcome';

/** Columns of numbers of the counted rows, kept by partner and window for statistics that need every one. */
export class Samples {
  private capacity = 256;
  private length = 0;
  private groups = new Int32Array(this.capacity);
  private columns: Float64Array[];
  private firsts = new Uint8Array(this.capacity);
  private starts: Int32Array | null = null;
  private anyRepeated = false;

  /**
   * @param width numbers of a row
   * @param windows windows per partner
   */
  constructor(
    private readonly width: number,
    private readonly partners: number,
    private readonly windows: number,
  ) {
    this.columns = Array.from({ length: width }, () => new Float64Array(this.capacity));
  }

  private grow(): void {
    this.capacity *= 2;
    const larger = <T extends Float64Array | Int32Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.groups = larger(this.groups, new Int32Array(this.capacity));
    this.firsts = larger(this.firsts, new Uint8Array(this.capacity));
    this.columns = this.columns.map((column) => larger(column, new Float64Array(this.capacity)));
  }

  /** Takes the counted rows of a block. `columns` are the block's buffers, one for each number. */
  take(block: Block, partner: Int32Array, columns: readonly (Float64Array | Uint8Array)[]): void {
    const { marks, slots, rows, at, ripe, fresh } = block;
    while (this.length + ripe > this.capacity) this.grow();
    const { groups, firsts, windows } = this;
    const start = this.length;
    const counted = COUNTED;
    let end = start;
    for (let k = 0; k < ripe; k++) {
      const i = at[k]!;
      if (marks[i] !== counted) continue;
      groups[end] = partner[rows[i]!]! * windows + slots[i]!;
      firsts[end++] = fresh === null ? 1 : fresh[i]!;
    }
    for (let c = 0; c < this.width; c++) {
      const column = this.columns[c]!;
      const values = columns[c]!;
      let to = start;
      for (let k = 0; k < ripe; k++) if (marks[at[k]!] === counted) column[to++] = values[k]!;
    }
    this.length = end;
  }

  /** Orders what was taken by group; partners come in order, only their windows are mixed. */
  private arrange(): Int32Array {
    if (this.starts) return this.starts;
    const { length, groups } = this;
    const starts = new Int32Array(this.partners * this.windows + 1);
    for (let i = 0; i < length; i++) starts[groups[i]! + 1]!++;
    for (let g = 1; g < starts.length; g++) starts[g]! += starts[g - 1]!;
    for (let i = 0; i < length; i++) if (this.firsts[i] === 0) this.anyRepeated = true;
    if (this.windows > 1) {
      const next = starts.slice();
      const place = new Int32Array(length);
      for (let i = 0; i < length; i++) place[i] = next[groups[i]!]!++;
      const sorted = <T extends Float64Array | Uint8Array>(old: T, fresh: T): T => {
        for (let i = 0; i < length; i++) fresh[place[i]!] = old[i]!;
        return fresh;
      };
      this.columns = this.columns.map((column) => sorted(column, new Float64Array(length)));
      this.firsts = sorted(this.firsts, new Uint8Array(length));
    }
    this.starts = starts;
    return starts;
  }

  /** The k-th number of each row of a group; not to be changed. */
  of(group: number, slot: number, k: number): Float64Array {
    const starts = this.arrange();
    if (group !== PROGRAMME) {
      const at = group * this.windows + slot;
      return this.columns[k]!.subarray(starts[at]!, starts[at + 1]!);
    }
    const column = this.columns[k]!;
    if (this.windows === 1 && !this.anyRepeated) return column.subarray(0, this.length);
    const everyone: number[] = [];
    for (let p = 0; p < this.partners; p++) {
      const at = p * this.windows + slot;
      for (let i = starts[at]!; i < starts[at + 1]!; i++) if (this.firsts[i] === 1) everyone.push(column[i]!);
    }
    return Float64Array.from(everyone);
  }
}
