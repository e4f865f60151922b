/** Tables in archives and workbooks. */
import { type Block, type ByteSource, bytesSource } from '../decode';
import { Archive, type ArchiveEntry } from './archive';
import { LARGEST_NESTED } from './bounds';
import { type FilePart, partName } from './open';
import { sheetBlocks } from './xlsx/sheet';
import { openWorkbook } from './xlsx/workbook';
import { decoderOf } from './xlsx/xml';

const SAVE_AS = 'Open it, save it as XLSX or CSV, and choose that file.';

/** Other things that are ZIP archives, by an entry that they have. */
const OTHERS: [entry: RegExp, words: string][] = [
  [/^xl\/workbook\.bin$/, `is a binary workbook (XLSB). ${SAVE_AS}`],
  [/^(?:word|ppt)\/(?:document|presentation)\.xml$/, 'is a document or presentation, no table.'],
  [/^Index\/Document\.iwa$/, `is a Numbers document. ${SAVE_AS}`],
];

/** Endings of tables in an archive; the rest of it, such as a README or a picture, is left alone. */
const TABLE = /\.(?:csv|tsv|tab|txt|json|ndjson|jsonl|xlsx|xlsm)$/i;
const WORKBOOK = /\.(?:xlsx|xlsm)$/i;
/** What archivers of some systems add. */
const LITTER = /(?:^|[\\/])(?:__MACOSX[\\/]|\.(?!\.?[\\/])|~\$)/;

const isWorkbook = (archive: Archive) =>
  archive.has('xl/workbook.xml') ||
  (archive.has('[Content_Types].xml') && archive.entries.some(({ name }) => /workbook\d*\.xml$/.test(name)));

async function refuseOthers(file: ByteSource, archive: Archive) {
  const names = archive.entries.map(({ name }) => name);
  for (const [entry, words] of OTHERS)
    if (names.some((name) => entry.test(name))) throw new Error(`"${file.name}" ${words}`);
  if (!archive.has('mimetype')) return;
  const type = new TextDecoder().decode(await archive.bytes('mimetype', 1024));
  if (type.startsWith('application/vnd.oasis.opendocument'))
    throw new Error(
      `"${file.name}" is an OpenDocument file (ODS). Open it in a spreadsheet, save it as XLSX or CSV, and choose that file.`,
    );
}

/** The XML of a sheet without cells is smaller than this. */
const EMPTY_SHEET = 16_384;

async function sheetProblem(archive: Archive, path: string): Promise<string | null> {
  if (!archive.has(path))
    return 'is missing in the file, which is damaged. Open it in a spreadsheet and save it again.';
  if (archive.size(path) > EMPTY_SHEET) return null;
  try {
    const bytes = await archive.bytes(path, EMPTY_SHEET);
    return /<(?:[\w.-]+:)?(?:v|is)[\s>]/.test(decoderOf(bytes).decode(bytes)) ? null : 'is empty.';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function sheetsOf(file: ByteSource, archive: Archive, path: string[]): Promise<FilePart[]> {
  const name = partName(file.name, path);
  const { sheets } = await openWorkbook(archive, name);
  const parts: FilePart[] = [];
  for (const { name: sheet, path: part, hidden } of sheets)
    if (part !== null)
      parts.push({ path: [...path, sheet], hidden, problem: await sheetProblem(archive, part) });
  if (parts.length === 0) throw new Error(`"${name}" has no sheet with cells. Choose another file.`);
  return parts;
}

/** A workbook that lies in an archive, unpacked. */
async function nested(archive: Archive, entry: string): Promise<Archive> {
  const bytes = await archive.bytes(entry, LARGEST_NESTED);
  return Archive.open(bytesSource(entry, bytes));
}

export async function archiveParts(file: ByteSource): Promise<FilePart[]> {
  const archive = await Archive.open(file);
  if (isWorkbook(archive)) return sheetsOf(file, archive, []);
  await refuseOthers(file, archive);
  const entries = archive.entries.filter(({ name }) => TABLE.test(name) && !LITTER.test(name));
  if (entries.length === 0)
    throw new Error(
      `"${file.name}" holds no table: nothing in it ends in .csv, .tsv, .txt, .json, .ndjson or .xlsx${archives(archive.entries)}.`,
    );
  const parts: FilePart[] = [];
  for (const { name, encrypted, uncompressedSize } of entries) {
    const part = { path: [name], hidden: false };
    if (encrypted) parts.push({ ...part, problem: 'has a password. Unpack it and choose the file itself.' });
    else if (uncompressedSize === 0) parts.push({ ...part, problem: 'is empty.' });
    else if (!WORKBOOK.test(name)) parts.push({ ...part, problem: null });
    else
      try {
        parts.push(...(await sheetsOf(file, await nested(archive, name), [name])));
      } catch (error) {
        parts.push({ ...part, problem: error instanceof Error ? error.message : String(error) });
      }
  }
  return parts;
}

function archives(entries: readonly ArchiveEntry[]): string {
  return entries.some(({ name }) => /\.(?:zip|gz|7z|rar)$/i.test(name))
    ? '. There are archives in it: unpack it and choose those'
    : '';
}

export async function archivePart(file: ByteSource, path: readonly string[]): Promise<ByteSource> {
  const archive = await Archive.open(file);
  const name = partName(file.name, path);
  const part = path.join('\0');
  const [first = '', second] = path;
  const common = {
    name,
    size: file.size,
    slice: (start: number, end: number) => file.slice(start, end),
    part,
  };
  if (!isWorkbook(archive) && second === undefined) {
    if (!archive.has(first)) throw gone(name);
    return { ...common, blocks: () => entryBlocks(archive, first, file.size) };
  }
  const own = isWorkbook(archive);
  const holder = own ? archive : await nested(archive, first);
  const wanted = own ? first : second;
  const workbook = await openWorkbook(holder, name);
  const sheet = workbook.sheets.find((each) => each.name === wanted);
  if (!sheet?.path) throw gone(name);
  const place = { archive: holder, workbook, path: sheet.path, name, size: file.size };
  let notes: readonly string[] = [];
  return {
    ...common,
    blocks: () =>
      sheetBlocks(place, (said) => {
        notes = said;
      }),
    table: {
      evidence: sheet.hidden ? 'hidden sheet of a workbook' : 'sheet of a workbook',
      numbered: 'sheet',
      notes: () => notes,
    },
  };
}

function gone(name: string): Error {
  return new Error(`"${name}" is no longer there. The file was changed: choose it again.`);
}

/** Large enough to be worth a step, small enough not to be felt. */
const BLOCK = 1 << 20;

async function* entryBlocks(archive: Archive, entry: string, size: number): AsyncGenerator<Block> {
  const total = Math.max(1, archive.size(entry));
  let unpacked = 0;
  let gathered: Uint8Array[] = [];
  let length = 0;
  const joined = () => {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of gathered) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    gathered = [];
    length = 0;
    return bytes;
  };
  for await (const chunk of archive.read(entry)) {
    unpacked += chunk.length;
    gathered.push(chunk);
    length += chunk.length;
    if (length >= BLOCK)
      yield { bytes: joined(), read: Math.floor((size - 1) * Math.min(1, unpacked / total)), final: false };
  }
  yield { bytes: joined(), read: size, final: true };
}
