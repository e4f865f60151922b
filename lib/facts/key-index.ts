import { grown, roomFor } from './growing';
import { GONE, NOBODY, type TableFacts } from './table';
import { NO_CODE } from './types';

/** Rows of a table by key code, as linked lists in the order in which rows are read. */
export class KeyIndex {
  /** Key code -> first row, -1 without one. */
  head: Int32Array;
  /** Row -> next row with the same key, -1 at the end. */
  next: Int32Array;

  /**
   * @param keys code of each row, NO_CODE = none
   * @param size number of codes
   */
  constructor(
    private readonly table: TableFacts,
    keys: Uint32Array,
    size: number,
  ) {
    const head = new Int32Array(roomFor(size)).fill(-1);
    const next = new Int32Array(roomFor(table.rows)).fill(-1);
    for (const { from, to, list } of [...table.spans(NOBODY)].reverse())
      for (let i = to - 1; i >= from; i--) {
        const row = list ? list[i]! : i;
        const key = keys[row]!;
        if (key === NO_CODE) continue;
        next[row] = head[key]!;
        head[key] = row;
      }
    this.head = head;
    this.next = next;
  }

  /** Rows with a key, in order. */
  of(key: number): number[] {
    const rows: number[] = [];
    for (let row = this.head[key] ?? -1; row >= 0; row = this.next[row]!) rows.push(row);
    return rows;
  }

  /**
   * Follows a change of the table.
   * @param keys code of each row now
   * @param came rows that came, or came to another partner
   * @param left codes that rows had which went, or left their partner
   */
  follow(keys: Uint32Array, came: readonly number[], left: Iterable<number>): void {
    this.next = grown(this.next, this.table.rows, -1);
    /** Keys whose rows have to be put in order, with those that came. */
    const mixed = new Map<number, number[]>();
    for (const key of left) if (key !== NO_CODE) mixed.set(key, []);
    for (const row of came) {
      const key = keys[row]!;
      if (key === NO_CODE) continue;
      const known = mixed.get(key);
      if (known) known.push(row);
      else this.insert(row, key);
    }
    const { partner, order } = this.table;
    for (const [key, fresh] of mixed) {
      this.head = grown(this.head, key + 1, -1);
      const { head, next } = this;
      const rows = new Set(fresh);
      for (let row = head[key]!; row >= 0; row = next[row]!)
        if (partner[row] !== GONE && keys[row] === key) rows.add(row);
      const all = [...rows];
      if (all.length > 1) all.sort((a, b) => partner[a]! - partner[b]! || order[a]! - order[b]!);
      head[key] = all[0] ?? -1;
      for (let i = 0; i < all.length; i++) next[all[i]!] = all[i + 1] ?? -1;
    }
  }

  /** Puts a row where it belongs among the rows of its key, none of which went. */
  private insert(row: number, key: number): void {
    this.head = grown(this.head, key + 1, -1);
    const { head, next } = this;
    const { partner, order } = this.table;
    const before = (other: number): boolean =>
      partner[other] === partner[row] ? order[other]! < order[row]! : partner[other]! < partner[row]!;
    let last = -1;
    let at = head[key]!;
    while (at >= 0 && before(at)) {
      last = at;
      at = next[at]!;
    }
    if (at === row) return;
    next[row] = at;
    if (last < 0) head[key] = row;
    else next[last] = row;
  }
}
