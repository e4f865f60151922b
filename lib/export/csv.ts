import { type Cell, type ExportDocument, finite } from './document';
import { harmlessWithin } from './formula';

/** Without it some spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

/** RFC 4180 text of a table, lines ended by CRLF. No cell can become a formula. */
export function csvText(rows: Iterable<readonly Cell[]>): string {
  let text = '';
  for (const row of rows) text += `${row.map(csvCell).join(',')}\r\n`;
  return text;
}

/** The same as a file. */
export function csvFile(rows: Iterable<readonly Cell[]>): string {
  return BYTE_ORDER_MARK + csvText(rows);
}

function csvCell(cell: Cell): string {
  const value = finite(cell);
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : harmlessWithin(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The first table, with what it rests on as last columns: a figure never stands there without its day. */
export function documentCsv({ about, tables: [table] }: ExportDocument): string {
  const labels = about.map(([label]) => label);
  const texts = about.map(([, text]) => text);
  return csvFile([[...table.columns, ...labels], ...table.rows.map((row) => [...row, ...texts])]);
}
