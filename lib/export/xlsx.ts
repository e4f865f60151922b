import { writeXlsx } from 'hucre/xlsx';
import { type Cell, type ExportDocument, type ExportTable, finite } from './document';

/** Rows of a sheet, the header among them (ECMA-376, and every spreadsheet). */
const MOST_ROWS = 1_048_576;
/** Characters of a cell. */
const LONGEST = 32_767;
const LONGEST_NAME = 31;
const WIDEST = 60;

/** `_x000D_` in a text would be read as the character that it names. */
function cellValue(cell: Cell | undefined): Cell {
  const value = finite(cell);
  if (typeof value !== 'string') return value;
  const text = value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** A name that a sheet may have and no other one has. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replaceAll(/[[\]:*?/\\\p{Cc}]+/gu, ' ').replace(/^['\s]+/, '');
  for (let count = 1; ; count++) {
    const tail = count === 1 ? '' : ` ${count}`;
    const name = (plain.slice(0, LONGEST_NAME - tail.length).replace(/['\s]+$/, '') || 'Sheet') + tail;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** Characters that a column needs, from its first rows. */
function widths({ columns, rows }: ExportTable): { width: number }[] {
  return columns.map((label, i) => {
    const texts = rows.slice(0, 200).map((row) => String(row[i] ?? '').length);
    return { width: Math.min(WIDEST, Math.max(label.length, ...texts) + 2) };
  });
}

/**
 * A workbook with a sheet for each table and one for what they rest on. Texts are stored as texts, so that no cell is a
 * formula, and numbers as numbers.
 * @throws RangeError when a table has more rows than a sheet
 */
export async function documentXlsx({
  title,
  about,
  tables,
}: ExportDocument): Promise<Uint8Array<ArrayBuffer>> {
  const taken = new Set<string>();
  const sheets = [...tables, { title: 'About', columns: ['About', title], rows: about }].map((table) => {
    if (table.rows.length >= MOST_ROWS)
      throw new RangeError(
        `“${table.title}” has ${table.rows.length.toLocaleString('en')} rows, more than a sheet can hold. Export it as CSV or JSON.`,
      );
    return {
      name: sheetName(table.title, taken),
      columns: widths(table),
      rows: [table.columns, ...table.rows].map((row) => table.columns.map((_, i) => cellValue(row[i]))),
      cells: new Map(table.columns.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }])),
      freezePane: { rows: 1 },
    };
  });
  return (await writeXlsx({
    sheets,
    properties: { title, creator: 'Partner Lens' },
  })) as Uint8Array<ArrayBuffer>;
}
