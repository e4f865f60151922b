/** Bad rows: gathered while importing, and as a CSV to download. */
import { csvFile } from '@/lib/export/csv';
import type { RejectedRow } from '@/lib/store/types';
import { faultOf, faultyRow } from './faults';
import { type CsvScanner, TEXT_AFTER_QUOTE, UNCLOSED_QUOTE } from './scan';

/** A cell's text as kept in the list of bad rows; a page of text says no more than its beginning. */
const LONGEST_VALUE = 200;

export type Reject = Omit<RejectedRow, 'importId'>;

export function shorten(value: string): string {
  return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
}

/** A row of footer text at most: Salesforce prints the report's name and a copyright below the data. */
const FOOTER_LINES = 12;
/** What cells are split by. */
const OTHERS = [';', ',', '\t', '|'];

/** Collects bad rows of one file and lets the footer of a report pass. */
export class RejectList {
  readonly rejects: Reject[] = [];
  /** Rows with at least one bad cell, or of the wrong shape. */
  rows = 0;
  /** Lines of text behind the data. */
  footer = 0;
  #file = '';
  /** First entry of the current file. */
  #first = 0;
  #width = 0;
  /** Short rows that are a footer if nothing else follows. */
  #pending: Reject[] = [];

  /** @param width number of columns of the header */
  startFile(file: string, width: number) {
    this.endFile();
    this.#file = file;
    this.#width = width;
  }

  /** One bad cell of a row. Call `countRow` once for the row. */
  cell(row: number, column: string, value: string, reason: string) {
    this.rejects.push({ file: this.#file, row, column, value: shorten(value), reason });
  }

  countRow() {
    this.rows++;
  }

  /** A row whose cells cannot be told apart, or are too few or too many. */
  shape(scanner: CsvScanner) {
    const { record: row, cells } = scanner;
    const file = this.#file;
    if (faultyRow(scanner)) {
      const { value, reason } = faultOf(scanner.cell(0));
      this.#flush();
      this.rejects.push({ file, row, column: '', value: shorten(value), reason });
      this.rows++;
      return;
    }
    if (scanner.problem) {
      const { problem } = scanner;
      const broken = problem === UNCLOSED_QUOTE || problem === TEXT_AFTER_QUOTE;
      const reason = broken ? `${problem}; the row ends at its first line end` : problem;
      this.#flush();
      this.rejects.push({ file, row, column: '', value: shorten(scanner.raw()), reason });
      this.rows++;
      return;
    }
    const reason = `has ${cells} ${cells === 1 ? 'cell' : 'cells'} where the header has ${this.#width}`;
    const reject = { file, row, column: '', value: shorten(scanner.raw()), reason };
    if (cells === 1 && !this.#isSplitOtherwise(scanner.raw())) this.#pending.push(reject);
    else {
      this.#flush();
      this.rejects.push(reject);
      this.rows++;
    }
  }

  /** A record with another delimiter is no line of a footer. */
  #isSplitOtherwise(line: string): boolean {
    return this.#width > 2 && OTHERS.some((mark) => line.split(mark).length === this.#width);
  }

  /** A good row follows: what was pending is no footer. */
  goodRow() {
    if (this.#pending.length > 0) this.#flush();
  }

  endFile() {
    if (this.#pending.length > FOOTER_LINES) this.#flush();
    this.footer += this.#pending.length;
    this.#pending = [];
    this.#sort();
    this.#first = this.rejects.length;
  }

  /** Takes out what is listed so far; call it behind a good row, when all cells up to it are read. */
  take(): Reject[] {
    this.#sort();
    this.#first = 0;
    return this.rejects.splice(0);
  }

  /** Shapes are seen while scanning, cells column by column somewhat later. */
  #sort() {
    const own = this.rejects.splice(this.#first);
    own.sort((a, b) => a.row - b.row);
    for (const reject of own) this.rejects.push(reject);
  }

  #flush() {
    for (const reject of this.#pending) this.rejects.push(reject);
    this.rows += this.#pending.length;
    this.#pending = [];
  }
}

/** CSV of bad rows. */
export function rejectsCsv(rows: Iterable<Reject>): string {
  const lines: (string | number)[][] = [['File', 'Row', 'Column', 'Value', 'Reason']];
  for (const { file, row, column, value, reason } of rows) lines.push([file, row, column, value, reason]);
  return csvFile(lines);
}
