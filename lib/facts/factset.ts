import { factTables } from './registry';
import { createTable, type TableFacts } from './table';
import { type Dictionary, type FactChunk, type FactTable, NO_CODE } from './types';

export type { TableFacts } from './table';

export interface AssembleInput {
  /** Chunks of any tables in import order: of two rows with the same identity the later one holds. */
  chunks: readonly FactChunk[];
  /** Dictionaries whose values are read: those of categories named in conditions, and of texts to be shown. */
  dictionaries: readonly Dictionary[];
  /** Domain -> number of codes, the missing one included. A domain left out is sized from the columns. */
  dictionarySizes: Readonly<Record<string, number>>;
  /** Code of the dictionary `partner` -> partner ordinal, -1 = none. */
  partnerOfCode: Int32Array;
  /** Partners by ordinal. */
  partners: readonly { readonly id: string }[];
  /**
   * Columns that were asked of the store, by table, where not all were: reading another one is then an error
   * instead of a silent blank.
   */
  loaded?: Readonly<Record<string, readonly string[]>>;
}

/** All facts in memory. */
export interface Facts {
  readonly partners: readonly { readonly id: string }[];
  /** Rows of one table; without rows when nothing was imported into it. */
  table(id: string): TableFacts;
  /** Number of codes of a dictionary, the missing one included. */
  size(domain: string): number;
  /**
   * Codes of a value: none when no row has it, several when sources write it in different letter case.
   * @throws RangeError when the dictionary was not loaded
   */
  codes(domain: string, value: string): readonly number[];
  /** Value of a code, '' for the missing one; null when the dictionary was not loaded. */
  value(domain: string, code: number): string | null;
}

interface PartnerLink {
  /** Column by which a row names the record, and the table of those records. */
  column: string;
  table: string;
  /** The only tables whose rows follow it; all that have the column when left out. */
  only?: readonly string[];
}

/**
 * Records through which a row without a partner of its own gets one, in this order. What a customer has is its
 * partner's, but not whom it buys from: a deal or an order of that customer without a partner is a direct one.
 */
const PARTNER_LINKS: readonly PartnerLink[] = [
  { column: 'deal', table: 'deals' },
  { column: 'order', table: 'orders' },
  { column: 'lead', table: 'leads' },
  { column: 'customer', table: 'customers', only: ['subscriptions', 'integrations'] },
];

/** Links of one table, leaving out those to itself. */
export function partnerLinks(table: FactTable): readonly PartnerLink[] {
  return PARTNER_LINKS.filter(
    ({ column, table: to, only }) =>
      to !== table.id && table.columns[column] !== undefined && (only?.includes(table.id) ?? true),
  );
}

/** Columns of a table that its rows, or those of others, are given their partner by. */
export function linkColumns(table: FactTable): string[] {
  const followed = partnerLinks(table).map(({ column }) => column);
  const named = PARTNER_LINKS.filter((link) => link.table === table.id).map(({ column }) => column);
  return ['partner', ...followed, ...named].filter((column) => table.columns[column] !== undefined);
}

const fold = (value: string): string => value.trim().toLowerCase();

function largest(values: Uint32Array): number {
  let max = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > max) max = values[i]!;
  return max;
}

/** Which rows hold: 1 where no later row has the same identity. */
function latest(chunks: readonly FactChunk[], total: number): Uint8Array {
  const holds = new Uint8Array(total);
  let max = 0;
  for (const chunk of chunks) max = Math.max(max, largest(chunk.id));
  /** Identity -> its last row + 1. */
  const last = new Int32Array(max + 1);
  let row = 0;
  for (const { id, rows } of chunks) for (let i = 0; i < rows; i++) last[id[i]!] = ++row;
  row = 0;
  for (const { id, rows } of chunks)
    for (let i = 0; i < rows; i++) {
      row++;
      // A row without an identity stands for itself.
      if (id[i] === NO_CODE || last[id[i]!] === row) holds[row - 1] = 1;
    }
  return holds;
}

interface Keyed {
  chunks: readonly FactChunk[];
  holds: Uint8Array;
  /** Partner ordinal of each row in import order. */
  partner: Int32Array;
}

/** Key code -> partner ordinal of the row that has it; the latest row with a partner decides. */
function partnersByKey({ chunks, holds, partner }: Keyed, column: string): Int32Array {
  let max = 0;
  for (const chunk of chunks) {
    const keys = chunk.columns[column] as Uint32Array | undefined;
    if (keys) max = Math.max(max, largest(keys));
  }
  const found = new Int32Array(max + 1).fill(-1);
  let base = 0;
  for (const chunk of chunks) {
    const keys = chunk.columns[column] as Uint32Array | undefined;
    if (keys)
      for (let i = 0; i < chunk.rows; i++) {
        const ordinal = partner[base + i]!;
        if (ordinal >= 0 && holds[base + i] && keys[i] !== NO_CODE) found[keys[i]!] = ordinal;
      }
    base += chunk.rows;
  }
  return found;
}

/**
 * Puts imported chunks together: keeps the last version of every row, gives each row its partner (its own, else that
 * of its deal, order, lead or customer) and orders rows by partner. Columns are put together only when they are read.
 * Chunks are kept, not copied; they must not change afterwards.
 */
export function assembleFacts(input: AssembleInput): Facts {
  const { partnerOfCode, partners } = input;
  const byTable = new Map<string, FactChunk[]>();
  for (const chunk of input.chunks) {
    if (!factTables[chunk.table])
      throw new RangeError(
        `The store holds facts of an unknown table "${chunk.table}". Update the extension, or erase and import again.`,
      );
    const list = byTable.get(chunk.table);
    if (list) list.push(chunk);
    else byTable.set(chunk.table, [chunk]);
  }

  const keyed = new Map<string, Keyed>();
  const linked = new Map<string, Int32Array>();
  const keyedTable = (id: string): Keyed => {
    let found = keyed.get(id);
    if (found) return found;
    const chunks = byTable.get(id) ?? [];
    const total = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
    const holds = latest(chunks, total);
    const partner = new Int32Array(total).fill(-1);
    found = { chunks, holds, partner };
    keyed.set(id, found);
    let base = 0;
    for (const chunk of chunks) {
      const codes = chunk.columns.partner as Uint32Array | undefined;
      if (codes)
        for (let i = 0; i < chunk.rows; i++) {
          const code = codes[i]!;
          if (code !== NO_CODE && code < partnerOfCode.length) partner[base + i] = partnerOfCode[code]!;
        }
      base += chunk.rows;
    }
    return found;
  };
  const partnersThrough = (link: { column: string; table: string }): Int32Array => {
    let found = linked.get(link.table);
    if (!found) {
      found = partnersByKey(keyedTable(link.table), link.column);
      linked.set(link.table, found);
    }
    return found;
  };

  const inherit = (definition: FactTable, { chunks, partner }: Keyed): void => {
    for (const link of partnerLinks(definition)) {
      if (!chunks.some((chunk) => chunk.columns[link.column])) continue;
      const through = partnersThrough(link);
      let base = 0;
      for (const chunk of chunks) {
        const keys = chunk.columns[link.column] as Uint32Array | undefined;
        const own = chunk.columns.partner as Uint32Array | undefined;
        if (keys)
          for (let i = 0; i < chunk.rows; i++) {
            // A partner that the row names itself is never overruled, known or not.
            if (partner[base + i]! >= 0 || (own && own[i] !== NO_CODE)) continue;
            const key = keys[i]!;
            if (key !== NO_CODE && key < through.length) partner[base + i] = through[key]!;
          }
        base += chunk.rows;
      }
    }
  };

  const build = (definition: FactTable): TableFacts => {
    const parts = keyedTable(definition.id);
    inherit(definition, parts);
    const { chunks, holds, partner: raw } = parts;
    const start = new Int32Array(partners.length + 2);
    for (let i = 0; i < raw.length; i++) if (holds[i]) start[raw[i]! + 2]!++;
    // Counts of ordinal p stand at p + 2; summing up turns them into starts.
    for (let p = 1; p < start.length; p++) start[p]! += start[p - 1]!;
    const rows = start[start.length - 1]!;
    const next = start.slice();
    const position = new Int32Array(raw.length);
    const partner = new Int32Array(rows);
    for (let i = 0; i < raw.length; i++) {
      if (!holds[i]) {
        position[i] = -1;
        continue;
      }
      const at = next[raw[i]! + 1]!++;
      position[i] = at;
      partner[at] = raw[i]!;
    }
    const loaded = input.loaded ? new Set(input.loaded[definition.id] ?? []) : null;
    return createTable({ definition, chunks, position, rows, partner, start, loaded });
  };

  const tables = new Map<string, TableFacts>();
  const values = new Map(input.dictionaries.map(({ domain, values }) => [domain, values]));
  const codes = new Map<string, Map<string, number[]>>();
  const sizes = new Map<string, number>();

  const facts: Facts = {
    partners,
    table(id) {
      let table = tables.get(id);
      if (!table) {
        const definition = factTables[id];
        if (!definition) throw new RangeError(`There is no fact table "${id}".`);
        table = build(definition);
        tables.set(id, table);
      }
      return table;
    },
    size(domain) {
      let size = sizes.get(domain);
      if (size === undefined) {
        size = input.dictionarySizes[domain] ?? values.get(domain)?.length;
        if (size === undefined) {
          size = 1;
          for (const [id, chunks] of byTable)
            for (const [column, { domain: of }] of Object.entries(factTables[id]!.columns))
              if (of === domain)
                for (const chunk of chunks) {
                  const keys = chunk.columns[column] as Uint32Array | undefined;
                  if (keys) size = Math.max(size, largest(keys) + 1);
                }
        }
        sizes.set(domain, size);
      }
      return size;
    },
    codes(domain, value) {
      let known = codes.get(domain);
      if (!known) {
        const list = values.get(domain);
        if (!list) throw new RangeError(`The dictionary "${domain}" was not loaded.`);
        known = new Map();
        for (let code = 1; code < list.length; code++) {
          const same = known.get(fold(list[code]!));
          if (same) same.push(code);
          else known.set(fold(list[code]!), [code]);
        }
        codes.set(domain, known);
      }
      return known.get(fold(value)) ?? [];
    },
    value(domain, code) {
      const list = values.get(domain);
      if (!list) return null;
      return code === NO_CODE ? '' : (list[code] ?? '');
    },
  };
  return facts;
}
