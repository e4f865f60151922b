import { missingColumn, missingOf } from '@/lib/facts/missing';
import type { ColumnArray, FactTable } from '@/lib/facts/types';
import type { Batch } from './output';
import { fits } from './records';
import type { RejectList } from './rejects';
import { BAD, type CellReader, EMPTY } from './rows';
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
}

const encoder = new TextEncoder();

/** Rows being read, handed on as a batch whenever it is full. */
export class RowBuffer {
  readonly #batch: Batch;
  readonly #derived: [ColumnArray, number][];
  #file = 0;
  #width = 0;
  #labels: string[] = [];

  /** @param derived columns that no cell fills: they start out missing in every batch */
  constructor(
    table: FactTable,
    columns: readonly string[],
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
  }

  startFile(file: number, width: number, labels: string[]) {
    this.#file = file;
    this.#width = width;
    this.#labels = labels;
  }

  /** Reads the scanner's record into the next row, or lists it as bad. */
  read(scanner: CsvScanner, targets: readonly Target[], rejects: RejectList) {
    if (!fits(scanner, this.#width)) {
      rejects.shape(scanner);
      return;
    }
    rejects.goodRow();
    const batch = this.#batch;
    const row = batch.rows;
    let bad = false;
    for (const target of targets) if (!this.#cell(target, scanner, row, rejects)) bad = true;
    if (bad) {
      rejects.countRow();
      return;
    }
    batch.sourceRow[row] = scanner.record;
    batch.sourceFile[row] = this.#file;
    batch.rows++;
    if (batch.rows === this.capacity) this.flush();
  }

  /** @returns false when the cell is bad */
  #cell(target: Target, scanner: CsvScanner, row: number, rejects: RejectList): boolean {
    const out = this.#batch.columns[target.id]!;
    for (const { at, reader } of target.sources) {
      let bytes = scanner.bytes;
      let start = scanner.starts[at]!;
      let end = scanner.ends[at]!;
      if (start === end) continue;
      if (scanner.escaped[at]) {
        bytes = encoder.encode(scanner.cell(at));
        start = 0;
        end = bytes.length;
      }
      const outcome = reader.read(out, row, bytes, start, end);
      if (outcome === EMPTY) continue;
      if (outcome === BAD) {
        rejects.cell(scanner.record, this.#labels[at]!, scanner.cell(at), reader.reason);
        return false;
      }
      return true;
    }
    out[row] = target.constant ?? target.missing;
    if (!target.required || (target.constant !== null && !Object.is(target.constant, target.missing)))
      return true;
    const { header } = target.sources[0] ?? { header: target.label };
    rejects.cell(scanner.record, header, '', `is empty, and every row needs its ${target.label}`);
    return false;
  }

  flush() {
    const batch = this.#batch;
    if (batch.rows > 0) this.full(batch);
    batch.rows = 0;
    for (const [values, missing] of this.#derived) values.fill(missing);
  }
}
