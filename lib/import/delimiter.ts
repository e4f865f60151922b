import { type Dialect, rewrittenHead } from './dialect';
import { mostFrequent } from './most-frequent';
import { CsvScanner } from './scan';

export interface Layout {
  delimiter: string;
  newline: '\n' | '\r';
  /** Records before the header: an Excel `sep=` line, the title of a report. */
  skip: number;
  /** How it quotes, where that is not as RFC 4180 says. */
  dialect?: Dialect;
  /** No delimiter was found. */
  single?: true;
  evidence: string;
}

/** Of what the formats write. */
export const TABLE_LAYOUT: Layout = { delimiter: ',', newline: '\n', skip: 0, evidence: '' };

const CANDIDATES = [',', ';', '\t', '|', '^', '~', '\u001f', '\u0001'] as const;
const NAMES: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
  '^': 'caret',
  '~': 'tilde',
  '\u001f': 'unit separator (code 31)',
  '\u0001': 'start of heading (code 1)',
};
const DIALECTS: Record<Dialect, string> = {
  backslash: '; quotes inside cells are written \\"',
  rows: '; each row is in quotes as a whole',
  apostrophe: "; cells are enclosed in '",
};
const RECORDS = 20;

interface Shape {
  /** -1 for a malformed record. */
  cells: number;
  filled: number;
}

/** Cells of the first records. */
function shapes(head: Uint8Array, delimiter: string, newline: '\n' | '\r', whole: boolean): Shape[] {
  const scanner = new CsvScanner(delimiter, newline);
  scanner.push(head, whole);
  const out: Shape[] = [];
  while (out.length < RECORDS && scanner.next()) {
    const { cells, starts, ends } = scanner;
    let filled = 0;
    for (let i = 0; i < cells; i++) if (starts[i] !== ends[i]) filled++;
    out.push({ cells: scanner.problem ? -1 : cells, filled });
  }
  return out;
}

/**
 * Where the header is: reports put their name and period above the table, in rows with fewer than half as many filled
 * cells as the table has, padded with delimiters by some.
 */
function headerAt(records: readonly Shape[]): number {
  const half = mostFrequent(records.map(({ filled }) => filled)).number / 2;
  const at = records.findIndex(({ cells, filled }) => cells > 0 && filled > half);
  return Math.max(0, at);
}

interface Candidate {
  delimiter: string;
  share: number;
  cells: number;
  records: number;
  skip: number;
  malformed: number;
}

/** Rows above the table are believed only where no delimiter does without: decimal commas make rows wide too. */
function isBetter(one: Candidate, other: Candidate): boolean {
  const [below, otherBelow] = [one.skip > 0, other.skip > 0];
  if (below !== otherBelow) return otherBelow;
  if (Math.abs(one.share - other.share) > 1e-9) return one.share > other.share;
  return one.cells > other.cells;
}

/** The delimiter under which the first records have the same number of cells, or null when none splits them. */
function candidateOf(head: Uint8Array, newline: '\n' | '\r', whole: boolean): Candidate | null {
  let best: Candidate | null = null;
  for (const delimiter of CANDIDATES) {
    const records = shapes(head, delimiter, newline, whole);
    const skip = headerAt(records);
    const table = records.slice(skip);
    // A delimiter that leaves the header whole is text of the rows.
    const header = table[0]?.cells ?? 0;
    if (header < 2) continue;
    // The header's own width counts double: data below it may be ragged.
    const { number: cells, times } = mostFrequent([header, ...table.map((record) => record.cells)]);
    const share = times / (table.length + 1);
    const malformed = records.filter((record) => record.cells < 0).length;
    const found = { delimiter, share, cells, records: table.length, skip, malformed };
    if (!best || isBetter(found, best)) best = found;
  }
  return best;
}

/** Old Macs end lines with CR alone; an LF is text of a cell then. */
function newlineOf(head: Uint8Array): '\n' | '\r' {
  let feeds = 0;
  let returns = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] === 10) feeds++;
    else if (head[i] === 13 && head[i + 1] !== 10 && head[i + 1] !== 13) returns++;
  }
  return returns > feeds ? '\r' : '\n';
}

/**
 * The delimiter under which the first 20 records have the same number of cells; never by counting characters,
 * since quoted text is full of commas.
 * @param head first bytes as UTF-8
 * @param whole the head is all there is
 */
export function detectLayout(head: Uint8Array, whole: boolean): Layout {
  const newline = newlineOf(head);
  const firstLine = new TextDecoder().decode(head.subarray(0, 16));
  const told = /^"?sep=(.)"?\s*(?:[\r\n]|$)/i.exec(firstLine);
  if (told?.[1] && told[1].charCodeAt(0) < 128)
    return { delimiter: told[1], newline, skip: 1, evidence: `its first line says sep=${told[1]}` };

  let best = candidateOf(head, newline, whole);
  let dialect: Dialect | undefined;
  const apostrophes = inApostrophes(head);
  if (apostrophes) {
    best = candidateOf(rewrittenHead(head, 'apostrophe', apostrophes), newline, whole);
    dialect = 'apostrophe';
  }
  for (const other of apostrophes ? [] : otherDialects(head, best)) {
    const found = candidateOf(rewrittenHead(head, other), newline, whole);
    if (!found || found.malformed > (best?.malformed ?? 0) - (other === 'backslash' ? 1 : 0)) continue;
    best = found;
    dialect = other;
  }
  if (!best)
    return {
      delimiter: ',',
      newline,
      skip: 0,
      single: true,
      evidence: 'one column: no delimiter splits the first rows',
    };
  const { delimiter, skip, records, cells } = best;
  const quoting = dialect ? DIALECTS[dialect] : '';
  return {
    delimiter,
    newline,
    skip,
    ...(dialect ? { dialect } : {}),
    evidence: `${NAMES[delimiter]}: the first ${records} rows have ${cells} columns${quoting}`,
  };
}

/** @returns the delimiter of a file whose first line encloses each cell in apostrophes; null for any other */
function inApostrophes(head: Uint8Array): string | null {
  if (head[0] !== 39) return null;
  const line = new TextDecoder().decode(head.subarray(0, 8192)).split(/[\r\n]/, 1)[0]!;
  return CANDIDATES.find((delimiter) => enclosed(line.split(`'${delimiter}'`))) ?? null;
}

/** Two cells at least, without an apostrophe but those at the line's ends. */
const enclosed = (cells: readonly string[]): boolean =>
  cells.length > 1 && cells.at(-1)!.endsWith("'") && !cells.join('').slice(1, -1).includes("'");

/** Ways of quoting that the first bytes could be in. */
function otherDialects(head: Uint8Array, best: Candidate | null): Dialect[] {
  const out: Dialect[] = [];
  if (best && best.malformed > 0 && head.some((byte, i) => byte === 92 && head[i + 1] === 34))
    out.push('backslash');
  if (!best && head[0] === 34) out.push('rows');
  return out;
}
