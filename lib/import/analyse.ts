/** One look at a whole file: how it is encoded, what its columns look like, how many rows it has. */
import { type ByteSource, detectEncoding, type Encoding, fingerprint, headOf } from './decode';
import { detectLayout, type Layout, TABLE_LAYOUT } from './delimiter';
import { isFixedWidth } from './fixed-width';
import { MOST_COLUMNS } from './formats/bounds';
import { headerLabels, headerSignature } from './headers';
import type { FileFormat } from './mapping';
import { Meter, type Progress } from './meter';
import { type ColumnProfile, ColumnProfiler } from './profile';
import { fits, readRecords } from './records';

export interface FileAnalysis {
  name: string;
  bytes: number;
  sha256: string;
  format: FileFormat;
  /** Why the format is taken to be that, in words. */
  evidence: { encoding: string; delimiter: string };
  /** Headers as written. */
  headers: string[];
  labels: string[];
  signature: string;
  /** Records behind the header; a report's footer counts too. */
  rows: number;
  /** Records with bad quotes or another number of cells than the header. */
  badShape: number;
  columns: ColumnProfile[];
  /** First good rows as written. */
  sample: string[][];
  /** Their row numbers in the file. */
  sampleRows?: readonly number[];
  /** What the file's format did to its cells on the way, one sentence each. */
  notes?: readonly string[];
}

export interface AnalyseOptions {
  signal?: AbortSignal;
  progress?: (progress: Progress) => Promise<void> | void;
}

const SAMPLE_ROWS = 20;
const HEAD_BYTES = 256 * 1024;
/** Characters of a name of a column. What is longer is a file without lines, or text that is no table. */
const LONGEST_HEADER = 10_000;

async function layoutOf(source: ByteSource, encoding: Encoding): Promise<Layout> {
  const { head, whole } = await headOf(source, encoding, HEAD_BYTES);
  const layout = detectLayout(head, whole);
  if (layout.single && isFixedWidth(head))
    throw new Error(
      `"${source.name}" has columns of a fixed width, with blanks between them instead of a delimiter. Open it in a spreadsheet as text of fixed width, save it as XLSX or CSV, and choose that file.`,
    );
  return layout;
}

/**
 * @throws Error when the file is empty or cannot be read
 * @throws DOMException `AbortError` when the signal fires
 */
export async function analyseFile(source: ByteSource, options: AnalyseOptions = {}): Promise<FileAnalysis> {
  if (source.size === 0) throw new Error(`"${source.name}" is empty (0 bytes). Choose another file.`);
  const encoding = await detectEncoding(source, options.signal);
  const layout = source.table ? TABLE_LAYOUT : await layoutOf(source, encoding.encoding);
  const format: FileFormat = {
    encoding: encoding.encoding,
    delimiter: layout.delimiter,
    newline: layout.newline,
    skip: layout.skip,
    ...(layout.dialect ? { dialect: layout.dialect } : {}),
  };

  let headers: string[] = [];
  let labels: string[] = [];
  let profilers: ColumnProfiler[] = [];
  const sample: string[][] = [];
  const sampleRows: number[] = [];
  let badShape = 0;
  const meter = new Meter([source], options.signal, options.progress);
  const pass = readRecords(source, format, {
    header(found) {
      headers = found.headers;
      if (headers.length > MOST_COLUMNS)
        throw new Error(
          `"${source.name}" has ${headers.length.toLocaleString('en')} columns, and at most ${MOST_COLUMNS.toLocaleString('en')} can be read. Export only the columns that matter.`,
        );
      const { length } = headers.find((header) => header.length > LONGEST_HEADER) ?? '';
      if (length > 0)
        throw new Error(
          `"${source.name}" is no table: its first line has a name of a column with ${length.toLocaleString('en')} characters. Check that the file has lines, and export it again.`,
        );
      labels = headerLabels(headers);
      profilers = headers.map(() => new ColumnProfiler());
    },
    record(scanner) {
      meter.rows++;
      if (!fits(scanner, headers.length)) {
        badShape++;
        return undefined;
      }
      if (sample.length < SAMPLE_ROWS) {
        sample.push(scanner.row().slice(0, headers.length));
        sampleRows.push(scanner.record);
      }
      const { bytes, starts, ends, escaped } = scanner;
      for (let i = 0; i < profilers.length; i++)
        profilers[i]!.add(bytes, starts[i]!, ends[i]!, escaped[i] === 1);
      return undefined;
    },
    block: (read) => meter.tick(0, read),
  });
  const [sha256] = await Promise.all([fingerprint(source), pass]);
  return {
    name: source.name,
    bytes: source.size,
    sha256,
    format,
    evidence: { encoding: encoding.evidence, delimiter: layout.evidence },
    headers,
    labels,
    signature: headerSignature(headers),
    rows: meter.rows,
    badShape,
    columns: profilers.map((profiler, i) => profiler.finish(i, headers[i]!, labels[i]!)),
    sample,
    sampleRows,
    notes: source.table?.notes?.() ?? [],
  };
}
