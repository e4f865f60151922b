import { type AssembleInput, assembleFacts, type Facts } from '@/lib/facts/factset';
import { missingOf } from '@/lib/facts/missing';
import { factTable } from '@/lib/facts/registry';
import { parseIsoDay } from '@/lib/facts/time';
import type { ColumnArray, ColumnDef, Dictionary, FactChunk } from '@/lib/facts/types';

/** Days as `yyyy-mm-dd` or numbers, instants as `yyyy-mm-ddThh:mm` (UTC) or numbers, money in minor units. */
export type Cell = string | number | boolean | undefined;
export type Row = Record<string, Cell>;
export type Rows = Record<string, Row[]>;

export interface BuildOptions {
  /** Ids of the directory, in order; by default the partners that rows name, as they come. */
  partners?: string[];
  /** Rows a chunk holds at most; small numbers make several chunks. */
  chunk?: number;
  loaded?: AssembleInput['loaded'];
}

const arrays: Record<ColumnDef['kind'], new (n: number) => ColumnArray> = {
  key: Uint32Array,
  category: Uint32Array,
  text: Uint32Array,
  day: Int32Array,
  minute: Int32Array,
  money: Float64Array,
  number: Float64Array,
  flag: Uint8Array,
};

/** Chunks and dictionaries of literal rows, as an import would store them. */
export function encode(tables: Rows, options: BuildOptions = {}): AssembleInput {
  const dictionaries = new Map<string, { values: string[]; codes: Map<string, number> }>();
  const dictionary = (domain: string) => {
    let found = dictionaries.get(domain);
    if (!found) {
      found = { values: [''], codes: new Map() };
      dictionaries.set(domain, found);
    }
    return found;
  };
  const code = (domain: string, value: string): number => {
    const { values, codes } = dictionary(domain);
    let found = codes.get(value);
    if (found === undefined) {
      found = values.length;
      values.push(value);
      codes.set(value, found);
    }
    return found;
  };
  const encodeCell = (column: ColumnDef, cell: Cell): number => {
    if (cell === undefined) return missingOf(column.kind);
    if (column.kind === 'flag') return cell === true || cell === 1 ? 1 : 0;
    if (typeof cell === 'number') return cell;
    if (column.kind === 'day') return parseIsoDay(String(cell));
    if (column.kind === 'minute') return Math.round(Date.parse(`${cell}:00Z`) / 60_000);
    return code(column.domain!, String(cell));
  };

  // Every category's canonical values exist from the start, as the store keeps them.
  for (const id of Object.keys(tables))
    for (const column of Object.values(factTable(id).columns)) {
      if (column.domain) dictionary(column.domain);
      for (const value of column.values ?? []) code(column.domain!, value);
    }

  const chunks: FactChunk[] = [];
  for (const [id, rows] of Object.entries(tables)) {
    const definition = factTable(id);
    const identities = new Map<string, number>();
    const filled = Object.keys(definition.columns).filter((column) =>
      rows.some((row) => row[column] !== undefined),
    );
    const unknown = rows.flatMap((row) => Object.keys(row)).find((column) => !definition.columns[column]);
    if (unknown) throw new Error(`no column ${id}.${unknown}`);
    const size = options.chunk ?? Math.max(1, rows.length);
    for (let from = 0; from < rows.length; from += size) {
      const part = rows.slice(from, from + size);
      const columns: Record<string, ColumnArray> = {};
      for (const column of filled) {
        const values = new arrays[definition.columns[column]!.kind](part.length);
        part.forEach((row, i) => {
          values[i] = encodeCell(definition.columns[column]!, row[column]);
        });
        columns[column] = values;
      }
      const id32 = new Uint32Array(part.length);
      part.forEach((row, i) => {
        const parts = definition.identity.map((column) => row[column]);
        const text = parts.every((cell) => cell === undefined) ? `#${from + i}` : JSON.stringify(parts);
        if (!identities.has(text)) identities.set(text, identities.size + 1);
        id32[i] = identities.get(text)!;
      });
      chunks.push({
        table: id,
        importId: 1 + from / size,
        rows: part.length,
        columns,
        id: id32,
        hash: new Float64Array(part.length),
        sourceRow: Int32Array.from(part, (_, i) => from + i + 1),
        sourceFile: new Uint8Array(part.length),
      });
    }
  }

  const partnerValues = dictionary('partner').values;
  const partners = options.partners ?? partnerValues.slice(1);
  const lists: Dictionary[] = [...dictionaries].map(([domain, { values }]) => ({ domain, values }));
  return {
    chunks,
    dictionaries: lists,
    dictionarySizes: Object.fromEntries(lists.map(({ domain, values }) => [domain, values.length])),
    partnerOfCode: Int32Array.from(partnerValues, (value) => (value === '' ? -1 : partners.indexOf(value))),
    partners: partners.map((id) => ({ id })),
    loaded: options.loaded,
  };
}

export function buildFacts(tables: Rows, options: BuildOptions = {}): Facts {
  return assembleFacts(encode(tables, options));
}
