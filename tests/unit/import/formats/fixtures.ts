import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { analyseFile } from '@/lib/import/analyse';
import { type ByteSource, bytesSource } from '@/lib/import/decode';
import { TABLE_LAYOUT } from '@/lib/import/delimiter';
import { faultOf, isFault } from '@/lib/import/faults';
import { openPart, partsOf } from '@/lib/import/formats/open';
import { fits, readRecords } from '@/lib/import/records';

/** Cases of each random test; set PARTNER_LENS_FUZZ for a longer run. */
export const RUNS = Number(process.env.PARTNER_LENS_FUZZ ?? 150);
export const TIMEOUT = 60_000 + RUNS * 100;

const encoder = new TextEncoder();

export const fileOf = (name: string, content: string | Uint8Array): ByteSource =>
  bytesSource(name, typeof content === 'string' ? encoder.encode(content) : content);

/** An archive of these entries. */
export async function zip(
  entries: Record<string, string | Uint8Array>,
  options: { password?: string; level?: number } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [name, content] of Object.entries(entries)) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    await writer.add(name, new Uint8ArrayReader(bytes));
  }
  return writer.close();
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetFixture {
  name: string;
  /** XML of `sheetData`, rows only. */
  rows: string;
  state?: string;
  /** XML behind the rows. */
  tail?: string;
}

/** Parts of a workbook as Excel writes them. */
export function workbookParts(
  sheets: readonly SheetFixture[],
  options: { strings?: string; formats?: Record<number, string>; styles?: number[]; date1904?: boolean } = {},
): Record<string, string> {
  const { strings, formats = {}, styles = [0], date1904 = false } = options;
  const list = sheets
    .map(
      ({ name, state }, i) =>
        `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${state ? ` state="${state}"` : ''}/>`,
    )
    .join('');
  const relations = [
    ...sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]),
    ['rId900', 'styles', 'styles.xml'],
    ...(strings === undefined ? [] : [['rId901', 'sharedStrings', 'sharedStrings.xml']]),
  ].map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`);
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${Object.entries(formats)
      .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles
      .map((id) => `<xf numFmtId="${id}" xfId="0"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...(strings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="${MAIN}">${strings}</sst>` }),
    ...Object.fromEntries(
      sheets.map(({ rows, tail = '' }, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${rows}</sheetData>${tail}</worksheet>`,
      ]),
    ),
  };
}

export async function workbook(
  sheets: readonly SheetFixture[],
  options?: Parameters<typeof workbookParts>[1],
): Promise<ByteSource> {
  return fileOf('book.xlsx', await zip(workbookParts(sheets, options)));
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A row of text cells, from column A. */
export const textRow = (number: number, ...texts: string[]): string =>
  `<row r="${number}">${texts
    .map((text, c) =>
      text === ''
        ? ''
        : `<c r="${String.fromCharCode(65 + c)}${number}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    )
    .join('')}</row>`;

export interface ReadTable {
  name: string;
  headers: string[];
  /** Good rows by number: their cells; an error as `{value} reason`. */
  rows: Record<number, string[]>;
  /** Bad rows by number: value and reason. */
  bad: Record<number, { value: string; reason: string }>;
}

/** The first table of a file, or that at a path, as the importer sees it. */
export async function readTable(file: ByteSource, path?: readonly string[]): Promise<ReadTable> {
  const place = path ?? (await partsOf(file)).find(({ problem }) => !problem)?.path ?? [];
  const source = await openPart(file, place);
  const format = source.table
    ? { encoding: 'utf-8' as const, ...TABLE_LAYOUT }
    : (await analyseFile(source)).format;
  const table: ReadTable = { name: source.name, headers: [], rows: {}, bad: {} };
  await readRecords(source, format, {
    header: ({ headers }) => {
      table.headers = headers;
    },
    record(scanner) {
      if (!fits(scanner, table.headers.length)) {
        table.bad[scanner.record] = faultOf(scanner.raw().replace(/^"|"$/g, ''));
        return undefined;
      }
      table.rows[scanner.record] = table.headers.map((_, i) => {
        const text = scanner.cell(i);
        if (!isFault(scanner.bytes, scanner.starts[i]!)) return text;
        const { value, reason } = faultOf(text);
        return `{${value}} ${reason}`;
      });
      return undefined;
    },
  });
  return table;
}
