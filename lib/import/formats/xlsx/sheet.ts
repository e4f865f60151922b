/** A sheet as a table that the importer reads. */
import type { Block } from '../../decode';
import type { Archive } from '../archive';
import { Lines, unquoted } from '../cells';
import { Filler, linkColumns } from './fill';
import { HEAD_ROWS, type Header, hasGaps, headerOf } from './header';
import { type CellContext, RowScanner, type SheetRow } from './rows';
import { readStrings } from './strings';
import { type SheetTail, tailOf } from './tail';
import type { Workbook } from './workbook';

export interface SheetPlace {
  archive: Archive;
  workbook: Workbook;
  /** Path of the sheet's part. */
  path: string;
  /** Shown in errors. */
  name: string;
  /** Bytes of the file, for progress. */
  size: number;
}

/** Writes rows behind the header, an empty line for each row that is not there. */
class Writer {
  readonly lines = new Lines();
  #next = 1;

  constructor(private readonly width: number) {}

  row({ number, cells, bad }: SheetRow) {
    if (number > this.#next) this.lines.add('\n'.repeat(number - this.#next));
    this.#next = number + 1;
    let line = '';
    let empty = true;
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]!;
      if (c > 0) line += ',';
      line += cell;
      if (cell !== '') empty = false;
    }
    if (empty) this.lines.add('\n');
    else this.lines.add(`${line}${bad ? '' : ','.repeat(Math.max(0, this.width - cells.length))}\n`);
  }
}

/** Whether a row lacks a cell that the table has: it may be merged with the one above. */
const isGappy = ({ cells, bad }: SheetRow, width: number) =>
  !bad && (cells.length < width || cells.includes(''));

/**
 * The sheet as CSV whose lines are its rows.
 * @param said gets what was done to its cells, one sentence each, once all is read
 * @throws Error when the workbook is damaged
 */
export async function* sheetBlocks(
  place: SheetPlace,
  said: (notes: string[]) => void = () => {},
): AsyncGenerator<Block> {
  const { archive, workbook, path, size } = place;
  const strings = workbook.strings ? await readStrings(archive.read(workbook.strings), place.name) : [];
  const context: CellContext = { strings, styles: workbook.styles, from1904: workbook.from1904 };
  const scanner = new RowScanner(context, place.name);
  const total = Math.max(1, archive.size(path));
  const head: SheetRow[] = [];
  let tail: SheetTail | null = null;
  /** What stands behind the rows costs a run through the sheet: only where it may matter. */
  const theTail = async () => {
    tail ??= await tailOf(archive, path);
    return tail;
  };
  let writer: Writer | null = null;
  let header: Header | null = null;
  let filler: Filler | null = null;
  let above: SheetRow | null = null;
  /** Whether `look` is due before the row is written. */
  const wants = (row: SheetRow) => header !== null && !filler && isGappy(row, header.cells.length);
  const look = async () => {
    if (header) filler = new Filler(header, await theTail());
    // A merge that this row is in begins with the last one, or the look had been due before.
    if (above) filler?.row({ ...above, cells: [...above.cells] });
  };
  const write = (to: Writer, row: SheetRow) => {
    filler?.row(row);
    to.row(row);
    above = row;
  };
  const begin = async () => {
    header = headerOf(head, hasGaps(head) ? (await theTail()).merges : []);
    const to = new Writer(Math.max(0, ...head.map(({ cells }) => cells.length)));
    writer = to;
    if (header) to.row({ number: header.row, cells: header.cells, bad: false });
    if (header && linkColumns(header.cells.map(unquoted)).length > 0) await look();
    for (const row of head) {
      if (row.number <= (header?.row ?? 0)) continue;
      if (wants(row)) await look();
      write(to, row);
    }
    return to;
  };
  let unpacked = 0;
  for await (const chunk of archive.read(path)) {
    unpacked += chunk.length;
    for (const row of scanner.push(chunk)) {
      if (writer) {
        if (wants(row)) await look();
        write(writer, row);
      } else if (head.push(row) >= HEAD_ROWS) await begin();
    }
    const lines = (writer as Writer | null)?.lines;
    if (lines?.full)
      yield {
        bytes: lines.take(),
        read: Math.floor((size - 1) * Math.min(1, unpacked / total)),
        final: false,
      };
  }
  for (const row of scanner.end()) {
    if (writer) {
      if (wants(row)) await look();
      write(writer, row);
    } else head.push(row);
  }
  const { lines } = writer ?? (await begin());
  said((filler as Filler | null)?.notes() ?? []);
  yield { bytes: lines.take(), read: size, final: true };
}
