/** A sheet as a table that the importer reads. */
import type { Block } from '../../decode';
import type { Archive } from '../archive';
import { Lines } from '../cells';
import { HEAD_ROWS, hasGaps, headerOf } from './header';
import { type CellContext, type Merge, mergesOf, RowScanner, type SheetRow } from './rows';
import { readStrings } from './strings';
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

/** Merged cells stand behind the rows: the sheet is run through for them. */
async function mergesIn({ archive, path, name }: SheetPlace): Promise<Merge[]> {
  const scanner = new RowScanner({ strings: [], styles: [], from1904: false }, name);
  for await (const chunk of archive.read(path)) for (const _ of scanner.push(chunk));
  for (const _ of scanner.end());
  return mergesOf(scanner.tail);
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

/** The sheet as CSV whose lines are its rows. @throws Error when the workbook is damaged */
export async function* sheetBlocks(place: SheetPlace): AsyncGenerator<Block> {
  const { archive, workbook, path, size } = place;
  const strings = workbook.strings ? await readStrings(archive.read(workbook.strings), place.name) : [];
  const context: CellContext = { strings, styles: workbook.styles, from1904: workbook.from1904 };
  const scanner = new RowScanner(context, place.name);
  const total = Math.max(1, archive.size(path));
  const head: SheetRow[] = [];
  let writer: Writer | null = null;
  const begin = async () => {
    const header = headerOf(head, hasGaps(head) ? await mergesIn(place) : []);
    const width = Math.max(0, ...head.map(({ cells }) => cells.length));
    writer = new Writer(width);
    if (header) writer.row({ number: header.row, cells: header.cells, bad: false });
    for (const row of head) if (row.number > (header?.row ?? 0)) writer.row(row);
    return writer;
  };
  let unpacked = 0;
  for await (const chunk of archive.read(path)) {
    unpacked += chunk.length;
    for (const row of scanner.push(chunk)) {
      if (writer) (writer as Writer).row(row);
      else if (head.push(row) >= HEAD_ROWS) await begin();
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
    if (writer) (writer as Writer).row(row);
    else head.push(row);
  }
  yield { bytes: ((writer as Writer | null) ?? (await begin())).lines.take(), read: size, final: true };
}
