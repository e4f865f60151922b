import { grown } from '../../facts/growing';
import { type Block, COUNTED } from './batch';
import { PROGRAMME } from './outcome';

/**
 * Columns of numbers of the counted rows, kept by partner and window for statistics that need every one.
 * Group `partners` is that of things counted once for the programme.
 */
export class Samples {
  private length = 0;
  private groups = new Int32Array(256);
  private taken: Float64Array[];
  /** What was taken first, ordered by group: those of group g are [starts[g], starts[g + 1]). */
  private columns: Float64Array[] | null = null;
  private starts = new Int32Array(0);
  /** Columns of the groups that were taken again. */
  private readonly again = new Map<number, Float64Array[]>();
  private once = false;
  private everyone = new Map<number, Float64Array>();

  /**
   * @param width numbers of a row
   * @param windows windows per partner
   */
  constructor(
    private readonly width: number,
    private readonly partners: number,
    private readonly windows: number,
  ) {
    this.taken = Array.from({ length: width }, () => new Float64Array(256));
  }

  /** Takes the counted rows of a block. `columns` are the block's buffers, one for each number. */
  take(block: Block, partner: Int32Array, columns: readonly (Float64Array | Uint8Array)[]): void {
    const { marks, slots, rows, at, ripe } = block;
    this.groups = grown(this.groups, this.length + ripe);
    this.taken = this.taken.map((column) => grown(column, this.length + ripe));
    const { groups, windows } = this;
    const start = this.length;
    const counted = COUNTED;
    let end = start;
    for (let k = 0; k < ripe; k++) {
      const i = at[k]!;
      if (marks[i] !== counted) continue;
      groups[end++] = partner[rows[i]!]! * windows + slots[i]!;
    }
    for (let c = 0; c < this.width; c++) {
      const column = this.taken[c]!;
      const values = columns[c]!;
      let to = start;
      for (let k = 0; k < ripe; k++) if (marks[at[k]!] === counted) column[to++] = values[k]!;
    }
    this.length = end;
    this.everyone.clear();
  }

  /** Leaves out what was taken of a partner; it is taken again. */
  forget(partner: number): void {
    this.settle();
    if (partner === this.partners) this.once = true;
    this.everyone.clear();
    for (let slot = 0; slot < this.windows; slot++)
      this.again.set(
        partner * this.windows + slot,
        Array.from({ length: this.width }, () => new Float64Array(0)),
      );
  }

  /** Orders what was taken by group. */
  private settle(): void {
    const { length, groups } = this;
    if (!this.columns) {
      const starts = new Int32Array((this.partners + 1) * this.windows + 1);
      for (let i = 0; i < length; i++) starts[groups[i]! + 1]!++;
      for (let g = 1; g < starts.length; g++) starts[g]! += starts[g - 1]!;
      let ordered = true;
      for (let i = 1; i < length && ordered; i++) ordered = groups[i - 1]! <= groups[i]!;
      this.starts = starts;
      this.columns = this.taken.map((column) => {
        if (ordered) return column.slice(0, length);
        const next = starts.slice();
        const sorted = new Float64Array(length);
        for (let i = 0; i < length; i++) sorted[next[groups[i]!]!++] = column[i]!;
        return sorted;
      });
    } else if (length > 0) {
      const places = new Map<number, number[]>();
      for (let i = 0; i < length; i++) {
        const list = places.get(groups[i]!);
        if (list) list.push(i);
        else places.set(groups[i]!, [i]);
      }
      for (const [group, list] of places)
        this.again.set(
          group,
          this.taken.map((column) => Float64Array.from(list, (i) => column[i]!)),
        );
    }
    if (this.length > 0) {
      this.length = 0;
      this.groups = new Int32Array(256);
      this.taken = this.taken.map(() => new Float64Array(256));
    }
  }

  private group(group: number, k: number): Float64Array {
    const again = this.again.get(group);
    return again ? again[k]! : this.columns![k]!.subarray(this.starts[group]!, this.starts[group + 1]!);
  }

  /** The k-th number of each row of a group; not to be changed. */
  of(group: number, slot: number, k: number): Float64Array {
    this.settle();
    const { windows, partners } = this;
    if (group !== PROGRAMME) return this.group(group * windows + slot, k);
    if (this.once) return this.group(partners * windows + slot, k);
    if (windows === 1 && this.again.size === 0) return this.columns![k]!;
    const name = slot * this.width + k;
    let all = this.everyone.get(name);
    if (!all) {
      const parts = Array.from({ length: partners }, (_, p) => this.group(p * windows + slot, k));
      all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      this.everyone.set(name, all);
    }
    return all;
  }
}
