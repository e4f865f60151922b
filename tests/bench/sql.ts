import { factTables } from '@/lib/facts/registry';
import { type FactChunk, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { isoDay, type RawFacts, type RawTable, SQL_TYPES } from '../differential/duckdb';
import type { ColumnFacts } from '../generator/columns';

/** Text of one value in CSV; codes of keys stay numbers, which is what a database would make of ids at best. */
function text(
  chunk: FactChunk,
  column: string,
  kind: string,
  names: readonly string[],
): (i: number) => string {
  const values = chunk.columns[column];
  if (!values) return () => '';
  switch (kind) {
    case 'day':
      return (i) => (values[i] === NO_TIME ? '' : isoDay(values[i]!));
    case 'minute':
      return (i) => (values[i] === NO_TIME ? '' : new Date(values[i]! * 60_000).toISOString());
    case 'flag':
      return (i) => (values[i] === NO_FLAG ? '' : String(values[i] === 1));
    case 'category':
      return (i) => names[values[i]!] ?? '';
    case 'key':
    case 'text':
      return (i) => (values[i] === 0 ? '' : String(values[i]));
    default:
      return (i) => (Number.isNaN(values[i]!) ? '' : String(values[i]));
  }
}

/** The facts as raw tables of a database. */
export function rawTables(made: ColumnFacts): RawFacts['tables'] {
  const names = new Map(made.dictionaries.map(({ domain, values }) => [domain, values]));
  const tables: Record<string, RawTable> = {
    partner_names: {
      columns: [
        ['name', 'INTEGER'],
        ['partner', 'INTEGER'],
      ],
      lines: made.partners.map((_, ordinal) => `${ordinal + 1},${ordinal}`),
    },
  };
  for (const { id, columns } of Object.values(factTables)) {
    const defs = Object.entries(columns);
    const lines: string[] = [];
    for (const chunk of made.chunks) {
      if (chunk.table !== id) continue;
      const texts = defs.map(([column, { kind, domain }]) =>
        text(chunk, column, kind, names.get(domain ?? '') ?? []),
      );
      for (let i = 0; i < chunk.rows; i++)
        lines.push(`${lines.length},${chunk.importId},${texts.map((of) => of(i)).join(',')}`);
    }
    tables[`raw_${id}`] = {
      columns: [
        ['seq', 'INTEGER'],
        ['import', 'INTEGER'],
        ...defs.map(([column, { kind }]) => [column, kind === 'key' ? 'INTEGER' : SQL_TYPES[kind]] as const),
      ],
      lines,
    };
  }
  return tables;
}
