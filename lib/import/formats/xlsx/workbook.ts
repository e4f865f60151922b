/** A workbook's table of contents: its sheets, the calendar it counts in, and which cell styles are dates. */
import type { Archive } from '../archive';
import { LARGEST_PART, LARGEST_STRINGS } from '../bounds';
import { formatCurrency, type NumberKind, numberKind } from './number-format';
import { decoderOf, elements, prefixOf, simplified } from './xml';

export interface Sheet {
  name: string;
  /** Path of its part in the archive; null when the workbook names none, as for a sheet with a chart. */
  path: string | null;
  hidden: boolean;
}

export interface CellStyle {
  kind: NumberKind;
  /** Currency that is shown beside a number, as written; '' for none. */
  currency: string;
}

export interface Workbook {
  sheets: Sheet[];
  from1904: boolean;
  /** What numbers of a cell style are, by its number. */
  styles: CellStyle[];
  /** Path of the shared texts, if there are any. */
  strings: string | null;
}

/** A part as plain XML. */
export async function partXml(archive: Archive, path: string): Promise<string> {
  const bytes = await archive.bytes(path, LARGEST_PART);
  const xml = decoderOf(bytes).decode(bytes);
  return simplified(xml, prefixOf(xml));
}

/** Path of a relation's target, from the folder of the part that has it. */
function resolved(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

interface Relation {
  type: string;
  path: string;
}

/** Path of the part that says what another part's relations lead to. */
export function relationsPath(part: string): string {
  const cut = part.lastIndexOf('/') + 1;
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
}

async function relations(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found = new Map<string, Relation>();
  const path = relationsPath(part);
  if (!archive.has(path)) return found;
  for (const { Id, Type = '', Target = '' } of elements(await partXml(archive, path), 'Relationship'))
    if (Id) found.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), path: resolved(folder, Target) });
  return found;
}

async function stylesOf(archive: Archive, path: string): Promise<CellStyle[]> {
  const xml = await partXml(archive, path);
  const codes = new Map<number, string>();
  for (const { numFmtId, formatCode } of elements(xml, 'numFmt'))
    if (formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
  const from = xml.search(/<cellXfs[\s>]/);
  const to = from < 0 ? -1 : xml.indexOf('</cellXfs>', from);
  return [...elements(to < 0 ? '' : xml.slice(from, to), 'xf')].map(({ numFmtId = '0' }) => {
    const code = codes.get(Number(numFmtId));
    const kind = numberKind(Number(numFmtId), code);
    return { kind, currency: kind === 'number' ? formatCurrency(code) : '' };
  });
}

/** @throws Error in words when it is no workbook, or too large to be read */
export async function openWorkbook(archive: Archive, name: string): Promise<Workbook> {
  const root = [...(await relations(archive, '')).values()].find(({ type }) => type === 'officeDocument');
  const path = root?.path ?? 'xl/workbook.xml';
  if (!archive.has(path))
    throw new Error(
      `"${name}" is damaged: it has no list of sheets. Open it in a spreadsheet and save it again.`,
    );
  const xml = await partXml(archive, path);
  const related = await relations(archive, path);
  const byType = (type: string) => [...related.values()].find((relation) => relation.type === type)?.path;
  const strings = byType('sharedStrings') ?? null;
  const size = strings ? archive.size(strings) : 0;
  if (size > LARGEST_STRINGS)
    throw new Error(
      `"${name}" is too large to be read as a workbook: its texts alone take ${Math.round(size / 2 ** 20)} MB, and all of them have to be held at once (at most ${LARGEST_STRINGS / 2 ** 20} MB). Save each sheet as CSV and choose those: CSV of any size can be imported.`,
    );
  const stylePath = byType('styles');
  const [properties] = elements(xml, 'workbookPr');
  return {
    sheets: [...elements(xml, 'sheet')].map(({ name: sheet = '', id = '', state }) => {
      const relation = related.get(id);
      return {
        name: sheet,
        path: relation && relation.type === 'worksheet' ? relation.path : null,
        hidden: state === 'hidden' || state === 'veryHidden',
      };
    }),
    from1904: properties?.date1904 === '1' || properties?.date1904 === 'true',
    styles: stylePath && archive.has(stylePath) ? await stylesOf(archive, stylePath) : [],
    strings: strings && archive.has(strings) ? strings : null,
  };
}
