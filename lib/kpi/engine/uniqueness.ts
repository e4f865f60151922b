import type { TableFacts } from '../../facts/factset';
import { grown } from '../../facts/growing';
import type { TableChange } from '../../facts/memory';
import { GONE } from '../../facts/table';
import { NO_CODE } from '../../facts/types';

/** Whether each row of a table has a key of its own, kept while rows come and go. */
export class Uniqueness {
  /** A bit for each code that a row has; null once two rows had the same. */
  private seen: Uint32Array | null;
  private without = 0;
  private rows: number;

  /**
   * @param keys code of each row, NO_CODE = none
   * @param size number of codes
   */
  constructor(
    private readonly table: TableFacts,
    keys: Uint32Array,
    size: number,
  ) {
    const seen = new Uint32Array((size >> 5) + 1);
    this.seen = seen;
    const { partner, rows } = table;
    this.rows = rows;
    for (let row = 0; row < rows; row++) {
      if (partner[row] === GONE) continue;
      const key = keys[row]!;
      if (key === NO_CODE) {
        this.without++;
        continue;
      }
      const bit = 1 << (key & 31);
      if (seen[key >> 5]! & bit) {
        this.seen = null;
        return;
      }
      seen[key >> 5]! |= bit;
    }
  }

  get is(): 'every' | 'some' | 'no' {
    if (!this.seen) return 'no';
    return this.without === 0 ? 'every' : 'some';
  }

  /**
   * Follows a change of the table.
   * @param keys code of each row now
   * @returns false when all rows have to be looked at again
   */
  follow(keys: Uint32Array, { came, went }: TableChange): boolean {
    if (!this.seen) return false;
    // A row that came and went since was never among those seen.
    for (const row of new Set(went)) {
      if (row >= this.rows) continue;
      const key = keys[row]!;
      if (key === NO_CODE) this.without--;
      else this.seen[key >> 5]! &= ~(1 << (key & 31));
    }
    let most = 0;
    for (const row of came) most = Math.max(most, keys[row]!);
    const seen = grown(this.seen, (most >> 5) + 1);
    this.seen = seen;
    for (const row of came) {
      const key = keys[row]!;
      const bit = 1 << (key & 31);
      if (key === NO_CODE) this.without++;
      else if (seen[key >> 5]! & bit) return false;
      else seen[key >> 5]! |= bit;
    }
    this.rows = this.table.rows;
    return true;
  }
}
