/** Files and a mapping in, columns to be stored out. No database here: what is known comes in as `TableState`. */

import { minorDigits } from '@/lib/facts/currency';
import { missingColumn, missingOf } from '@/lib/facts/missing';
import type { FactChunk, FactTable } from '@/lib/facts/types';
import type { Checkpoint } from '@/lib/store/staged';
import { type Block, BlockWriter, type Resumed } from './blocks';
import { ByteDictionary } from './byte-dictionary';
import { BAD } from './cell-reader';
import { RowCurrencies } from './currency-reader';
import type { ByteSource } from './decode';
import { derivations } from './derive';
import { foldHeader } from './fold-header';
import { headerLabels } from './headers';
import { Ints } from './ints';
import { type FileFormat, type ImportContext, type Mapping, namedInAmounts } from './mapping';
import { Meter, type Progress } from './meter';
import { FLAG_COLUMN } from './outcome-flags';
import { outcomeReader } from './outcome-reader';
import type { Batch } from './output';
import type { QualityCheck, Seen } from './quality/check';
import type { QualityReport } from './quality/report';
import { type KnownRows, Reconciler, type Repeats } from './reconcile';
import { readRecords } from './records';
import { type Reject, RejectList } from './rejects';
import { RowBuffer, type Target } from './row-buffer';
import { cellReader, type ReaderSettings } from './rows';
import { importTable } from './tables';

/** What the store knows of the table that is imported. */
export interface TableState extends KnownRows {
  /** Domain -> its values joined by NUL; a missing domain has none. */
  dictionaries: Readonly<Record<string, string>>;
}

export const EMPTY_STATE: TableState = { dictionaries: {}, chunks: [], lastId: 0 };

export interface ImportFile {
  source: ByteSource;
  format: FileFormat;
  /** What its rows are numbered in their source, ascending, where that is not their place in the file. */
  rowNumbers?: Int32Array;
}

export interface RunOptions extends ImportContext {
  signal?: AbortSignal;
  /** Called about ten times a second; awaited. */
  progress?: (progress: Progress) => Promise<void> | void;
  /** Rows of a stored chunk. */
  chunkRows?: number;
  /** Looks at the rows while they pass. */
  quality?: QualityCheck;
  /**
   * Stores a block; reading goes on meanwhile, until the next block is there. Without it everything is in the result,
   * and with it what no block had.
   */
  store?: (block: Block) => Promise<void>;
  /** What an earlier run of the same import stored; `dictionaries` of the state have its values too. */
  resumed?: Resumed | undefined;
}

export interface FactImport {
  table: string;
  /** Columns that were filled, derived ones too. */
  columns: string[];
  chunks: FactChunk[];
  /** New values of each domain, from code `from`, joined by NUL. */
  runs: Block['runs'];
  /** All of them, those of blocks too. */
  repeats: Repeats;
  rejects: Reject[];
  rowsRead: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** What was seen of the quality of the rows, where somebody looked. */
  quality?: QualityReport;
  /** Lines of text behind the data of a report. */
  footer: number;
  /** Partners as the rows name them. */
  partnerNames: string[];
}

const CHUNK_ROWS = 10_000;
/** Chunks of a block: enough for a transaction to be worth it, few enough for any memory. */
const BLOCK_CHUNKS = 4;

const encoder = new TextEncoder();

/** Dictionaries of an import: those of the store, growing. */
class Dictionaries {
  readonly #open = new Map<string, { dictionary: ByteDictionary; known: number }>();
  constructor(private readonly stored: Readonly<Record<string, string>>) {}

  get = (domain: string): ByteDictionary => {
    let entry = this.#open.get(domain);
    if (!entry) {
      const text = this.stored[domain];
      const dictionary = text === undefined ? new ByteDictionary() : ByteDictionary.fromText(text);
      entry = { dictionary, known: dictionary.size };
      this.#open.set(domain, entry);
    }
    return entry.dictionary;
  };

  /** Values that are new since the last time. */
  takeRuns() {
    return [...this.#open].flatMap(([domain, entry]) => {
      const { dictionary, known } = entry;
      if (dictionary.size === known) return [];
      entry.known = dictionary.size;
      return [{ domain, from: known + 1, text: dictionary.textFrom(known + 1) }];
    });
  }
}

/** What is read in one go: where columns make rows of their own, each is a pass over the file. */
function passesOf(mapping: Mapping): { mapping: Mapping; skipped: string | null }[] {
  const makers = mapping.columns.filter(({ makes }) => makes);
  if (makers.length === 0) return [{ mapping, skipped: null }];
  const columns = mapping.columns.filter(({ makes }) => !makes);
  return makers.map(({ makes, ...column }) => ({
    mapping: { ...mapping, columns: [...columns, column], constants: { ...mapping.constants, ...makes } },
    skipped: column.target,
  }));
}

function targetsOf(
  table: FactTable,
  mapping: Mapping,
  settings: ReaderSettings,
  skipped: string | null,
): Target[] {
  const ids = [
    ...new Set([...mapping.columns.map(({ target }) => target), ...Object.keys(mapping.constants)]),
  ];
  // Amounts are checked against the currency of their row.
  if (settings.rowCurrencies) ids.sort((a, b) => Number(b === 'currency') - Number(a === 'currency'));
  return ids.map((id) => {
    const column = table.columns[id];
    if (!column)
      throw new RangeError(`${table.name} has no column "${id}". Choose another column in the mapping.`);
    const together = id === 'status' ? outcomeReader(table, mapping.columns, settings.dictionary) : null;
    const sources = mapping.columns
      .filter(({ target }) => target === id)
      .map((mapped) => ({
        at: mapped.source,
        header: mapped.header,
        reader: together ? cellReader(FLAG_COLUMN, {}, settings) : cellReader(column, mapped, settings),
      }));
    let constant: number | null = null;
    const text = mapping.constants[id];
    if (text) {
      const out = missingColumn(column.kind, 1);
      const bytes = encoder.encode(text);
      const reader = cellReader(column, {}, settings);
      if (reader.read(out, 0, bytes, 0, bytes.length) === BAD)
        throw new RangeError(`The value "${text}" for ${column.label} ${reader.reason}.`);
      constant = out[0]!;
    }
    return {
      id,
      label: column.label,
      required: column.required ?? false,
      missing: missingOf(column.kind),
      sources,
      constant,
      skipEmpty: skipped === id,
      together,
    };
  });
}

/** Money was read in hundredths; rows of currencies with other minor units are set right. */
function rescale(batch: Batch, table: FactTable, currencies: ByteDictionary, fallback: string) {
  const codes = batch.columns.currency!;
  const factors: number[] = [];
  const money = Object.keys(batch.columns).filter((id) => table.columns[id]!.kind === 'money');
  for (let r = 0; r < batch.rows; r++) {
    const code = codes[r]!;
    factors[code] ??= minorDigits(code === 0 ? fallback : currencies.value(code)) - 2;
    const places = factors[code]!;
    if (places === 0) continue;
    for (const id of money) {
      const values = batch.columns[id]!;
      values[r] = places > 0 ? values[r]! * 10 ** places : values[r]! / 10 ** -places;
    }
  }
}

/** Whether a checkpoint does not take the record in yet. */
function isBehind({ file = 0, record }: Checkpoint, index: number, at: number): boolean {
  return index === file ? at > record : index > file;
}

/** Gives rows the numbers that they have in their source. */
function renumber({ sourceRow, sourceFile, rows }: Batch, files: readonly ImportFile[]) {
  for (let r = 0; r < rows; r++) {
    const numbers = files[sourceFile[r]!]?.rowNumbers;
    if (numbers) sourceRow[r] = numbers[sourceRow[r]! - 1] ?? sourceRow[r]!;
  }
}

/**
 * Reads the files of one import. Only `store` writes anything.
 * @param files files with the same headers
 * @throws Error when a file's headers are not those of the mapping, or a required column is not mapped
 * @throws DOMException `AbortError` when the signal fires
 */
export async function importFacts(
  files: readonly ImportFile[],
  mapping: Mapping,
  state: TableState,
  options: RunOptions,
): Promise<FactImport> {
  const table = importTable(mapping.table);
  const dictionaries = new Dictionaries(state.dictionaries);
  const currencyColumn = mapping.columns.some(({ target }) => target === 'currency');
  const constantCurrency = mapping.constants.currency ?? null;
  const rowCurrency = constantCurrency ?? options.currency;
  const settings: ReaderSettings = {
    timeZone: options.timeZone,
    currency: options.currency,
    constantCurrency,
    currencyColumn,
    rowCurrencies: namedInAmounts(table, mapping)
      ? new RowCurrencies(dictionaries.get('currency'), options.currency)
      : null,
    moneyDigits: currencyColumn ? 2 : minorDigits(rowCurrency),
    dictionary: dictionaries.get,
  };
  const passes = passesOf(mapping).map(({ mapping: own, skipped }) => {
    const targets = targetsOf(table, own, settings, skipped);
    checkRequired(table, targets);
    return { own, targets };
  });
  const derived = derivations(table, mapping, dictionaries.get);
  const added = derived.flatMap((derivation) => derivation.columns);
  const columns = filledColumns(mapping);
  const { chunkRows = CHUNK_ROWS, store, resumed, quality } = options;
  const reconciler = new Reconciler(table, columns, state, chunkRows);
  const rejects: RejectList[] = [];
  /** 1 at the code of each partner that a row names. */
  const partners = new Ints();
  const notePartners = ({ rows, columns: { partner } }: Pick<Batch, 'rows' | 'columns'>) => {
    if (partner)
      for (let r = 0; r < rows; r++) if (partners.get(partner[r]!) === 0) partners.set(partner[r]!, 1);
  };
  if (resumed) {
    reconciler.resume(resumed);
    for (const chunk of resumed.chunks) notePartners(chunk);
    if (resumed.checkpoint.seen) quality?.resume(resumed.checkpoint.seen as Seen);
  }
  if (quality) reconciler.again = (file, row) => quality.again(file, row);

  const writer = store && passes.length === 1 ? new BlockWriter(store) : null;
  /** Where rows were last settled, and what was bad up to there; no row behind it is settled. */
  let settled: Pick<Block, 'rejects' | 'checkpoint'> = { rejects: [], checkpoint: null };
  const take = (batch: Batch) => {
    const [record, file] = [batch.sourceRow[batch.rows - 1]!, batch.sourceFile[batch.rows - 1]!];
    renumber(batch, files);
    for (const derivation of derived) derivation.apply(batch);
    if (currencyColumn) rescale(batch, table, dictionaries.get('currency'), options.currency);
    notePartners(batch);
    quality?.look(batch, dictionaries.get);
    reconciler.add(batch);
    if (!writer) return;
    const [bad] = rejects;
    const { added: fresh, changed, unchanged } = reconciler;
    const taken = bad!.take();
    quality?.bad(taken);
    settled = {
      rejects: [...settled.rejects, ...taken],
      checkpoint: {
        file,
        record,
        added: fresh,
        changed,
        unchanged,
        rejected: bad!.rows,
        footer: bad!.footer,
      },
    };
  };
  const storeSettled = async () => {
    const { rejects: bad } = settled;
    const checkpoint = settled.checkpoint && { ...settled.checkpoint, seen: quality?.seen() };
    settled = { rejects: [], checkpoint: null };
    await writer!.write({ ...reconciler.take(), runs: dictionaries.takeRuns(), rejects: bad, checkpoint });
  };
  const meter = new Meter(
    passes.flatMap(() => files.map(({ source }) => source)),
    options.signal,
    options.progress,
  );
  let rowsRead = 0;
  try {
    for (const [pass, { own, targets }] of passes.entries()) {
      const bad = new RejectList();
      bad.rows = resumed?.checkpoint.rejected ?? 0;
      bad.footer = resumed?.checkpoint.footer ?? 0;
      rejects.push(bad);
      const buffer = new RowBuffer(table, columns, targets, bad, chunkRows, take, added);
      for (const [index, file] of files.entries()) {
        await readRecords(file.source, file.format, {
          header({ headers }) {
            checkHeaders(file.source.name, headers, own);
            bad.startFile(file.source.name, headers.length);
            buffer.startFile(index, headers.length, headerLabels(headers));
          },
          record(scanner) {
            meter.rows++;
            if (pass === 0) rowsRead++;
            if (!resumed || isBehind(resumed.checkpoint, index, scanner.record)) buffer.note(scanner);
            return undefined;
          },
          async block(read) {
            buffer.settle();
            if (writer && reconciler.waiting >= chunkRows * BLOCK_CHUNKS) await storeSettled();
            await meter.tick(pass * files.length + index, read);
          },
        });
      }
      bad.endFile();
      buffer.flush();
    }
    await writer?.end();
  } finally {
    await writer?.rest();
  }
  const { footer } = rejects[0]!;
  const left = together(rejects);
  quality?.bad(left.rejects);
  return {
    chunks: reconciler.take().chunks,
    repeats: reconciler.repeats(),
    added: reconciler.added,
    changed: reconciler.changed,
    unchanged: reconciler.unchanged,
    table: table.id,
    columns,
    runs: dictionaries.takeRuns(),
    rejects: [...settled.rejects, ...left.rejects],
    rejected: left.rejected,
    rowsRead: rowsRead - footer,
    quality: quality?.finish(dictionaries.get),
    footer,
    partnerNames: namesOf(partners, dictionaries.get('partner')),
  };
}

function namesOf(codes: Ints, dictionary: ByteDictionary): string[] {
  const out: string[] = [];
  for (let code = 1; code < codes.length; code++) if (codes.get(code)) out.push(dictionary.value(code));
  return out;
}

/** Bad rows of several passes over the same files, each cell once. */
function together(lists: readonly RejectList[]): { rejects: Reject[]; rejected: number } {
  const [first] = lists;
  if (lists.length === 1) return { rejects: first!.rejects, rejected: first!.rows };
  const cells = new Map<string, Reject>();
  const rows = new Set<string>();
  for (const reject of lists.flatMap(({ rejects }) => rejects)) {
    cells.set(JSON.stringify([reject.file, reject.row, reject.column]), reject);
    rows.add(JSON.stringify([reject.file, reject.row]));
  }
  return { rejects: [...cells.values()], rejected: rows.size };
}

/** Columns that an import with this mapping fills, derived ones too. */
export function filledColumns(mapping: Mapping): string[] {
  const dictionary = new ByteDictionary();
  const derived = derivations(importTable(mapping.table), mapping, () => dictionary);
  return [
    ...new Set([
      ...mapping.columns.flatMap(({ target, makes }) => [target, ...Object.keys(makes ?? {})]),
      ...Object.keys(mapping.constants),
      ...derived.flatMap(({ columns }) => columns),
    ]),
  ];
}

function checkRequired(table: FactTable, targets: readonly Target[]) {
  const mapped = new Set(targets.map(({ id }) => id));
  const missing = Object.entries(table.columns).filter(([id, column]) => column.required && !mapped.has(id));
  if (missing.length > 0)
    throw new Error(
      `${table.name} need ${missing.map(([, { label }]) => label).join(', ')}: map a column to each.`,
    );
}

function checkHeaders(file: string, headers: readonly string[], mapping: Mapping) {
  for (const { source, header } of mapping.columns)
    if (foldHeader(headers[source] ?? '') !== foldHeader(header))
      throw new Error(
        `Column ${source + 1} of "${file}" is "${headers[source] ?? ''}", but the mapping expects "${header}". Map this file on its own.`,
      );
}
