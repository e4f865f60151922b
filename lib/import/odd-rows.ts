/** Rows between the rows: what reports and people write into a table that is no record of it. */
import { foldWord } from './categories';
import { parseDate } from './dates';
import { foldHeader } from './fold-header';
import { isHeaderName } from './headers';
import type { CsvScanner } from './scan';

const REPEATED = 'repeats the header';
const TOTAL = 'is a total of other rows';
const RULE = 'is a line between rows';
const REMARK = 'is a remark of the report, no record';

/** What reports say of themselves above and below their rows. */
const REMARKS = new RegExp(
  `^[*\\s=-]*(?:${[
    '©|\\(c\\)\\s|copyright\\b|all rights reserved|confidential\\b|vertraulich\\b|confidentiel\\b|confidencial\\b',
    '(?:generated|created|exported|printed|downloaded|run):? (?:(?:by|on|at|from)\\b|\\d)',
    '(?:erstellt|exportiert|gedruckt):? (?:(?:am|von|aus)\\b|\\d)|généré (?:par|le)\\b|exporté le\\b|generado (?:por|el)\\b',
    '(?:report|export) (?:date|name|generated|created|run)\\b|filter(?:s|ed by)?\\s*[:=]|gefiltert nach\\b|filtres?\\s*:',
    'end of (?:the )?(?:report|file|data|list|export)\\b|ende des (?:berichts|exports)\\b|fin du rapport\\b',
    '(?:page|seite|página) \\d+|\\d[\\d.,]* (?:rows?|records?|results?|items?|entries|zeilen|datensätze|lignes|filas)(?: .{0,20})?$',
  ].join('|')})`,
  'i',
);

/** What stands in front of a total, in the languages of exports. */
const TOTALS = new Set(
  [
    'total | totals | grand total | subtotal | sub total | sum | sums | overall total | report total | total records',
    'summe | gesamt | gesamtsumme | endsumme | zwischensumme | insgesamt',
    'total general | somme | sous total | total geral | suma | suma total | soma | totale | totale generale | somma',
    'totaal | eindtotaal | subtotaal | razem | suma końcowa | ogółem | celkem | summa | totalt | i alt | yhteensä',
    'min | minimum | max | maximum | median | count | anzahl',
    'average | avg | mean | durchschnitt | mittelwert | moyenne | promedio | gemiddelde | średnia',
    'итого | всего | toplam | genel toplam | 合計 | 総計 | 小計 | 总计 | 合计 | 總計 | 합계 | 총계',
  ].flatMap((words) => words.split(' | ').map(foldWord)),
);

/** Longest name of a total, in bytes. */
const LONGEST = 40;

const FIGURE = /^[-+(]?\s*\p{Sc}?\s*[-+]?[\d.,\s'’]*\d[^\p{L}]*(?:\p{L}{1,4}\.?\s*)?$/u;
/** How many rows a total is of: "(2)", "(2 records)", "12". */
const COUNT = /\(\d[\d.,]*\s+\p{L}+\)|\(?\d[\d.,]*\)?/gu;
/** Text beside a total that only says what was counted, as in "12 records". */
const COUNTED = /^\(?\d[\d.,]*\s+\p{L}+\)?$/u;

/** Tells the rows of a file that are no records, by the file's header and by what they say. */
export class HeaderRow {
  readonly #width: number;
  /** Cells that a row must have: a delimiter at the header's end makes a column that no row needs. */
  readonly #least: number;
  /** Columns before the first one with a name: sheets often begin with an empty one. */
  readonly #lead: number;
  /** The first header as it lies in the file. */
  readonly #first: Uint8Array;
  /** Whether records begin with a date, as their first one tells; null before it. */
  #dated: boolean | null = null;

  /** Number of the row checked last, and of the one that another table begins with; 0 = none does. */
  #last = Number.POSITIVE_INFINITY;
  #other = 0;

  constructor(private readonly headers: readonly string[]) {
    this.#width = headers.length;
    this.#first = new TextEncoder().encode(headers[0]);
    this.#lead = Math.max(
      0,
      headers.findIndex((header) => header !== ''),
    );
    this.#least = headers.findLastIndex((header) => header !== '') + 1;
  }

  /** Says what is odd about the scanner's record in its `problem`, and fills up one that only lacks empty cells. */
  check(scanner: CsvScanner): void {
    if (scanner.problem !== null) return;
    const gap = scanner.record > this.#last + 1;
    this.#last = scanner.record;
    if (gap && this.#other === 0 && this.#isOther(scanner)) this.#other = scanner.record;
    if (this.#other > 0) {
      scanner.problem = `belongs to another table, which begins in row ${this.#other}: put that in a file or sheet of its own`;
      return;
    }
    if (scanner.cells < this.#width && scanner.cells >= this.#least) scanner.pad(this.#width);
    const { cells, starts, ends, bytes } = scanner;
    const lead = starts[0] === ends[0] && cells > this.#lead ? this.#lead : 0;
    const first = bytes[starts[lead]!]!;
    // Markdown has an empty cell at either side.
    const filled = lead + (starts[lead] === ends[lead] && cells > lead + 1 ? 1 : 0);
    if (isRuleMark(bytes[starts[filled]!]!) && isRule(scanner)) scanner.problem = RULE;
    else if (this.#isHeader(scanner)) scanner.problem = REPEATED;
    else if (isRemark(scanner, lead) || this.#isStamp(scanner, lead)) scanner.problem = REMARK;
    else if ((first >= 65 || filled > lead) && isTotal(scanner, lead)) scanner.problem = TOTAL;
  }

  /** When the report was made, in a table whose records begin with something else. */
  #isStamp(scanner: CsvScanner, lead: number): boolean {
    if (this.#dated === null) {
      this.#dated = isDate(scanner.cell(lead));
      return false;
    }
    return !this.#dated && isMoment(scanner, lead);
  }

  #isHeader(scanner: CsvScanner): boolean {
    const { cells, starts, ends, bytes } = scanner;
    const own = this.#first;
    // One column may well have its header's word as a value.
    if (cells < 2 || cells !== this.#width || ends[0]! - starts[0]! !== own.length) return false;
    // Letters are looked at only where the first and the last one are the header's.
    for (const i of [0, own.length - 1]) if ((bytes[starts[0]! + i]! | 32) !== (own[i]! | 32)) return false;
    return this.headers.every((name, i) => foldHeader(scanner.cell(i)) === foldHeader(name));
  }

  /** Behind an empty line, names of columns and nothing else, which are not this table's. */
  #isOther(scanner: CsvScanner): boolean {
    const names: string[] = [];
    for (let i = 0; i < scanner.cells; i++) {
      const name = scanner.cell(i);
      if (name === '') continue;
      if (!isHeaderName(name)) return false;
      names.push(foldHeader(name));
    }
    const own = new Set(this.headers.map(foldHeader));
    return names.length > 1 && names.some((name) => !own.has(name));
  }
}

/** One of `- = : +`. */
function isRuleMark(byte: number): boolean {
  return byte === 45 || byte === 61 || byte === 58 || byte === 43;
}

/** A row of dashes and the like, as databases and Markdown write below a header. */
function isRule({ cells, starts, ends, bytes }: CsvScanner): boolean {
  if (cells < 2) return false;
  for (let i = 0; i < cells; i++) {
    const [start, end] = [starts[i]!, ends[i]!];
    if (end - start === 1) return false;
    for (let p = start; p < end; p++) {
      if (!isRuleMark(bytes[p]!)) return false;
    }
  }
  return true;
}

/** A row of the table's width that says something of the report in its first cell, at most one more beside it. */
function isRemark(scanner: CsvScanner, lead: number): boolean {
  const { cells, starts, ends } = scanner;
  // Nearly every record has something in one of its last cells.
  for (let i = cells - 1; i > lead + 1; i--) if (starts[i] !== ends[i]) return false;
  return cells - lead > 3 && starts[lead] !== ends[lead] && REMARKS.test(scanner.cell(lead));
}

/** A date in writing; a row of digits may as well be an id. */
function isDate(text: string): boolean {
  if (!/\d\D+\d/.test(text)) return false;
  return (parseDate(text, { order: 'dmy' }) ?? parseDate(text, { order: 'mdy' })) !== null;
}

const CLOCK = /^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?$/i;

/** A row of the table's width with a date first, at most a time beside it, and nothing else. */
function isMoment(scanner: CsvScanner, lead: number): boolean {
  const { cells, starts, ends, bytes } = scanner;
  for (let i = cells - 1; i > lead + 1; i--) if (starts[i] !== ends[i]) return false;
  const [start, end] = [starts[lead]!, ends[lead]!];
  if (cells - lead <= 3 || start === end || end - start > LONGEST) return false;
  // Most dates begin with a digit; the rest say which month.
  if (bytes[start]! > 57 && !/\p{L}{3}.*\d/u.test(scanner.cell(lead))) return false;
  const next = lead + 1;
  return (starts[next] === ends[next] || CLOCK.test(scanner.cell(next))) && isDate(scanner.cell(lead));
}

/** A row that has the word for a total first, and beside it nothing but figures, one at least, and empty cells. */
function isTotal(scanner: CsvScanner, lead: number): boolean {
  const { cells, starts, ends, bytes } = scanner;
  let word = lead;
  while (word < cells && starts[word] === ends[word]) word++;
  if (word > lead + 1 || cells - word < 2 || ends[word]! - starts[word]! > LONGEST) return false;
  let empty = word > lead;
  // Nearly every record has a word in another cell: no text is made of those.
  for (let i = word + 1; i < cells; i++) {
    if (starts[i] === ends[i]) empty = true;
    else if (bytes[starts[i]!]! >= 65 && bytes[starts[i]!]! < 128) return false;
  }
  if (!empty || !TOTALS.has(foldWord(scanner.cell(word).replace(COUNT, '')))) return false;
  let figures = 0;
  for (let i = word + 1; i < cells; i++) {
    if (starts[i] === ends[i]) continue;
    const text = scanner.cell(i);
    if (COUNTED.test(text)) continue;
    if (!FIGURE.test(text)) return false;
    figures++;
  }
  return figures > 0;
}
