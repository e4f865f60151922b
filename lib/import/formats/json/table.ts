/** JSON and NDJSON as a table that the importer reads. */
import { type Block, type ByteSource, detectEncoding, headOf, utf8Blocks } from '../../decode';
import { MOST_COLUMNS } from '../bounds';
import { badRow, Lines, textCell } from '../cells';
import { flatMember, flatten } from './flatten';
import { type JsonRecord, lineRecords, listRecords } from './records';
import { type JsonShape, pathWords, shapeOf } from './shape';

/** The list of records begins within so many bytes. */
const HEAD = 1 << 20;

const WORDS: Record<Exclude<JsonShape['kind'], 'several'>, string> = {
  lines: 'JSON with a record in each line',
  sequence: 'JSON, one record after the other',
  list: 'JSON, a list of records',
  keyed: 'JSON, records by their ids',
};

/** The file as text, and how much of it was read. */
class Texts {
  read = 0;
  constructor(
    private readonly source: ByteSource,
    private readonly encoding: Awaited<ReturnType<typeof detectEncoding>>['encoding'],
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const { bytes, read, final } of utf8Blocks(this.source, this.encoding)) {
      this.read = read;
      yield decoder.decode(bytes, { stream: !final });
    }
  }
}

async function shapeIn(file: ByteSource, list?: string) {
  const { encoding } = await detectEncoding(file);
  const { head } = await headOf(file, encoding, HEAD);
  return { encoding, shape: shapeOf(new TextDecoder().decode(head), file.name, list) };
}

/** Names of the lists of a file that has several and says of none that it is the one; else none. */
export async function jsonLists(file: ByteSource): Promise<string[]> {
  const { shape } = await shapeIn(file);
  return shape.kind === 'several' ? shape.lists : [];
}

/** Text behind a list that is worth a word. */
const MUCH = 64 * 1024;

/**
 * @param file JSON as it lies in the file
 * @param list one of `jsonLists`, where there are any
 * @throws Error when it is no table, or several
 */
export async function jsonTable(file: ByteSource, list?: string): Promise<ByteSource> {
  const { encoding, shape } = await shapeIn(file, list);
  if (shape.kind === 'several')
    throw new Error(
      `"${file.name}" has several lists: ${quotedList(shape.lists)}. Unpack it and choose the file itself, which asks for them, or export one list a file.`,
    );
  const names = shape.kind === 'list' ? shape.names : undefined;
  const place = 'path' in shape && shape.path.length > 0 ? ` under “${pathWords(shape.path)}”` : '';
  const notes: string[] = [];
  if (shape.kind === 'list' && shape.others.length > 0)
    notes.push(
      `Only the list${place} is read. Also in the file, and not read: ${quotedList(shape.others)}. Export a list that you need to a file of its own.`,
    );
  let columns: string[] | null = null;
  let firstReason: string | null = null;
  let goesOn = false;

  const records = (texts: Texts): AsyncGenerator<JsonRecord> =>
    shape.kind === 'lines'
      ? lineRecords(texts)
      : shape.kind === 'sequence'
        ? listRecords(texts, 0, null)
        : listRecords(texts, shape.start, shape.kind === 'list' ? ']' : '}');

  const flat = (record: JsonRecord) =>
    shape.kind === 'keyed' ? flatMember(record, shape.key) : flatten(record, names);

  /** Every column of every record, in the order of first appearance: records need not be alike. */
  const allColumns = async (): Promise<string[]> => {
    const seen = new Set<string>(names);
    for await (const record of records(new Texts(file, encoding))) {
      const found = flat(record);
      if (found && 'reason' in found) firstReason ??= `record ${record.number} ${found.reason}`;
      if (found && 'cells' in found) for (const column of found.cells.keys()) seen.add(column);
      if (seen.size > MOST_COLUMNS)
        throw new Error(
          `"${file.name}" has more than ${MOST_COLUMNS.toLocaleString('en')} different names: its records seem to be keyed by their ids. Export a list of records.`,
        );
    }
    return [...seen];
  };

  async function* blocks(): AsyncGenerator<Block> {
    columns ??= await allColumns();
    if (columns.length === 0)
      throw new Error(
        firstReason === null
          ? `"${file.name}" has no records: ${place ? `the list${place} is empty` : 'nothing in it is an object with named values'}.`
          : `"${file.name}" has no records that can be read: ${firstReason}.`,
      );
    const texts = new Texts(file, encoding);
    const lines = new Lines();
    lines.add(`${columns.map((name) => textCell(name) || '""').join(',')}\n`);
    let line = 1;
    for await (const record of records(texts)) {
      if (record.number > line) lines.add('\n'.repeat(record.number - line));
      line = record.number + 1;
      const found = flat(record);
      if (!found) lines.add('\n');
      else if ('reason' in found) lines.add(`${badRow(record.text.slice(0, 400), found.reason)}\n`);
      else {
        const cells = columns.map((column) => found.cells.get(column) ?? '');
        lines.add(cells.some((cell) => cell !== '') ? `${cells.join(',')}\n` : '\n');
      }
      if (lines.full)
        yield { bytes: lines.take(), read: Math.max(0, Math.min(texts.read, file.size - 1)), final: false };
    }
    const left = file.size - texts.read;
    if (left > MUCH && !goesOn) {
      goesOn = true;
      notes.push(
        `Behind the list${place} the file goes on, and that is not read (${Math.round(left / 2 ** 10).toLocaleString('en')} KB or more). If it holds another list, export that to a file of its own.`,
      );
    }
    yield { bytes: lines.take(), read: file.size, final: true };
  }

  return {
    name: list === undefined ? file.name : `${file.name} › ${list}`,
    size: file.size,
    slice: (start, end) => file.slice(start, end),
    blocks,
    table: { evidence: WORDS[shape.kind] + place, numbered: 'records', notes: () => notes },
    part: list === undefined ? file.part : [file.part, list].filter(Boolean).join('\0'),
  };
}

const quotedList = (names: readonly string[]) =>
  new Intl.ListFormat('en').format(names.map((name) => `“${name}”`));
