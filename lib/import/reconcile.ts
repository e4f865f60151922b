/** What an import changes: of each row whether it is new, another version of a known row, or nothing new. */
import { missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactChunk, FactTable } from '@/lib/facts/types';
import { hashRows } from './hash';
import { Identity } from './identity';
import { type Batch, Output } from './output';

/** Rows that repeat what is known, to be noted as seen by this import too. */
export interface Repeats {
  id: Uint32Array;
  sourceRow: Int32Array;
  sourceFile: Uint8Array;
}

export interface Reconciled {
  chunks: FactChunk[];
  repeats: Repeats;
  added: number;
  changed: number;
  unchanged: number;
}

export class Reconciler {
  added = 0;
  changed = 0;
  unchanged = 0;
  readonly #identity: Identity;
  readonly #output: Output;
  readonly #existing: readonly FactChunk[];
  /** The existing chunks' arrays in the order of `columns`. */
  readonly #existingColumns: (ColumnArray | undefined)[][];
  readonly #missing: number[];
  /** Where the current version of each id lies among the existing chunks; -1 = nowhere. */
  readonly #chunkOf: Int32Array;
  readonly #rowOf: Int32Array;
  /** What this import did with an id: position in the output + 1, -(position in the repeats + 1), or 0. */
  #place = new Int32Array(1024);
  readonly #repeatIds: number[] = [];
  readonly #repeatRows: number[] = [];
  readonly #repeatFiles: number[] = [];
  readonly #measured: boolean;

  /**
   * @param columns columns that the import fills
   * @param existing current rows of the table, with at least `columns` and the identity columns
   * @param last highest row id in the store
   */
  constructor(
    private readonly table: FactTable,
    private readonly columns: readonly string[],
    existing: readonly FactChunk[],
    last: number,
    chunkRows: number,
  ) {
    this.#identity = new Identity(table, existing, last);
    this.#output = new Output(table, columns, chunkRows);
    this.#existing = existing;
    this.#existingColumns = existing.map((chunk) => columns.map((id) => chunk.columns[id]));
    this.#missing = columns.map((id) => missingOf(table.columns[id]!.kind));
    this.#measured = columns.some((id) => ['money', 'number'].includes(table.columns[id]!.kind));
    this.#chunkOf = new Int32Array(last + 1).fill(-1);
    this.#rowOf = new Int32Array(last + 1);
    existing.forEach((chunk, k) => {
      for (let r = 0; r < chunk.rows; r++) {
        this.#chunkOf[chunk.id[r]!] = k;
        this.#rowOf[chunk.id[r]!] = r;
      }
    });
  }

  /** Takes in a batch; its arrays may be reused afterwards. */
  add(batch: Batch): void {
    const columns = Object.fromEntries(this.columns.map((id) => [id, batch.columns[id]!]));
    const hash = hashRows(this.table, columns, batch.rows);
    const ids = new Int32Array(batch.rows);
    const fresh = new Int32Array(batch.rows);
    let count = 0;
    const flush = () => {
      this.#output.append(batch, fresh, count, ids, hash);
      count = 0;
    };
    for (let r = 0; r < batch.rows; r++) {
      const id = this.#idOf(columns, r, hash[r]!, flush);
      ids[r] = id;
      const place = this.#placeOf(id);
      if (place !== 0) {
        flush();
        this.#again(place, id, batch, r, hash, ids);
        continue;
      }
      const known = this.#isExisting(id);
      if (known && this.#equalsExisting(id, columns, r)) {
        this.unchanged++;
        this.#repeat(id, batch, r);
        continue;
      }
      if (known) this.changed++;
      else this.added++;
      this.#setPlace(id, this.#output.rows + count + 1);
      fresh[count++] = r;
    }
    flush();
  }

  finish(): Reconciled {
    const kept = this.#repeatIds.map((id, i) => (id > 0 ? i : -1)).filter((i) => i >= 0);
    return {
      chunks: this.#output.finish(),
      repeats: {
        id: Uint32Array.from(kept, (i) => this.#repeatIds[i]!),
        sourceRow: Int32Array.from(kept, (i) => this.#repeatRows[i]!),
        sourceFile: Uint8Array.from(kept, (i) => this.#repeatFiles[i]!),
      },
      added: this.added,
      changed: this.changed,
      unchanged: this.unchanged,
    };
  }

  #idOf(columns: Record<string, ColumnArray>, row: number, hash: number, flush: () => void): number {
    const identity = this.#identity;
    const kind = identity.kindOf(columns, row);
    if (kind === 'full') return identity.full(columns, row);
    if (kind === 'content') return identity.content(hash);
    if (this.#measured) return identity.part(columns, row);
    return identity.partMerged(columns, row, (id) => {
      const place = this.#placeOf(id);
      if (place > 0) {
        flush();
        return this.#equalsOutput(place - 1, columns, row);
      }
      return this.#isExisting(id) && this.#equalsExisting(id, columns, row);
    });
  }

  /** A row that this import has had before: the later version counts. */
  #again(place: number, id: number, batch: Batch, row: number, hash: Float64Array, ids: Int32Array) {
    if (place > 0) {
      if (this.#equalsOutput(place - 1, batch.columns, row)) this.unchanged++;
      else {
        this.changed++;
        this.#output.overwrite(place - 1, batch, row, hash[row]!);
      }
      return;
    }
    if (this.#equalsExisting(id, batch.columns, row)) {
      this.unchanged++;
      return;
    }
    this.changed++;
    this.#repeatIds[-place - 1] = 0;
    this.#setPlace(id, this.#output.rows + 1);
    this.#output.append(batch, Int32Array.of(row), 1, ids, hash);
  }

  #repeat(id: number, batch: Batch, row: number) {
    this.#repeatIds.push(id);
    this.#repeatRows.push(batch.sourceRow[row]!);
    this.#repeatFiles.push(batch.sourceFile[row]!);
    this.#setPlace(id, -this.#repeatIds.length);
  }

  #isExisting(id: number): boolean {
    return id < this.#chunkOf.length && this.#chunkOf[id]! >= 0;
  }

  #equalsExisting(id: number, columns: Record<string, ColumnArray>, row: number): boolean {
    const k = this.#chunkOf[id]!;
    const at = this.#rowOf[id]!;
    const arrays = this.#existingColumns[k]!;
    for (let c = 0; c < this.columns.length; c++) {
      const before = arrays[c] ? arrays[c]![at]! : this.#missing[c]!;
      if (!Object.is(before, columns[this.columns[c]!]![row]!)) return false;
    }
    return this.#existing.length > 0;
  }

  #equalsOutput(position: number, columns: Record<string, ColumnArray>, row: number): boolean {
    const { chunk, row: at } = this.#output.at(position);
    return this.columns.every((id) => Object.is(chunk.columns[id]![at], columns[id]![row]));
  }

  #placeOf(id: number): number {
    return id < this.#place.length ? this.#place[id]! : 0;
  }

  #setPlace(id: number, place: number) {
    if (id >= this.#place.length) {
      const grown = new Int32Array(Math.max(id + 1, this.#place.length * 2));
      grown.set(this.#place);
      this.#place = grown;
    }
    this.#place[id] = place;
  }
}
