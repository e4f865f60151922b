import { appendChunks } from './append';
import { assembleTable, Sources } from './assemble';
import type { Appended, AssembleInput, Facts } from './factset';
import { largest } from './growing';
import { KeyIndex } from './key-index';
import { partnerLinks } from './links';
import { factTables } from './registry';
import type { GrowingTable, TableFacts } from './table';
import { NO_CODE } from './types';

/** What became of the rows of one table. */
export interface TableChange {
  /** Rows that came, or came to another partner. */
  came: readonly number[];
  /** Rows that went, or left a partner. Their values can still be read. */
  went: readonly number[];
  /** Partners whose rows those are or were, NOBODY among them. */
  partners: ReadonlySet<number>;
  /** Its first rows or its last ones, or the first values of a column: figures of every partner may hang on that. */
  shape: boolean;
}

/** By table. */
export type FactsChange = ReadonlyMap<string, TableChange>;

const fold = (value: string): string => value.trim().toLowerCase();

/** All facts, and what is worked out from them when it is first asked for. */
export class MemoryFacts implements Facts {
  readonly partners: AssembleInput['partners'];
  readonly changes: FactsChange[] = [];
  private readonly sources: Sources;
  private readonly tables = new Map<string, GrowingTable>();
  private readonly loaded: AssembleInput['loaded'];
  private values: Map<string, readonly string[]>;
  private codesOf = new Map<string, Map<string, number[]>>();
  private sizes: Map<string, number>;
  private readonly indexes = new Map<string, { index: KeyIndex; table: GrowingTable; column: string }>();

  constructor(input: AssembleInput) {
    this.partners = input.partners;
    this.loaded = input.loaded;
    this.sources = new Sources(input);
    this.values = new Map(input.dictionaries.map(({ domain, values }) => [domain, values]));
    this.sizes = new Map(Object.entries(input.dictionarySizes));
  }

  table(id: string): GrowingTable {
    let table = this.tables.get(id);
    if (!table) {
      const definition = factTables[id];
      if (!definition) throw new RangeError(`There is no fact table "${id}".`);
      const loaded = this.loaded ? new Set(this.loaded[id] ?? []) : null;
      table = assembleTable(definition, this.sources, loaded);
      this.tables.set(id, table);
    }
    return table;
  }

  size(domain: string): number {
    let size = this.sizes.get(domain);
    if (size === undefined) {
      size = this.values.get(domain)?.length;
      if (size === undefined) {
        size = 1;
        for (const { table, columns } of this.sources.chunks())
          for (const [column, { domain: of }] of Object.entries(factTables[table]!.columns))
            if (of === domain && columns[column])
              size = Math.max(size, largest(columns[column] as Uint32Array) + 1);
      }
      this.sizes.set(domain, size);
    }
    return size;
  }

  codes(domain: string, value: string): readonly number[] {
    let known = this.codesOf.get(domain);
    if (!known) {
      const list = this.values.get(domain);
      if (!list) throw new RangeError(`The dictionary "${domain}" was not loaded.`);
      known = new Map();
      for (let code = 1; code < list.length; code++) {
        const same = known.get(fold(list[code]!));
        if (same) same.push(code);
        else known.set(fold(list[code]!), [code]);
      }
      this.codesOf.set(domain, known);
    }
    return known.get(fold(value)) ?? [];
  }

  value(domain: string, code: number): string | null {
    const list = this.values.get(domain);
    if (!list) return null;
    return code === NO_CODE ? '' : (list[code] ?? '');
  }

  index(view: TableFacts, column: string): KeyIndex | null {
    const table = this.tables.get(view.id);
    return table === view && table.definition.columns[column] ? this.indexOf(table, column) : null;
  }

  /** Rows of a table by the codes of a column. */
  indexOf(table: GrowingTable, column: string): KeyIndex {
    const name = `${table.id}.${column}`;
    let found = this.indexes.get(name);
    if (!found) {
      const size = this.size(table.definition.columns[column]!.domain!);
      const index = new KeyIndex(table, table.column(column) as Uint32Array, size);
      found = { index, table, column };
      this.indexes.set(name, found);
    }
    return found.index;
  }

  append(more: Appended): boolean {
    const { sources } = this;
    if (!sources.continuedBy(more) || !this.worthKeeping(more)) return false;
    if (more.chunks.some(({ gone }) => gone)) return false;
    for (const { table } of more.chunks)
      if (!factTables[table]) throw new RangeError(`There is no fact table "${table}".`);
    // Tables that the new rows touch are put together without them first.
    for (const { table } of more.chunks) {
      this.table(table);
      for (const other of Object.values(factTables))
        if (partnerLinks(other).some((link) => link.table === table)) this.table(other.id);
    }
    sources.partnerOfCode = more.partnerOfCode;
    this.values = new Map(more.dictionaries.map(({ domain, values }) => [domain, values]));
    this.codesOf = new Map();
    this.followSizes(more);
    const change = appendChunks(this, sources, more.chunks);
    for (const { index, table, column } of this.indexes.values()) {
      const touched = change.get(table.id);
      if (!touched) continue;
      const keys = table.column(column) as Uint32Array;
      index.follow(
        keys,
        touched.came,
        touched.went.map((row) => keys[row]!),
      );
    }
    this.changes.push(change);
    return true;
  }

  /** Sizes that nobody told grow by the codes of the new rows. */
  private followSizes({ dictionarySizes, chunks }: Appended): void {
    const sizes = new Map([...this.sizes].filter(([domain]) => !this.values.has(domain)));
    for (const { table, columns } of chunks)
      for (const [column, { domain }] of Object.entries(factTables[table]!.columns)) {
        const known = domain === undefined ? undefined : sizes.get(domain);
        if (known === undefined || !columns[column]) continue;
        sizes.set(domain!, Math.max(known, largest(columns[column] as Uint32Array) + 1));
      }
    for (const [domain, size] of Object.entries(dictionarySizes)) sizes.set(domain, size);
    this.sizes = sizes;
  }

  /** Rows that are gone are read past; when there are as many as others it is better to begin anew. */
  private worthKeeping({ chunks }: Appended): boolean {
    const more = new Map<string, number>();
    for (const { table, rows } of chunks) more.set(table, (more.get(table) ?? 0) + rows);
    return [...more].every(([id, rows]) => {
      const table = this.tables.get(id);
      return !table || table.rows - table.live + rows <= Math.max(10_000, table.live);
    });
  }
}
