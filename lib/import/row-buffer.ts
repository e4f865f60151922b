import { missingColumn, missingOf } from '@/lib/facts/missing';
import { type ColumnArray, type FactTable, NO_FLAG } from '@/lib/facts/types';
import { BAD, type CellReader, EMPTY } from './cell-reader';
import { faultOf, isFault } from './faults';
import type { Together } from './outcome-reader';
import type { Batch } from './output';
import { fits } from './records';
import type { RejectList } from './rejects';
import type { CsvScanner } from './scan';

/** One column of the table and where its values come from. */
export interface Target {
  id: string;
  label: string;
  required: boolean;
  missing: number;
  sources: { at: number; header: string; reader: CellReader }[];
  /** Value of every row whose cells are empty; NaN-safe. */
  constant: number | null;
  /** A row whose cells are empty is none, and not a bad one. */
  skipEmpty: boolean;
  /** Where the sources do not stand in for one another but tell the value together. */
  together: Together | null;
}

const QUOTE = 34;
const BAD_ROW = 1;
const NO_ROW = 2;
const decoder = new TextDecoder();

/** Where the cells of one source column lie, by row of the buffer; a negative start lies in the side buffer. */
interface Cells {
  at: number;
  starts: Int32Array;
  ends: Int32Array;
}

/**
 * Rows being read. Scanning only notes where cells lie; values are read column by column, a few thousand rows at
 * a time, while the bytes are still near: a row at a time, the columns' dictionaries push one another out of the
 * processor's caches.
 */
export class RowBuffer {
  readonly #batch: Batch;
  readonly #derived: [ColumnArray, number][];
  readonly #cells: Cells[];
  /** Cells of each target's sources, in order. */
  readonly #sources: Cells[][];
  /** Rows noted but not read yet, behind the batch's rows. */
  #noted = 0;
  readonly #bad: Uint8Array;
  /** Cells whose doubled quotes are undone. */
  #side = new Uint8Array(4096);
  #sideUsed = 0;
  #bytes = new Uint8Array(0);
  #file = 0;
  #width = 0;
  #labels: string[] = [];

  /**
   * @param full takes a batch; its arrays are used again afterwards
   * @param derived columns that no cell fills: they start out missing in every batch
   */
  constructor(
    table: FactTable,
    columns: readonly string[],
    private readonly targets: readonly Target[],
    private readonly rejects: RejectList,
    private readonly capacity: number,
    private readonly full: (batch: Batch) => void,
    derived: readonly string[],
  ) {
    this.#batch = {
      rows: 0,
      columns: Object.fromEntries(
        columns.map((id) => [id, missingColumn(table.columns[id]!.kind, capacity)]),
      ),
      sourceRow: new Int32Array(capacity),
      sourceFile: new Uint8Array(capacity),
    };
    this.#derived = derived.map((id) => [this.#batch.columns[id]!, missingOf(table.columns[id]!.kind)]);
    this.#bad = new Uint8Array(capacity);
    const used = new Set(targets.flatMap(({ sources }) => sources.map(({ at }) => at)));
    this.#cells = [...used].map((at) => ({
      at,
      starts: new Int32Array(capacity),
      ends: new Int32Array(capacity),
    }));
    this.#sources = targets.map(({ sources }) =>
      sources.map(({ at }) => this.#cells.find((cells) => cells.at === at)!),
    );
  }

  startFile(file: number, width: number, labels: string[]) {
    this.#file = file;
    this.#width = width;
    this.#labels = labels;
  }

  /** Notes the scanner's record, or lists it as bad when its shape is. */
  note(scanner: CsvScanner) {
    if (!fits(scanner, this.#width)) {
      this.rejects.shape(scanner);
      return;
    }
    this.rejects.goodRow();
    this.#bytes = scanner.bytes;
    const batch = this.#batch;
    const row = batch.rows + this.#noted++;
    for (const { at, starts, ends } of this.#cells) {
      starts[row] = scanner.starts[at]!;
      ends[row] = scanner.ends[at]!;
      if (scanner.escaped[at]) this.#unescape(scanner.bytes, starts, ends, row);
    }
    batch.sourceRow[row] = scanner.record;
    batch.sourceFile[row] = this.#file;
    if (row + 1 === this.capacity) this.settle();
  }

  /** Reads what is noted; call before the scanner's bytes change. */
  settle() {
    const batch = this.#batch;
    const from = batch.rows;
    const to = from + this.#noted;
    if (to > from) {
      let bad = false;
      this.#bad.fill(0, from, to);
      this.targets.forEach((target, t) => {
        const read = target.together
          ? this.#together(target, target.together, this.#sources[t]!, from, to)
          : this.#column(target, this.#sources[t]!, from, to);
        if (!read) bad = true;
      });
      batch.rows = bad ? this.#compact(from, to) : to;
    }
    this.#noted = 0;
    this.#sideUsed = 0;
    if (batch.rows === this.capacity) this.flush();
  }

  /** Hands on the rows that were read. */
  flush() {
    const batch = this.#batch;
    if (batch.rows > 0) this.full(batch);
    batch.rows = 0;
    for (const [values, missing] of this.#derived) values.fill(missing);
  }

  /** @returns false when a cell is bad */
  #column(target: Target, sources: readonly Cells[], from: number, to: number): boolean {
    const out = this.#batch.columns[target.id]!;
    const empty = target.constant ?? target.missing;
    const refused = target.required && Object.is(empty, target.missing);
    let good = true;
    const easy = this.#easy(target, sources, out, from, to);
    next: for (let row = from; row < to; row++) {
      if (easy && out[row] !== 0) continue;
      for (let s = 0; s < sources.length; s++) {
        const { starts, ends } = sources[s]!;
        let start = starts[row]!;
        let end = ends[row]!;
        if (start === end) continue;
        let bytes = this.#bytes;
        if (start < 0) {
          bytes = this.#side;
          start = ~start;
          end = ~end;
        }
        const { reader, at } = target.sources[s]!;
        if (isFault(bytes, start)) {
          const { value, reason } = faultOf(decoder.decode(bytes.subarray(start, end)));
          this.#reject(row, this.#labels[at]!, value, reason);
          good = false;
          continue next;
        }
        const outcome = reader.read(out, row, bytes, start, end);
        if (outcome === EMPTY) continue;
        if (outcome === BAD) {
          const value = decoder.decode(bytes.subarray(start, end));
          this.#reject(row, this.#labels[at]!, value, reader.reason);
          good = false;
        }
        continue next;
      }
      out[row] = empty;
      if (!refused) continue;
      if (target.skipEmpty) {
        if (this.#bad[row] === 0) this.#bad[row] = NO_ROW;
        good = false;
        continue;
      }
      const label = target.sources[0] ? this.#labels[target.sources[0].at]! : target.label;
      this.#reject(row, label, '', `is empty, and every row needs its ${target.label}`);
      good = false;
    }
    return good;
  }

  /** @returns false when a cell is bad, or contradicts another one of its row */
  #together(
    target: Target,
    together: Together,
    sources: readonly Cells[],
    from: number,
    to: number,
  ): boolean {
    const out = this.#batch.columns[target.id]!;
    const cells = new Uint8Array(sources.length);
    const written = sources.map(() => '');
    let good = true;
    for (let row = from; row < to; row++) {
      let readable = true;
      for (const [s, { starts, ends }] of sources.entries()) {
        const aside = starts[row]! < 0;
        const bytes = aside ? this.#side : this.#bytes;
        const start = aside ? ~starts[row]! : starts[row]!;
        const end = aside ? ~ends[row]! : ends[row]!;
        const { reader, at } = target.sources[s]!;
        written[s] = decoder.decode(bytes.subarray(start, end));
        cells[s] = NO_FLAG;
        const fault = start < end && isFault(bytes, start) ? faultOf(written[s]) : null;
        if (fault || reader.read(cells, s, bytes, start, end) === BAD) {
          const { value, reason } = fault ?? { value: written[s], reason: reader.reason };
          this.#reject(row, this.#labels[at]!, value, reason);
          readable = false;
        } else if (cells[s] === NO_FLAG && together.ticks[s]) cells[s] = 0;
      }
      const told = readable ? together.combine(cells) : null;
      out[row] = typeof told === 'number' ? told : (target.constant ?? target.missing);
      if (told !== null && typeof told === 'object') {
        this.#reject(row, this.#labels[target.sources[told.at]!.at]!, written[told.at]!, told.reason);
        readable = false;
      }
      if (!readable) good = false;
    }
    return good;
  }

  /** @returns whether cells were read, which then have a value other than 0 */
  #easy(target: Target, sources: readonly Cells[], out: ColumnArray, from: number, to: number): boolean {
    const [source] = target.sources;
    if (!source?.reader.readEasy || sources.length > 1) return false;
    const { starts, ends } = sources[0]!;
    source.reader.readEasy(out as Uint32Array, from, to, this.#bytes, starts, ends);
    return true;
  }

  #reject(row: number, column: string, value: string, reason: string) {
    this.#bad[row] = BAD_ROW;
    this.rejects.cell(this.#batch.sourceRow[row]!, column, value, reason);
  }

  /** Closes the gaps that bad rows leave. @returns rows of the batch then */
  #compact(from: number, to: number): number {
    const { columns, sourceRow, sourceFile } = this.#batch;
    const arrays = [...this.targets.map(({ id }) => columns[id]!), sourceRow, sourceFile];
    let next = from;
    for (let row = from; row < to; row++) {
      if (this.#bad[row]) {
        if (this.#bad[row] === BAD_ROW) this.rejects.countRow();
        continue;
      }
      if (next < row) for (const values of arrays) values[next] = values[row]!;
      next++;
    }
    return next;
  }

  /** Copies a cell to the side buffer with one quote for two. */
  #unescape(bytes: Uint8Array, starts: Int32Array, ends: Int32Array, row: number) {
    const [start, end] = [starts[row]!, ends[row]!];
    if (this.#sideUsed + end - start > this.#side.length) {
      const grown = new Uint8Array(Math.max(this.#side.length * 2, this.#sideUsed + end - start));
      grown.set(this.#side.subarray(0, this.#sideUsed));
      this.#side = grown;
    }
    let to = this.#sideUsed;
    for (let p = start; p < end; p++) {
      this.#side[to++] = bytes[p]!;
      if (bytes[p] === QUOTE && bytes[p + 1] === QUOTE) p++;
    }
    starts[row] = ~this.#sideUsed;
    ends[row] = ~to;
    this.#sideUsed = to;
  }
}
