/** A file as a run of records behind its header: what analysis, preview and import share. */
import type { ByteSource } from './decode';
import { utf8Blocks } from './decode';
import { rewritten } from './dialect';
import { faultyRow } from './faults';
import type { FileFormat } from './mapping';
import { HeaderRow } from './odd-rows';
import { CsvScanner } from './scan';

export interface Pass {
  /** Headers as written. */
  headers: string[];
  scanner: CsvScanner;
}

export interface PassHandlers {
  /** Once, before the first record. */
  header(pass: Pass): void;
  /** Every record behind the header that says anything, bad ones too; `scanner.record` is its row number. @returns false to stop */
  record(scanner: CsvScanner): boolean | undefined;
  /** After each block; awaited, so that a progress message goes out and a cancel comes in. */
  block?(bytesRead: number): Promise<void> | undefined;
}

/**
 * Runs through a file once.
 * @throws Error when the file has no header
 */
export async function readRecords(
  source: ByteSource,
  format: FileFormat,
  handlers: PassHandlers,
): Promise<void> {
  const scanner = new CsvScanner(format.delimiter, format.newline);
  let skip = format.skip;
  let header: HeaderRow | null = null;
  const blocks = rewritten(utf8Blocks(source, format.encoding), format.dialect, format.delimiter);
  for await (const { bytes, read, final } of blocks) {
    scanner.push(bytes, final);
    while (scanner.next()) {
      if (skip > 0) skip--;
      else if (isBlank(scanner)) continue;
      else if (header) {
        header.check(scanner);
        if (handlers.record(scanner) === false) return;
      } else {
        if (scanner.problem)
          throw new Error(`The header of "${source.name}" cannot be read: ${scanner.problem.toLowerCase()}.`);
        const headers = scanner.row();
        header = new HeaderRow(headers);
        // A sheet's rows have numbers of their own, the header's being one.
        scanner.record = source.table?.numbered === 'sheet' ? scanner.record + 1 : 0;
        handlers.header({ headers, scanner });
      }
    }
    await handlers.block?.(read);
  }
  if (!header) throw new Error(`"${source.name}" is empty: it has no header row and no data.`);
}

/** Delimiters and nothing else: spreadsheets write such rows where cells were used once. They keep their number. */
function isBlank({ cells, starts, ends }: CsvScanner): boolean {
  if (cells < 2 || starts[0] !== ends[0]) return false;
  for (let i = 1; i < cells; i++) if (starts[i] !== ends[i]) return false;
  return true;
}

/** Empty cells behind the last column lose nothing: spreadsheets write them for columns once used. */
export function fits(scanner: CsvScanner, width: number): boolean {
  if (scanner.problem || faultyRow(scanner)) return false;
  if (scanner.cells === width) return true;
  if (scanner.cells < width) return false;
  for (let i = width; i < scanner.cells; i++) if (scanner.ends[i]! > scanner.starts[i]!) return false;
  return true;
}
