/** Which rows are the same row: ids of rows by their identity columns, or by content where they have none. */
import { missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactChunk, FactTable } from '@/lib/facts/types';
import { Ints } from './ints';
import { TupleTable } from './tuples';

type Columns = Readonly<Record<string, ColumnArray>>;

/**
 * - `full`    every identity column is filled: the same values are the same row
 * - `part`    some are: the k-th row of a file with those values is the same row as the k-th before
 * - `content` none is: the k-th row with this content is the same row as the k-th before
 */
type Kind = 'full' | 'part' | 'content';

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
  /** How often this file had a tuple so far, at the position of the tuple's ordinal 0. */
  #keyedCounts = new Ints();
  #contentCounts = new Ints();

  /**
   * @param existing current rows with their identity columns; earlier ids first within equal identities
   * @param last highest id in the store
   */
  constructor(table: FactTable, existing: readonly FactChunk[], last: number) {
    this.#table = table;
    this.#missing = table.identity.map((column) => missingOf(table.columns[column]!.kind));
    this.#keyed = new TupleTable(table.identity.length + 1);
    this.last = last;
    this.#learn(existing);
    // Ordinals of a file start anew.
    this.#keyedCounts = new Ints();
    this.#contentCounts = new Ints();
  }

  /** Ordinals follow the ids, which follow the order of first sight. */
  #learn(existing: readonly FactChunk[]) {
    inOrder(existing, this.last, (chunk, row, id) => this.#note(chunk, row, id));
  }

  #note(chunk: FactChunk, row: number, id: number) {
    const kind = this.kindOf(chunk.columns, row);
    if (kind === 'content') this.#contentIds.set(this.#nextContent(chunk.hash[row]!), id);
    else if (kind === 'part') this.#keyedIds.set(this.#nextKeyed(chunk.columns, row), id);
    else {
      this.#key(chunk.columns, row, 0);
      this.#keyedIds.set(this.#keyed.add(), id);
    }
  }

  /**
   * Takes in the rows that an earlier run of the same import had, as if it had read them itself.
   * @param counted whether `part` was asked for rows whose identity is filled in part, not `partMerged`
   */
  resume(done: readonly FactChunk[], counted: boolean) {
    const known = this.last;
    for (const { id } of done) for (const one of id) if (one > this.last) this.last = one;
    inOrder(done, this.last, (chunk, row, id) => {
      if (counted || this.kindOf(chunk.columns, row) !== 'part') this.#note(chunk, row, id);
      // What was known before has its ordinal, whichever of them the file had.
      else if (id > known) this.#keyedIds.set(this.#nextFree(chunk.columns, row), id);
    });
  }

  /** Position of the row's identity values with the first ordinal that nobody has. */
  #nextFree(columns: Columns, row: number): number {
    for (let ordinal = 0; ; ordinal++) {
      this.#key(columns, row, ordinal);
      if (this.#keyed.find() < 0) return this.#keyed.add();
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

  /** Id of a row whose identity is complete. */
  full(columns: Columns, row: number): number {
    this.#key(columns, row, 0);
    return this.#give(this.#keyed.add(), this.#keyedIds);
  }

  /** Id of the next row with these identity values. */
  part(columns: Columns, row: number): number {
    return this.#give(this.#nextKeyed(columns, row), this.#keyedIds);
  }

  /**
   * Id of the row with these identity values that `same` accepts: a list without measures says the same thing
   * when it says it twice, so a repeated row is no second row.
   */
  partMerged(columns: Columns, row: number, same: (id: number) => boolean): number {
    for (let ordinal = 0; ; ordinal++) {
      this.#key(columns, row, ordinal);
      const at = this.#keyed.find();
      if (at < 0) return this.#give(this.#keyed.add(), this.#keyedIds);
      const id = this.#keyedIds.get(at);
      if (same(id)) return id;
    }
  }

  /** Id of the next row with this content. */
  content(hash: number): number {
    return this.#give(this.#nextContent(hash), this.#contentIds);
  }

  #give(at: number, ids: Ints): number {
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

  /** Position of the row's identity values with the next ordinal of this file. */
  #nextKeyed(columns: Columns, row: number): number {
    this.#key(columns, row, 0);
    const first = this.#keyed.add();
    const ordinal = this.#keyedCounts.get(first);
    this.#keyedCounts.set(first, ordinal + 1);
    if (ordinal === 0) return first;
    this.#key(columns, row, ordinal);
    return this.#keyed.add();
  }

  /** Position of the content with the next ordinal of this file. */
  #nextContent(hash: number): number {
    const { tuple } = this.#content;
    tuple[0] = Math.floor(hash / 2 ** 21) | 0;
    tuple[1] = hash % 2 ** 21;
    tuple[2] = 0;
    const first = this.#content.add();
    const ordinal = this.#contentCounts.get(first);
    this.#contentCounts.set(first, ordinal + 1);
    if (ordinal === 0) return first;
    tuple[2] = ordinal;
    return this.#content.add();
  }
}

/** Calls back with each row once, lowest id first; of several versions with the latest. */
function inOrder(
  chunks: readonly FactChunk[],
  last: number,
  visit: (chunk: FactChunk, row: number, id: number) => void,
) {
  const chunkOf = new Int32Array(last + 1).fill(-1);
  const rowOf = new Int32Array(last + 1);
  chunks.forEach((chunk, k) => {
    for (let r = 0; r < chunk.rows; r++) {
      chunkOf[chunk.id[r]!] = k;
      rowOf[chunk.id[r]!] = r;
    }
  });
  for (let id = 1; id <= last; id++) if (chunkOf[id]! >= 0) visit(chunks[chunkOf[id]!]!, rowOf[id]!, id);
}
