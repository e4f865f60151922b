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
    let most = 0;
    for (const row of came) if (keys[row]! > most) most = keys[row]!;
    this.head = grown(this.head, most + 1, -1);
    /** Keys whose rows have to be put in order, with those that came. */
    const mixed = new Map<number, number[]>();
    for (const key of left) if (key !== NO_CODE) mixed.set(key, []);
    if (mixed.size === 0) {
      this.insert(came, keys);
      return;
    }
    this.insert(
      came.filter((row) => !mixed.get(keys[row]!)?.push(row)),
      keys,
    );
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

  /** Puts rows where they belong among those of their keys, none of which went. */
  private insert(rows: readonly number[], keys: Uint32Array): void {
    const { head, next } = this;
    const { partner, order } = this.table;
    for (const row of rows) {
      const key = keys[row]!;
      if (key === NO_CODE) continue;
      let last = -1;
      let at = head[key]!;
      if (at >= 0) {
        const owner = partner[row]!;
        const place = order[row]!;
        while (at >= 0) {
          const other = partner[at]!;
          if (other === owner ? order[at]! >= place : other > owner) break;
          last = at;
          at = next[at]!;
        }
        if (at === row) continue;
      }
      next[row] = at;
      if (last < 0) head[key] = row;
      else next[last] = row;
    }
  }
}
