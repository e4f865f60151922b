import { missingColumn } from '@/lib/facts/missing';
import type { ColumnArray, ColumnKind, FactChunk, FactTable } from '@/lib/facts/types';

/** Rows of one table in columns, as read and not yet placed. */
export interface Batch {
  rows: number;
  /** Every array is at least `rows` long. */
  columns: Record<string, ColumnArray>;
  sourceRow: Int32Array;
  sourceFile: Uint8Array;
}

function copy<T extends ColumnArray>(
  to: T,
  at: number,
  from: T,
  rows: Int32Array,
  first: number,
  count: number,
) {
  // Most batches go over whole; then this is one memory copy.
  if (rows[first + count - 1]! - rows[first]! === count - 1)
    to.set(from.subarray(rows[first]!, rows[first]! + count), at);
  else for (let i = 0; i < count; i++) to[at + i] = from[rows[first + i]!]!;
}

/** A column whose every row will be written: not filled with missing values first. */
function emptyColumn(kind: ColumnKind, rows: number): ColumnArray {
  const make = missingColumn(kind, 0).constructor as new (length: number) => ColumnArray;
  return new make(rows);
}

/** Rows to be stored, in chunks of a fixed number of rows, so that a row's position tells its chunk. */
export class Output {
  /** Rows written so far. */
  rows = 0;
  /** Content hash of each row ever written, by its position: all that is kept of those that were taken. */
  #hashes = new Float64Array(1024);
  /** Position of the first row that is still here. */
  #first = 0;
  #chunks: FactChunk[] = [];

  constructor(
    private readonly table: FactTable,
    readonly columns: readonly string[],
    private readonly chunkRows: number,
  ) {}

  /** Rows that `take` would hand out. */
  get waiting(): number {
    return this.rows - this.#first;
  }

  /** Appends the batch's rows at `rows[0..count)`, which ascend. */
  append(batch: Batch, rows: Int32Array, count: number, ids: Int32Array, hash: Float64Array) {
    this.#note(hash, rows, count);
    for (let done = 0; done < count; ) {
      const at = (this.rows - this.#first) % this.chunkRows;
      if (at === 0) this.#chunks.push(this.#chunk());
      const chunk = this.#chunks.at(-1)!;
      const n = Math.min(count - done, this.chunkRows - at);
      for (const column of this.columns)
        copy(chunk.columns[column]!, at, batch.columns[column]!, rows, done, n);
      copy(chunk.hash, at, hash, rows, done, n);
      copy(chunk.sourceRow, at, batch.sourceRow, rows, done, n);
      copy(chunk.sourceFile, at, batch.sourceFile, rows, done, n);
      for (let i = 0; i < n; i++) chunk.id[at + i] = ids[rows[done + i]!]!;
      done += n;
      this.rows += n;
    }
  }

  /** Rows that an earlier run of the same import wrote. */
  resume(hash: Float64Array) {
    this.#note(
      hash,
      Int32Array.from(hash, (_, i) => i),
      hash.length,
    );
    this.rows += hash.length;
    this.#first = this.rows;
  }

  /**
   * Puts a later version of a row in the place of the one at `position`.
   * @returns false when that one was taken: then the later version is a row of its own
   */
  overwrite(position: number, batch: Batch, row: number, hash: number): boolean {
    if (position < this.#first) return false;
    const chunk = this.#chunks[Math.floor((position - this.#first) / this.chunkRows)]!;
    const at = (position - this.#first) % this.chunkRows;
    for (const column of this.columns) chunk.columns[column]![at] = batch.columns[column]![row]!;
    chunk.hash[at] = hash;
    this.#hashes[position] = hash;
    chunk.sourceRow[at] = batch.sourceRow[row]!;
    chunk.sourceFile[at] = batch.sourceFile[row]!;
    return true;
  }

  /** Content hash of the row at `position`. */
  hashAt(position: number): number {
    return this.#hashes[position]!;
  }

  /** Takes the chunks out, the last one cut to its rows; every array owns its buffer. */
  take(): FactChunk[] {
    const used = this.waiting % this.chunkRows;
    const last = this.#chunks.at(-1);
    if (last && used > 0) {
      last.rows = used;
      for (const column of this.columns) last.columns[column] = last.columns[column]!.slice(0, used);
      last.id = last.id.slice(0, used);
      last.hash = last.hash.slice(0, used);
      last.sourceRow = last.sourceRow.slice(0, used);
      last.sourceFile = last.sourceFile.slice(0, used);
    }
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#first = this.rows;
    return chunks;
  }

  #note(hash: Float64Array, rows: Int32Array, count: number) {
    if (this.rows + count > this.#hashes.length) {
      const grown = new Float64Array(Math.max(this.rows + count, this.#hashes.length * 2));
      grown.set(this.#hashes);
      this.#hashes = grown;
    }
    if (count > 0) copy(this.#hashes, this.rows, hash, rows, 0, count);
  }

  #chunk(): FactChunk {
    const rows = this.chunkRows;
    return {
      table: this.table.id,
      importId: 0,
      rows,
      columns: Object.fromEntries(
        this.columns.map((id) => [id, emptyColumn(this.table.columns[id]!.kind, rows)]),
      ),
      id: new Uint32Array(rows),
      hash: new Float64Array(rows),
      sourceRow: new Int32Array(rows),
      sourceFile: new Uint8Array(rows),
    };
  }
}
