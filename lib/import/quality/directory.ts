/** Looks at the rows of a partner directory while they are read. */
import { foldCode } from '@/lib/match/codes';
import { PARTNER_TYPES } from '@/lib/match/types';
import { nameKey } from '@/lib/store/resolve';
import { type DirectoryEntry, keyOf } from '../partners';
import type { Reject } from '../rejects';
import { Findings } from './findings';
import type { QualityReport } from './report';

/** A row of a directory file. */
interface Place {
  file: number;
  row: number;
  entry: DirectoryEntry;
}

const TYPES: ReadonlySet<string> = new Set(PARTNER_TYPES);

export class DirectoryCheck {
  readonly #findings: Findings;
  #places: Place[] = [];
  /** Whom earlier rows speak of. */
  #seen = new Set<string>();

  /** @param files names in order */
  constructor(files: readonly string[]) {
    this.#findings = new Findings(files);
  }

  /** @param file number of the file; @param row number of the row in it */
  look(entry: DirectoryEntry, file: number, row: number): void {
    // Rows are joined to one later on, and it is this one's words that are looked at.
    this.#places.push({ file, row, entry: { ...entry } });
    const key = keyOf(entry);
    if (this.#seen.has(key)) this.#findings.note('joined', null, file, row, entry.id ?? entry.name);
    this.#seen.add(key);
    if (entry.type && !TYPES.has(entry.type)) {
      this.#findings.note('unmapped', 'type', file, row, entry.type);
      this.#findings.value(this.#findings.of('unmapped', 'type'), entry.type);
    }
  }

  /** Rows that were not kept. */
  bad(rejects: readonly Reject[]): void {
    for (const reject of rejects) {
      const { column, value } = reject;
      const kind = column === '' ? 'shape' : value === '' ? 'no-key' : 'bad-value';
      this.#findings.reject(kind, column === '' ? null : 'name', reject);
    }
  }

  /** @param known whether a partner that is there already goes by this name or id */
  finish(known: (text: string) => boolean): QualityReport {
    this.#shared('name', ({ name }) => [nameKey(name)]);
    this.#shared('domains', ({ domains = [] }) => domains);
    this.#shared('codes', ({ codes = [] }) => codes.map(foldCode).filter(Boolean));
    this.#shared('crm_ids', ({ crmIds = [] }) => crmIds);
    const names = new Set(this.#places.flatMap(({ entry }) => [entry.id ?? '', nameKey(entry.name)]));
    for (const { entry, file, row } of this.#places) {
      const { parent } = entry;
      if (!parent || names.has(parent) || names.has(nameKey(parent)) || known(parent)) continue;
      this.#findings.note('unknown-parent', 'parent', file, row, parent);
    }
    return this.#findings.report(this.#places.length);
  }

  /** Values by which a partner is found that rows of several partners have. */
  #shared(column: string, valuesOf: (entry: DirectoryEntry) => readonly string[]) {
    const owners = new Map<string, string | null>();
    for (const { entry } of this.#places)
      for (const value of valuesOf(entry)) {
        const key = keyOf(entry);
        const owner = owners.get(value);
        // null: several have it.
        owners.set(value, owner === undefined || owner === key ? key : null);
      }
    for (const { entry, file, row } of this.#places)
      for (const value of valuesOf(entry)) {
        if (value === '' || owners.get(value) !== null) continue;
        this.#findings.note('shared', column, file, row, value);
        this.#findings.value(this.#findings.of('shared', column), value);
      }
  }
}
