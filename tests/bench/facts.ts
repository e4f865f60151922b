import { factTables } from '@/lib/facts/registry';
import { type ColumnArray, type ColumnDef, type FactTable, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { type ColumnFacts, chunksOf, columnFacts } from '../generator/columns';
import { Random } from '../generator/random';

/** Day after the last row. */
export const AS_OF = 20_500;
export const WORKSPACE = { timeZone: 'UTC', currency: 'EUR' };
const DAYS = 730;

/** Orders, deals, tickets and refunds have their own shapes; every other table gets an equal part of the rest. */
const CORE = 0.8;
/** Tables that would be of no use: exchange rates of one currency. */
const NONE: ReadonlySet<string> = new Set(['rates']);
/** Rows of tables that keep one row for each partner and period do not grow with the others. */
const PER_PARTNER: Readonly<Record<string, number>> = { goals: 4 };

export interface BenchFacts extends ColumnFacts {
  /** Domain -> number of its codes. */
  dictionarySizes: Record<string, number>;
}

interface Pools {
  partners: number;
  /** Domain -> number of its codes in use. */
  sizes: Map<string, number>;
  categories: Map<string, string[]>;
}

/** Codes of a category; its dictionary is begun where no other column did. */
function categoryCodes(column: ColumnDef, { categories }: Pools): number[] {
  const domain = column.domain!;
  const known = categories.get(domain) ?? [''];
  categories.set(domain, known);
  for (const value of column.values ?? (known.length > 1 ? [] : ['one', 'two', 'three']))
    if (!known.includes(value)) known.push(value);
  const wanted = column.values ?? known.slice(1);
  return wanted.map((value) => known.indexOf(value));
}

/** One column of a table; rows are named, dated and belong to partners as those of a real export do. */
function fill(
  table: FactTable,
  id: string,
  rows: number,
  days: Int32Array,
  unique: string | undefined,
  random: Random,
  pools: Pools,
): ColumnArray | null {
  const column = table.columns[id]!;
  const { kind, domain } = column;
  const make = <T extends ColumnArray>(out: T, value: (i: number) => number): T => {
    for (let i = 0; i < rows; i++) out[i] = value(i);
    return out;
  };
  const placed = id === table.date;
  const optional = !column.required && !placed;
  switch (kind) {
    case 'day':
    case 'minute': {
      const scale = kind === 'day' ? 1 : 1_440;
      return make(new Int32Array(rows), (i) => {
        if (placed) return days[i]! * scale + (scale > 1 ? random.int(0, scale - 1) : 0);
        if (optional && random.chance(0.2)) return NO_TIME;
        return (days[i]! + (column.ahead ? 30 : 0)) * scale + random.int(1, 40 * scale);
      });
    }
    case 'money':
      return make(new Float64Array(rows), () => random.int(1_000, 900_000));
    case 'number':
      return make(new Float64Array(rows), () => random.int(0, 10));
    case 'flag':
      return make(new Uint8Array(rows), () =>
        id === 'test' ? 0 : random.chance(0.1) ? NO_FLAG : random.int(0, 1),
      );
    case 'category': {
      if (domain === 'currency') return make(new Uint32Array(rows), () => 1);
      const codes = categoryCodes(column, pools);
      return make(new Uint32Array(rows), () => codes[random.int(0, codes.length - 1)]!);
    }
    case 'text':
      if (id !== unique) return null;
  }
  if (id === unique) {
    pools.sizes.set(domain!, Math.max(pools.sizes.get(domain!) ?? 0, rows));
    return make(new Uint32Array(rows), (i) => i + 1);
  }
  if (domain === 'partner')
    return make(new Uint32Array(rows), () =>
      random.chance(0.05) ? 0 : 1 + Math.floor(random.next() ** 2 * pools.partners),
    );
  const size = pools.sizes.get(domain!) ?? Math.max(20, rows >> 2);
  return make(new Uint32Array(rows), () => (optional && random.chance(0.1) ? 0 : random.int(1, size)));
}

/** What makes the rows of a table differ: a key that has a value of its own in every row. */
function uniqueColumn({ identity, columns }: FactTable): string | undefined {
  const own = identity.filter((id) => ['key', 'text'].includes(columns[id]!.kind));
  return own.find((id) => columns[id]!.domain === id) ?? own.find((id) => columns[id]!.domain !== 'partner');
}

/** Rows of every table that the registry has, by any number of partners, as an import would have stored them. */
export function benchFacts(rows: number, partners: number): BenchFacts {
  const made = columnFacts({ rows: Math.round(rows * CORE), partners, asOfDay: AS_OF });
  const done = new Set(made.chunks.map(({ table }) => table));
  const random = new Random('bench');
  const pools: Pools = {
    partners,
    sizes: new Map(),
    categories: new Map(made.dictionaries.map(({ domain, values }) => [domain, [...values]])),
  };
  for (const { table, columns, rows: count } of made.chunks)
    for (const [id, { domain, kind }] of Object.entries(factTables[table]!.columns))
      if (kind === 'key' && domain !== 'partner' && columns[id])
        for (let i = 0; i < count; i++)
          pools.sizes.set(domain!, Math.max(pools.sizes.get(domain!) ?? 0, columns[id][i]!));

  const others = Object.values(factTables).filter(({ id }) => !done.has(id) && !NONE.has(id));
  const each = Math.round((rows - made.rows) / others.length);
  for (const table of others) {
    const count = PER_PARTNER[table.id] ? PER_PARTNER[table.id]! * partners : each;
    const unique = uniqueColumn(table);
    const days = Int32Array.from({ length: count }, () => AS_OF - 1 - Math.floor(random.next() * DAYS));
    const columns: Record<string, ColumnArray> = {};
    for (const id of Object.keys(table.columns)) {
      const values = fill(table, id, count, days, unique, random, pools);
      if (values) columns[id] = values;
    }
    const kept = unique ? null : distinct(table, columns, count);
    if (kept)
      for (const [id, values] of Object.entries(columns))
        columns[id] = values.filter((_, i) => kept[i] === 1);
    made.chunks.push(...chunksOf(table.id, columns, kept ? kept.reduce((a, b) => a + b, 0) : count, 10_000));
  }
  const dictionarySizes: Record<string, number> = {};
  for (const { table, columns } of made.chunks)
    for (const [id, { domain }] of Object.entries(factTables[table]!.columns))
      if (domain && columns[id])
        for (const code of columns[id])
          if (code >= (dictionarySizes[domain] ?? 1)) dictionarySizes[domain] = code + 1;
  return {
    ...made,
    dictionarySizes,
    dictionaries: [...pools.categories].map(([domain, values]) => ({ domain, values })),
    rows: made.chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
  };
}

/** 1 where no earlier row has the same identity. */
function distinct({ identity }: FactTable, columns: Record<string, ColumnArray>, rows: number): Uint8Array {
  const seen = new Set<string>();
  return Uint8Array.from({ length: rows }, (_, i) => {
    const name = identity.map((id) => columns[id]?.[i]).join('|');
    if (seen.has(name)) return 0;
    seen.add(name);
    return 1;
  });
}
