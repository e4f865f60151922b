/** What leaves the product as a file: the same document for every format. Pure. */

/** Numbers stay numbers in every format; null is an empty cell and never zero. */
export type Cell = string | number | null;

export interface ExportTable {
  title: string;
  /** Names of the columns, each once. */
  columns: readonly string[];
  /** A cell for each column. */
  rows: readonly (readonly Cell[])[];
}

export interface ExportDocument {
  title: string;
  /** What the figures rest on, in words: as-of day, definitions, model. It goes with the table in every format. */
  about: readonly (readonly [label: string, text: string])[];
  /** The first is the one that a format of one table holds. */
  tables: readonly [ExportTable, ...ExportTable[]];
}

/** What a cell holds in a format that knows no infinity. */
export function finite(cell: Cell | undefined): Cell {
  return cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell;
}

/** `2026-03-31`: the day on the calendar of whoever saves a file, for its name. */
export function localDay(now: Date): string {
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}

/** `Win rate by partner 2026-03-31`: without what a file name cannot hold, and not too long. */
export function fileStem(title: string, now: Date): string {
  const plain = title.replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, ' ').replaceAll(/\s+/g, ' ');
  return `${plain.slice(0, 120).trim().replace(/^\.+/, '')} ${localDay(now)}`;
}
