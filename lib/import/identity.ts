/** Which rows are the same row: ids of rows by their identity columns, or by content where they have none. */
import { missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactChunk, FactTable } from '@/lib/facts/types';
import { TupleTable } from './tuples';

type Columns = Readonly<Record<string, ColumnArray>>;

/**
 * - `full`    every identity column is filled: the same values are the same row
 * - `part`    some are: the k-th row of a file with those values is the same row as the k-th before
 * - `content` none is: the k-th row with this content is the same row as the k-th before
 */
type Kind = 'full' | 'part' | 'content';

/** A growing list of integers. */
class Ints {
  #values = new Int32Array(256);
  get(i: number): number {
    return i < this.#values.length ? this.#values[i]! : 0;
  }
  set(i: number, value: number) {
    if (i >= this.#values.length) {
      const grown = new Int32Array(Math.max(i + 1, this.#values.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[i] = value;
  }
}

export class Identity {
  /** Highest id given so far. */
  last = 0;
  readonly #table: FactTable;
  readonly #missing: number[];
  /** Identity values and ordinal -> position in `#ids`. */
  readonly #keyed: TupleTable;
  readonly #keyedIds = new Ints();
  /** Two halves of the content hash and ordinal. */
  readonly #content = new TupleTable(3);
  readonly #contentIds = new Ints();
  /** How often this file had a tuple so far. */
  #keyedCounts: { table: TupleTable; counts: Ints };
  #contentCounts = { table: new TupleTable(2), counts: new Ints() };

  /**
   * @param existing current rows with their identity columns; earlier ids first within equal identities
   * @param last highest id in the store
   */
  constructor(table: FactTable, existing: readonly FactChunk[], last: number) {
    this.#table = table;
    this.#missing = table.identity.map((column) => missingOf(table.columns[column]!.kind));
    this.#keyed = new TupleTable(table.identity.length + 1);
    this.#keyedCounts = { table: new TupleTable(table.identity.length), counts: new Ints() };
    this.last = last;
    this.#learn(existing);
    // Ordinals of a file start anew.
    this.#keyedCounts = { table: new TupleTable(table.identity.length), counts: new Ints() };
    this.#contentCounts = { table: new TupleTable(2), counts: new Ints() };
  }

  /** Ordinals follow the ids, which follow the order of first sight. */
  #learn(existing: readonly FactChunk[]) {
    const chunkOf = new Int32Array(this.last + 1).fill(-1);
    const rowOf = new Int32Array(this.last + 1);
    existing.forEach((chunk, k) => {
      for (let r = 0; r < chunk.rows; r++) {
        chunkOf[chunk.id[r]!] = k;
        rowOf[chunk.id[r]!] = r;
      }
    });
    for (let id = 1; id <= this.last; id++) {
      if (chunkOf[id]! < 0) continue;
      const chunk = existing[chunkOf[id]!]!;
      const row = rowOf[id]!;
      const kind = this.kindOf(chunk.columns, row);
      if (kind === 'content') {
        this.#contentKey(chunk.hash[row]!, this.#countContent(chunk.hash[row]!));
        this.#contentIds.set(this.#content.add(), id);
      } else {
        const ordinal = kind === 'full' ? 0 : this.#countKeyed(chunk.columns, row);
        this.#key(chunk.columns, row, ordinal);
        this.#keyedIds.set(this.#keyed.add(), id);
      }
    }
  }

  kindOf(columns: Columns, row: number): Kind {
    let filled = 0;
    const { identity } = this.#table;
    for (let i = 0; i < identity.length; i++) {
      const values = columns[identity[i]!];
      if (values && values[row] !== this.#missing[i]) filled++;
    }
    return filled === identity.length ? 'full' : filled > 0 ? 'part' : 'content';
  }

  /** Id of a row whose identity is complete. @returns [id, whether it was known] */
  full(columns: Columns, row: number): number {
    this.#key(columns, row, 0);
    return this.#give(this.#keyed, this.#keyedIds);
  }

  /** Id of the next row with these identity values. */
  part(columns: Columns, row: number): number {
    this.#key(columns, row, this.#countKeyed(columns, row));
    return this.#give(this.#keyed, this.#keyedIds);
  }

  /**
   * Id of the row with these identity values that `same` accepts: a list without measures says the same thing
   * when it says it twice, so a repeated row is no second row.
   */
  partMerged(columns: Columns, row: number, same: (id: number) => boolean): number {
    for (let ordinal = 0; ; ordinal++) {
      this.#key(columns, row, ordinal);
      const at = this.#keyed.find();
      if (at < 0) return this.#give(this.#keyed, this.#keyedIds);
      const id = this.#keyedIds.get(at);
      if (same(id)) return id;
    }
  }

  /** Id of the next row with this content. */
  content(hash: number): number {
    this.#contentKey(hash, this.#countContent(hash));
    return this.#give(this.#content, this.#contentIds);
  }

  #give(table: TupleTable, ids: Ints): number {
    const at = table.add();
    const known = ids.get(at);
    if (known > 0) return known;
    ids.set(at, ++this.last);
    return this.last;
  }

  #key(columns: Columns, row: number, ordinal: number) {
    const { tuple } = this.#keyed;
    const { identity } = this.#table;
    for (let i = 0; i < identity.length; i++) tuple[i] = columns[identity[i]!]?.[row] ?? this.#missing[i]!;
    tuple[identity.length] = ordinal;
  }

  #countKeyed(columns: Columns, row: number): number {
    const { table, counts } = this.#keyedCounts;
    const { identity } = this.#table;
    for (let i = 0; i < identity.length; i++)
      table.tuple[i] = columns[identity[i]!]?.[row] ?? this.#missing[i]!;
    const at = table.add();
    const count = counts.get(at);
    counts.set(at, count + 1);
    return count;
  }

  #contentKey(hash: number, ordinal: number) {
    const { tuple } = this.#content;
    tuple[0] = Math.floor(hash / 2 ** 21) | 0;
    tuple[1] = hash % 2 ** 21;
    tuple[2] = ordinal;
  }

  #countContent(hash: number): number {
    const { table, counts } = this.#contentCounts;
    table.tuple[0] = Math.floor(hash / 2 ** 21) | 0;
    table.tuple[1] = hash % 2 ** 21;
    const at = table.add();
    const count = counts.get(at);
    counts.set(at, count + 1);
    return count;
  }
}
