/** Looks at an import's rows while they pass. */

import { partnerLinks } from '@/lib/facts/links';
import { missingOf } from '@/lib/facts/missing';
import { isoDay } from '@/lib/facts/time';
import { type ColumnArray, type FactTable, NO_CODE, NO_TIME } from '@/lib/facts/types';
import { stageGroup } from '@/lib/fields/stages';
import type { ByteDictionary } from '../byte-dictionary';
import { statusOfStage } from '../categories';
import { headerLabels } from '../headers';
import type { Mapping } from '../mapping';
import type { Reject } from '../rejects';
import { Findings } from './findings';
import { OLDEST_DAY, ORDER, RANGES, SCORES, SIGNED } from './limits';
import { type Finding, type FindingKind, MOST_VALUES, type QualityReport } from './report';

/** Rows as they are kept: of a batch that was read, or of a stored chunk. */
export interface Rows {
  rows: number;
  columns: Readonly<Record<string, ColumnArray>>;
  sourceRow: Int32Array;
  sourceFile: Uint8Array;
}

type Dictionaries = (domain: string) => ByteDictionary;

export interface QualityOptions {
  /** The day it is in the workspace's time zone, in days since 1970-01-01. */
  today: number;
  /** Names of the files in order. */
  files: readonly string[];
  /** Whether a directory knows the partner of this name; null when there is no directory. */
  known: ((name: string) => boolean) | null;
}

/** Rows of each value of a code column, by code: how many, and the first of them. */
interface TallyColumns {
  counts: Int32Array;
  rows: Int32Array;
  files: Uint8Array;
}

const emptyTallies = (): TallyColumns => ({
  counts: new Int32Array(256),
  rows: new Int32Array(256),
  files: new Uint8Array(256),
});

/** Arrays rather than a map: there may be a million rows. */
class Tallies {
  #counts: Int32Array;
  #rows: Int32Array;
  #files: Uint8Array;

  constructor({ counts, rows, files }: TallyColumns = emptyTallies()) {
    this.#counts = counts;
    this.#rows = rows;
    this.#files = files;
  }

  columns(): TallyColumns {
    return { counts: this.#counts, rows: this.#rows, files: this.#files };
  }

  add(codes: ColumnArray, { rows, sourceRow, sourceFile }: Rows): void {
    let counts = this.#counts;
    for (let r = 0; r < rows; r++) {
      const code = codes[r]!;
      if (code >= counts.length) {
        this.#grow(code);
        counts = this.#counts;
      }
      if (counts[code]!++ > 0) continue;
      this.#rows[code] = sourceRow[r]!;
      this.#files[code] = sourceFile[r]!;
    }
  }

  /** Every value but the missing one. */
  *[Symbol.iterator](): Iterator<{ code: number; count: number; row: number; file: number }> {
    for (let code = NO_CODE + 1; code < this.#counts.length; code++) {
      const count = this.#counts[code]!;
      if (count > 0) yield { code, count, row: this.#rows[code]!, file: this.#files[code]! };
    }
  }

  #grow(code: number) {
    const size = Math.max(code + 1, this.#counts.length * 2);
    const grown = <T extends Int32Array | Uint8Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#counts = grown(new Int32Array(size), this.#counts);
    this.#rows = grown(new Int32Array(size), this.#rows);
    this.#files = grown(new Uint8Array(size), this.#files);
  }
}

/** What was seen so far, to go on from later. */
export interface Seen {
  rows: number;
  findings: Map<string, Finding>;
  partners: TallyColumns;
  stages: TallyColumns;
}

export class QualityCheck {
  #rows = 0;
  #findings: Findings;
  #partners = new Tallies();
  #stages = new Tallies();
  readonly #links: string[];
  /** Columns that the file says. */
  readonly #said: ReadonlySet<string>;
  /** Label of a column of the file -> columns of the table that it fills. */
  readonly #targets: Map<string, string>;

  constructor(
    private readonly table: FactTable,
    mapping: Mapping,
    private readonly options: QualityOptions,
  ) {
    this.#findings = new Findings(options.files);
    this.#links = partnerLinks(table).map(({ column }) => column);
    this.#said = new Set([...mapping.columns.map(({ target }) => target), ...Object.keys(mapping.constants)]);
    // Bad rows name the column as shown, which for a repeated header is not as written; its own name is near enough.
    this.#targets = new Map(
      mapping.columns.map(({ header, target, source }) => [labelOf(header, source), target]),
    );
  }

  /** A copy of what was seen so far. */
  seen(): Seen {
    return structuredClone({
      rows: this.#rows,
      findings: this.#findings.byKey,
      partners: this.#partners.columns(),
      stages: this.#stages.columns(),
    });
  }

  /** Goes on from what an earlier run of the same import saw. */
  resume({ rows, findings, partners, stages }: Seen): void {
    this.#rows = rows;
    this.#findings = new Findings(this.options.files, findings);
    this.#partners = new Tallies(partners);
    this.#stages = new Tallies(stages);
  }

  /** @param dictionary values of codes */
  look(rows: Rows, dictionary: Dictionaries): void {
    this.#rows += rows.rows;
    this.#keys(rows);
    this.#whose(rows);
    this.#stagesOf(rows);
    for (const [id, column] of Object.entries(this.table.columns)) {
      const values = rows.columns[id];
      // What is worked out from other columns says of them.
      if (!values || !this.#said.has(id)) continue;
      if (column.kind === 'day' || column.kind === 'minute')
        this.#days(rows, id, values, column.kind === 'minute' ? 1440 : 1, column.ahead ?? false);
      else if (column.kind === 'money' || column.kind === 'number') this.#numbers(rows, id, values);
    }
    for (const [start, end] of ORDER[this.table.id] ?? []) this.#order(rows, start, end);
    if (this.table.id === 'surveys') this.#scores(rows, dictionary('survey-kind'));
  }

  /** Rows of the file that say again what another one said. */
  again(file: number, row: number): void {
    this.#findings.note('duplicate', null, file, row, '');
  }

  /** Bad cells and rows, which were not kept. */
  bad(rejects: readonly Reject[]): void {
    for (const reject of rejects) {
      const { column, value } = reject;
      const target = this.#targets.get(column) ?? null;
      const finding = this.#findings.reject(this.#kindOfBad(column, value, target), target, reject);
      if (finding.kind === 'unmapped' || finding.kind === 'currency') this.#findings.value(finding, value);
    }
  }

  finish(dictionary: Dictionaries): QualityReport {
    this.#unknownPartners(dictionary);
    this.#unmappedStages(dictionary);
    return this.#findings.report(this.#rows);
  }

  #at(kind: FindingKind, column: string | null, rows: Rows, r: number, value: string) {
    this.#findings.note(kind, column, rows.sourceFile[r]!, rows.sourceRow[r]!, value);
  }

  #kindOfBad(column: string, value: string, target: string | null): FindingKind {
    if (column === '') return 'shape';
    if (target === null) return 'bad-value';
    if (value === '') return 'no-key';
    const { kind, values } = this.table.columns[target]!;
    if (target === 'currency') return 'currency';
    if (kind === 'category' && values) return 'unmapped';
    if (kind === 'day' || kind === 'minute') return 'bad-date';
    return kind === 'money' || kind === 'number' ? 'bad-number' : 'bad-value';
  }

  /** Rows of which not every identity column is filled, where the first one should be. */
  #keys(rows: Rows) {
    const [id] = this.table.identity;
    const column = id === undefined ? undefined : rows.columns[id];
    if (!column || this.table.columns[id!]!.kind !== 'key' || id === 'partner') return;
    const missing = missingOf('key');
    for (let r = 0; r < rows.rows; r++) if (column[r] === missing) this.#at('no-key', id!, rows, r, '');
  }

  #whose(rows: Rows) {
    if (!this.table.columns.partner) return;
    const { partner } = rows.columns;
    const links = this.#links.flatMap((link) => rows.columns[link] ?? []);
    if (partner) this.#partners.add(partner, rows);
    for (let r = 0; r < rows.rows; r++)
      if ((!partner || partner[r] === NO_CODE) && links.every((link) => link[r] === NO_CODE))
        this.#at('no-partner', 'partner', rows, r, '');
  }

  #stagesOf(rows: Rows) {
    const { stage } = rows.columns;
    if (stage) this.#stages.add(stage, rows);
  }

  #days(rows: Rows, id: string, values: ColumnArray, perDay: number, ahead: boolean) {
    // A day of grace: an instant may lie in tomorrow of another time zone.
    const latest = (this.options.today + 2) * perDay;
    const oldest = OLDEST_DAY * perDay;
    for (let r = 0; r < rows.rows; r++) {
      const value = values[r]!;
      if (value === NO_TIME || (value >= oldest && (ahead || value < latest))) continue;
      this.#at(value < oldest ? 'too-old' : 'future', id, rows, r, isoDay(Math.floor(value / perDay)));
    }
  }

  #numbers(rows: Rows, id: string, values: ColumnArray) {
    const [least, most] = RANGES[this.table.id]?.[id] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const signed = SIGNED[this.table.id]?.includes(id) ?? false;
    const isMoney = this.table.columns[id]!.kind === 'money';
    for (let r = 0; r < rows.rows; r++) {
      const value = values[r]!;
      if (value < least || value > most) this.#at('out-of-range', id, rows, r, String(value));
      else if (value < 0 && !signed) this.#at('negative', id, rows, r, isMoney ? '' : String(value));
    }
  }

  #order(rows: Rows, start: string, end: string) {
    const [first, second] = [rows.columns[start], rows.columns[end]];
    if (!first || !second) return;
    const perDay = this.table.columns[end]!.kind === 'minute' ? 1440 : 1;
    for (let r = 0; r < rows.rows; r++) {
      const [a, b] = [first[r]!, second[r]!];
      if (b < a && b !== NO_TIME && a !== NO_TIME)
        this.#at('before-start', end, rows, r, isoDay(Math.floor(b / perDay)));
    }
  }

  #scores(rows: Rows, kinds: ByteDictionary) {
    const { score, kind } = rows.columns;
    if (!score || !kind) return;
    const ranges: (readonly [number, number] | null)[] = [];
    for (let r = 0; r < rows.rows; r++) {
      const code = kind[r]!;
      ranges[code] ??= code === NO_CODE ? null : (SCORES[kinds.value(code)] ?? null);
      const range = ranges[code];
      if (range && (score[r]! < range[0] || score[r]! > range[1]))
        this.#at('out-of-range', 'score', rows, r, `${score[r]} (${kinds.value(code)})`);
    }
  }

  #unknownPartners(dictionary: Dictionaries) {
    const { known } = this.options;
    if (!known) return;
    const names = dictionary('partner');
    this.#values('unknown-partner', 'partner', this.#partners, names, (name) => !known(name));
  }

  #unmappedStages(dictionary: Dictionaries) {
    this.#values('unmapped', 'stage', this.#stages, dictionary('stage'), (name) => {
      const outcome = statusOfStage(name);
      return stageGroup(name) === null && outcome !== 'won' && outcome !== 'lost';
    });
  }

  #values(
    kind: FindingKind,
    column: string,
    tallies: Tallies,
    dictionary: ByteDictionary,
    test: (value: string) => boolean,
  ) {
    const found = [...tallies]
      .map(({ code, ...tally }) => ({ ...tally, value: dictionary.value(code) }))
      .filter(({ value }) => test(value))
      .sort((a, b) => b.count - a.count);
    for (const { file, row, value, count } of found)
      this.#findings.note(kind, column, file, row, value, count);
    if (found.length > 0)
      this.#findings.of(kind, column).values = found
        .slice(0, MOST_VALUES)
        .map(({ value, count }) => ({ value, count }));
  }
}

/** The header as lists of bad rows show it. */
function labelOf(header: string, source: number): string {
  return header.trim() === '' ? `Column ${source + 1}` : headerLabels([header])[0]!;
}
