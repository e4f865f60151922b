/** Rows of a source as a file that the import takes in like any other. */
import { headerSignature } from '../import/headers';
import type { FileFormat, MappedColumn, Mapping } from '../import/mapping';
import { importTable } from '../import/tables';
import type { Row } from './types';

/** How `csvOf` writes. */
export const FORMAT: FileFormat = { encoding: 'utf-8', delimiter: ',', newline: '\n', skip: 0 };

const cellOf = (value: string): string => {
  const text = value.replaceAll('\0', '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * Rows as CSV with the table's own columns as headers, in the table's order, and the mapping that reads it: days and
 * moments as ISO 8601, decimals with a point.
 * @throws RangeError when a row has a column that the table lacks
 */
export function csvOf(table: string, rows: readonly Row[]): { bytes: Uint8Array; mapping: Mapping } {
  const { columns } = importTable(table);
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const headers = Object.keys(columns).filter((id) => used.delete(id));
  const [unknown] = used;
  if (unknown !== undefined) throw new RangeError(`The table "${table}" has no column "${unknown}".`);
  const lines = rows.map((row) => headers.map((id) => cellOf(row[id] ?? '')).join(','));
  const mapped = headers.map((id, source): MappedColumn => {
    const { kind } = columns[id]!;
    const column: MappedColumn = { source, header: id, target: id };
    if (kind === 'day' || kind === 'minute') column.date = { order: 'ymd' };
    if (kind === 'money' || kind === 'number') column.number = { decimal: '.' };
    return column;
  });
  return {
    bytes: new TextEncoder().encode(`${[headers.join(','), ...lines].join('\n')}\n`),
    mapping: { table, signature: headerSignature(headers), columns: mapped, constants: {} },
  };
}
