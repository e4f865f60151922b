import { grown, roomFor } from './growing';
import { GONE, NOBODY, type TableFacts } from './table';
import { NO_CODE } from './types';

/** Rows of a table by key code, as linked lists in the order in which rows are read. */
export class KeyIndex {
  /** Key code -> first row, -1 without one. */
  head: Int32Array;
  /** Row -> next row with the same key, -1 at the end. */
  next: Int32Array;
  /** Keys that several rows have. */
  private repeated = 0;

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
        const after = head[key]!;
        // Counted where a second row joins the first.
        if (after >= 0 && next[after]! < 0) this.repeated++;
        next[row] = after;
        head[key] = row;
      }
    this.head = head;
    this.next = next;
  }

  /** No two rows have the same key. */
  get unique(): boolean {
    return this.repeated === 0;
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
   * @param touched codes of the rows that came and of those that went
   * @param came rows that came, or came to another partner
   */
  follow(keys: Uint32Array, touched: Iterable<number>, came: ArrayLike<number>): void {
    const { partner, order } = this.table;
    const fresh = new Map<number, number[]>();
    for (let i = 0; i < came.length; i++) {
      const key = keys[came[i]!]!;
      const rows = fresh.get(key);
      if (rows) rows.push(came[i]!);
      else fresh.set(key, [came[i]!]);
    }
    this.next = grown(this.next, this.table.rows, -1);
    for (const key of touched) {
      if (key === NO_CODE) continue;
      this.head = grown(this.head, key + 1, -1);
      const { head, next } = this;
      if (head[key]! >= 0 && next[head[key]!]! >= 0) this.repeated--;
      const known =
        head[key]! < 0 ? [] : this.of(key).filter((row) => partner[row] !== GONE && keys[row] === key);
      let rows = fresh.get(key) ?? [];
      if (known.length > 0) rows = [...new Set([...known, ...rows])];
      if (rows.length > 1) rows.sort((a, b) => partner[a]! - partner[b]! || order[a]! - order[b]!);
      head[key] = rows[0] ?? -1;
      if (rows.length > 1) this.repeated++;
      for (let i = 0; i < rows.length; i++) next[rows[i]!] = rows[i + 1] ?? -1;
    }
  }
}
