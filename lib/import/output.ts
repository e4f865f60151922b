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
  readonly #chunks: FactChunk[] = [];

  constructor(
    private readonly table: FactTable,
    readonly columns: readonly string[],
    private readonly chunkRows: number,
  ) {}

  /** Appends the batch's rows at `rows[0..count)`, which ascend. */
  append(batch: Batch, rows: Int32Array, count: number, ids: Int32Array, hash: Float64Array) {
    for (let done = 0; done < count; ) {
      const at = this.rows % this.chunkRows;
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

  /** Puts a later version of a row in the place of the one at `position`. */
  overwrite(position: number, batch: Batch, row: number, hash: number) {
    const chunk = this.#chunks[Math.floor(position / this.chunkRows)]!;
    const at = position % this.chunkRows;
    for (const column of this.columns) chunk.columns[column]![at] = batch.columns[column]![row]!;
    chunk.hash[at] = hash;
    chunk.sourceRow[at] = batch.sourceRow[row]!;
    chunk.sourceFile[at] = batch.sourceFile[row]!;
  }

  /** Values of the row at `position`, to compare with. */
  at(position: number): { chunk: FactChunk; row: number } {
    return { chunk: this.#chunks[Math.floor(position / this.chunkRows)]!, row: position % this.chunkRows };
  }

  /** The chunks, the last one cut to its rows; every array owns its buffer. */
  finish(): FactChunk[] {
    const used = this.rows % this.chunkRows;
    const last = this.#chunks.at(-1);
    if (last && used > 0) {
      last.rows = used;
      for (const column of this.columns) last.columns[column] = last.columns[column]!.slice(0, used);
      last.id = last.id.slice(0, used);
      last.hash = last.hash.slice(0, used);
      last.sourceRow = last.sourceRow.slice(0, used);
      last.sourceFile = last.sourceFile.slice(0, used);
    }
    return this.#chunks;
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
