import { CsvScanner } from './scan';

export interface Layout {
  delimiter: string;
  newline: '\n' | '\r';
  /** Records before the header: an Excel `sep=` line. */
  skip: number;
  evidence: string;
}

/** Of what the formats write. */
export const TABLE_LAYOUT: Layout = { delimiter: ',', newline: '\n', skip: 0, evidence: '' };

const CANDIDATES = [',', ';', '\t', '|'] as const;
const NAMES: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'vertical bar' };
const RECORDS = 20;

/** Cell counts of the first records, -1 for a malformed one. */
function shape(head: Uint8Array, delimiter: string, newline: '\n' | '\r', whole: boolean): number[] {
  const scanner = new CsvScanner(delimiter, newline);
  scanner.push(head, whole);
  const counts: number[] = [];
  while (counts.length < RECORDS && scanner.next()) counts.push(scanner.problem ? -1 : scanner.cells);
  return counts;
}

interface Candidate {
  delimiter: string;
  share: number;
  cells: number;
  records: number;
  skip: number;
}

/** Reports put their name and date above the table: lines of one or two cells before a run of wider rows. */
function belowTitle(head: Uint8Array, newline: '\n' | '\r', whole: boolean): Candidate | null {
  for (const delimiter of CANDIDATES) {
    const counts = shape(head, delimiter, newline, whole);
    const skip = counts.findIndex((count) => count > 2);
    if (skip < 0) continue;
    const cells = counts[skip]!;
    const table = counts.slice(skip);
    const alike = table.filter((count) => count === cells).length;
    if (table.length >= 3 && alike >= 0.8 * table.length)
      return { delimiter, share: 1, cells, records: table.length, skip };
  }
  return null;
}

/**
 * The delimiter under which the first 20 records have the same number of cells; never by counting characters,
 * since quoted text is full of commas.
 * @param head first bytes as UTF-8
 * @param whole the head is all there is
 */
export function detectLayout(head: Uint8Array, whole: boolean): Layout {
  const newline = !head.includes(10) && head.includes(13) ? '\r' : '\n';
  const firstLine = new TextDecoder().decode(head.subarray(0, 16));
  const told = /^"?sep=(.)"?\s*(?:[\r\n]|$)/i.exec(firstLine);
  if (told?.[1] && told[1].charCodeAt(0) < 128)
    return { delimiter: told[1], newline, skip: 1, evidence: `its first line says sep=${told[1]}` };

  let best: Candidate | null = null;
  for (const delimiter of CANDIDATES) {
    const counts = shape(head, delimiter, newline, whole);
    const tally = new Map<number, number>();
    for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
    // A delimiter that leaves the header whole is text of the rows.
    const header = counts[0] ?? 0;
    if (header < 2) continue;
    // The header's own width counts double: data below it may be ragged.
    tally.set(header, tally.get(header)! + 1);
    const [cells, times] = [...tally].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!;
    const share = times / (counts.length + 1);
    const better = !best || share > best.share + 1e-9 || (share > best.share - 1e-9 && cells > best.cells);
    if (better) best = { delimiter, share, cells, records: counts.length, skip: 0 };
  }
  best ??= belowTitle(head, newline, whole);
  if (!best)
    return { delimiter: ',', newline, skip: 0, evidence: 'one column: no delimiter splits the first rows' };
  return {
    delimiter: best.delimiter,
    newline,
    skip: best.skip,
    evidence: `${NAMES[best.delimiter]}: the first ${best.records} rows have ${best.cells} columns`,
  };
}
