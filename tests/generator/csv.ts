import { factTable } from '@/lib/facts/registry';
import type { ColumnKind } from '@/lib/facts/types';
import { isoDay, isoMinute } from './calendar';
import { FILES, type FileFormat } from './files';
import type { SampleData } from './generate';
import type { Cell, Row } from './world';

function show(cell: Cell | undefined, kind: ColumnKind, format: FileFormat): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return (format.flag ?? ['no', 'yes'])[cell ? 1 : 0];
  if (typeof cell === 'string') return cell;
  if (kind === 'day') return (format.day ?? isoDay)(cell);
  if (kind === 'minute') return isoMinute(cell);
  const text = kind === 'money' ? cell.toFixed(2) : String(cell);
  return format.decimal === ',' ? text.replace('.', ',') : text;
}

const quoted = (text: string, delimiter: string): string =>
  text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Text of one file. */
export function csvText(rows: readonly Row[], format: FileFormat): string {
  const delimiter = format.delimiter ?? ',';
  const columns = Object.keys(format.headers);
  const defs = format.table === 'partners' ? null : factTable(format.table).columns;
  const kinds = columns.map((column): ColumnKind => {
    const def = defs?.[column];
    if (defs && !def)
      throw new RangeError(`${format.file}: table "${format.table}" has no column "${column}".`);
    return def?.kind ?? 'text';
  });
  const lines = [
    Object.values(format.headers)
      .map((header) => quoted(header, delimiter))
      .join(delimiter),
  ];
  for (const row of rows)
    lines.push(
      columns.map((column, i) => quoted(show(row[column], kinds[i]!, format), delimiter)).join(delimiter),
    );
  return `${lines.join('\r\n')}\r\n`;
}

/** Bytes of a text in one of the encodings that exports come in. */
export function encode(text: string, encoding: FileFormat['encoding'] = 'utf-8'): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\uFEFF${text}`);
  if (encoding === 'utf-16le') {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let i = 0; i < text.length; i++) view.setUint16(2 + i * 2, text.charCodeAt(i), true);
    return bytes;
  }
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0)!;
    // Above U+00FF windows-1252 needs a table, which the sample data does not call for.
    if (code > 0xff || (code >= 0x80 && code < 0xa0))
      throw new RangeError(`"${char}" is not in the part of windows-1252 that is written here.`);
    return code;
  });
}

/** The sample data as files, the directory first. */
export function sampleFiles(
  data: SampleData,
): { name: string; table: string; rows: number; bytes: Uint8Array }[] {
  return FILES.map((format) => {
    const rows = format.table === 'partners' ? data.partners : data.tables[format.table];
    if (!rows) throw new RangeError(`The generator made no rows for "${format.table}".`);
    return {
      name: format.file,
      table: format.table,
      rows: rows.length,
      bytes: encode(csvText(rows, format), format.encoding),
    };
  });
}
