/** What an import changes: of each row whether it is new, another version of a known row, or nothing new. */
import { missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactChunk, FactTable } from '@/lib/facts/types';
import { pickRows } from '@/lib/store/merge';
import type { Resumed } from './blocks';
import { hashRows } from './hash';
import { Identity } from './identity';
import { Ints } from './ints';
import { type Batch, Output } from './output';

/** Rows that repeat what is known, to be noted as seen by this import too. */
export interface Repeats {
  id: Uint32Array;
  sourceRow: Int32Array;
  sourceFile: Uint8Array;
}

/** Rows as an import has settled them so far; each part is handed out once. */
export interface Settled {
  chunks: FactChunk[];
  repeats: Repeats;
}

/** What is known of a table's rows. */
export interface KnownRows {
  /** Current rows, each once, with the identity columns, and with all that the import fills unless `alike`. */
  chunks: readonly FactChunk[];
  /** Highest row id among all versions. */
  lastId: number;
  /** Every version fills just the columns that the import fills: then equal hashes are equal rows. */
  alike?: boolean;
}

export class Reconciler {
  /** Told of every row that this import has had before, by file and row number. */
  again: ((file: number, row: number) => void) | null = null;
  added = 0;
  changed = 0;
  unchanged = 0;
  readonly #identity: Identity;
  readonly #output: Output;
  readonly #existing: readonly FactChunk[];
  readonly #alike: boolean;
  /** The existing chunks' arrays in the order of `columns`. */
  readonly #existingColumns: (ColumnArray | undefined)[][];
  readonly #missing: number[];
  /** Where the current version of each id lies among the existing chunks; -1 = nowhere. */
  readonly #chunkOf: Int32Array;
  readonly #rowOf: Int32Array;
  /** What this import did with an id: position in the output + 1, -(position in the repeats + 1), or 0. */
  readonly #place = new Ints();
  readonly #repeatIds = new Ints();
  readonly #repeatRows = new Ints();
  readonly #repeatFiles = new Ints();
  /** Repeats handed out. */
  #repeatsTaken = 0;
  readonly #measured: boolean;

  /**
   * @param columns columns that the import fills
   */
  constructor(
    private readonly table: FactTable,
    private readonly columns: readonly string[],
    { chunks: existing, lastId: last, alike }: KnownRows,
    chunkRows: number,
  ) {
    this.#identity = new Identity(table, existing, last);
    this.#output = new Output(table, columns, chunkRows);
    this.#existing = existing;
    this.#alike = alike ?? false;
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
        this.#again(place, id, columns, batch, r, hash, ids);
        continue;
      }
      const known = this.#isExisting(id);
      if (known && this.#equalsExisting(id, columns, r, hash[r]!)) {
        this.unchanged++;
        this.#noteRepeat(id, batch.sourceRow[r]!, batch.sourceFile[r]!);
        continue;
      }
      if (known) this.changed++;
      else this.added++;
      this.#setPlace(id, this.#output.rows + count + 1);
      fresh[count++] = r;
    }
    flush();
  }

  /** Goes on where an earlier run of the same import stopped. Call it before any row. */
  resume({ checkpoint, chunks, repeats }: Resumed) {
    ({ added: this.added, changed: this.changed, unchanged: this.unchanged } = checkpoint);
    repeats.id.forEach((id, i) => {
      this.#noteRepeat(id, repeats.sourceRow[i]!, repeats.sourceFile[i]!);
    });
    this.#repeatsTaken = this.#repeatIds.length;
    for (const chunk of chunks) {
      chunk.id.forEach((id, r) => {
        const place = this.#placeOf(id);
        if (place < 0) this.#repeatIds.set(-place - 1, 0);
        this.#setPlace(id, this.#output.rows + r + 1);
      });
      this.#output.resume(chunk.hash);
    }
    const seen = new Set(repeats.id);
    const repeated = this.#existing.flatMap((chunk) => {
      const rows = [...chunk.id.keys()].filter((r) => seen.has(chunk.id[r]!));
      return rows.length > 0 ? [pickRows(chunk, rows)] : [];
    });
    this.#identity.resume([...repeated, ...chunks], this.#measured);
  }

  /** Rows that are settled and were not handed out yet. */
  get waiting(): number {
    return this.#output.waiting + this.#repeatIds.length - this.#repeatsTaken;
  }

  /** Hands out what was settled since the last time. */
  take(): Settled {
    const from = this.#repeatsTaken;
    const kept: number[] = [];
    for (let i = from; i < this.#repeatIds.length; i++) if (this.#repeatIds.get(i) > 0) kept.push(i);
    this.#repeatsTaken = this.#repeatIds.length;
    return {
      chunks: this.#output.take(),
      repeats: {
        id: Uint32Array.from(kept, (i) => this.#repeatIds.get(i)),
        sourceRow: Int32Array.from(kept, (i) => this.#repeatRows.get(i)),
        sourceFile: Uint8Array.from(kept, (i) => this.#repeatFiles.get(i)),
      },
    };
  }

  /** Every row that repeats what is known, those too that were handed out: a later row may have changed one. */
  repeats(): Repeats {
    this.#repeatsTaken = 0;
    return this.take().repeats;
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
        return this.#output.hashAt(place - 1) === hash;
      }
      return this.#isExisting(id) && this.#equalsExisting(id, columns, row, hash);
    });
  }

  /** A row that this import has had before: the later version counts. */
  #again(
    place: number,
    id: number,
    columns: Record<string, ColumnArray>,
    batch: Batch,
    row: number,
    hash: Float64Array,
    ids: Int32Array,
  ) {
    this.again?.(batch.sourceFile[row]!, batch.sourceRow[row]!);
    const same =
      place > 0
        ? this.#output.hashAt(place - 1) === hash[row]
        : this.#equalsExisting(id, columns, row, hash[row]!);
    if (same) {
      this.unchanged++;
      return;
    }
    this.changed++;
    if (place < 0) this.#repeatIds.set(-place - 1, 0);
    else if (this.#output.overwrite(place - 1, batch, row, hash[row]!)) return;
    this.#setPlace(id, this.#output.rows + 1);
    this.#output.append(batch, Int32Array.of(row), 1, ids, hash);
  }

  #noteRepeat(id: number, row: number, file: number) {
    const at = this.#repeatIds.length;
    this.#repeatIds.set(at, id);
    this.#repeatRows.set(at, row);
    this.#repeatFiles.set(at, file);
    this.#setPlace(id, -this.#repeatIds.length);
  }

  #isExisting(id: number): boolean {
    return id < this.#chunkOf.length && this.#chunkOf[id]! >= 0;
  }

  #equalsExisting(id: number, columns: Record<string, ColumnArray>, row: number, hash: number): boolean {
    const k = this.#chunkOf[id]!;
    const at = this.#rowOf[id]!;
    const { gone, hash: before } = this.#existing[k]!;
    if (gone) return false;
    if (this.#alike) return before[at] === hash;
    const arrays = this.#existingColumns[k]!;
    for (let c = 0; c < this.columns.length; c++) {
      const before = arrays[c] ? arrays[c]![at]! : this.#missing[c]!;
      if (!Object.is(before, columns[this.columns[c]!]![row]!)) return false;
    }
    return true;
  }

  #placeOf(id: number): number {
    return this.#place.get(id);
  }

  #setPlace(id: number, place: number) {
    this.#place.set(id, place);
  }
}
