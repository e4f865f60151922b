import type { TableFacts } from '../../facts/factset';
import { grown } from '../../facts/growing';
import type { TableChange } from '../../facts/memory';
import { GONE } from '../../facts/table';
import { NO_CODE } from '../../facts/types';

/** Makes room below ordinals for 0, a key without rows, and 1, rows without a partner. */
const OWN = 2;

/** Whether all rows of a key are of one partner, kept while rows come and go. */
class SingleOwner {
  /** By key code; null once two partners had rows of the same. */
  private owners: Int32Array | null;

  /**
   * @param keys code of each row, NO_CODE = none
   * @param size number of codes
   */
  constructor({ partner, rows }: TableFacts, keys: Uint32Array, size: number) {
    const owners = new Int32Array(size);
    this.owners = owners;
    for (let row = 0; row < rows; row++) {
      const owner = partner[row]! + OWN;
      const key = keys[row]!;
      if (key === NO_CODE || owner === GONE + OWN) continue;
      if (owners[key] === 0) owners[key] = owner;
      else if (owners[key] !== owner) {
        this.owners = null;
        return;
      }
    }
  }

  get is(): boolean {
    return this.owners !== null;
  }

  /**
   * Follows a change of the table.
   * @param keys code of each row now
   * @param partner of each row now
   * @returns false when all rows have to be looked at again: whose keys rows were that went is not known
   */
  follow(keys: Uint32Array, partner: Int32Array, { came }: TableChange): boolean {
    if (!this.owners) return false;
    let most = 0;
    for (const row of came) most = Math.max(most, keys[row]!);
    const owners = grown(this.owners, most + 1);
    this.owners = owners;
    for (const row of came) {
      const owner = partner[row]! + OWN;
      const key = keys[row]!;
      if (key === NO_CODE) continue;
      if (owners[key] === 0) owners[key] = owner;
      else if (owners[key] !== owner) return false;
    }
    return true;
  }
}

/** Keys of tables, and whether all rows of each are of one partner. */
export class KeyOwners {
  private readonly known = new Map<string, { column: string; owner: SingleOwner }>();

  /** @param size number of codes of the column */
  areSingle(table: TableFacts, column: string, size: number): boolean {
    const name = `${table.id}.${column}`;
    let found = this.known.get(name);
    if (!found) {
      found = { column, owner: new SingleOwner(table, table.column(column) as Uint32Array, size) };
      this.known.set(name, found);
    }
    return found.owner.is;
  }

  follow(table: TableFacts, change: TableChange): void {
    for (const [name, { column, owner }] of [...this.known])
      if (
        name === `${table.id}.${column}` &&
        !owner.follow(table.column(column) as Uint32Array, table.partner, change)
      )
        this.known.delete(name);
  }
}
