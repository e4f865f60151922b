/** The facts as a warehouse holds them, for SQL that is written from the KPIs' definitions. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { minorDigits } from '@/lib/facts/currency';
import { factTable } from '@/lib/facts/registry';
import { identities } from './chunks';
import { cellText, openTables, type RawTable, SQL_TYPES } from './duckdb';
import type { DifferentialFacts, ImportedRow } from './facts';

/** Row numbers of the latest version of each row. */
function latest(rows: readonly ImportedRow[], identity: readonly string[]): number[] {
  const last = new Map(identities(rows, identity).map((id, row) => [id, row]));
  return [...last.values()].sort((a, b) => a - b);
}

/** Tables as lib/warehouse/sql.ts says that it reads them. */
export function openWarehouse({
  tables,
  names,
  partners,
  timeZone,
  currency,
}: DifferentialFacts): Promise<DuckDBConnection> {
  const raw: Record<string, RawTable> = {
    partners: {
      columns: [
        ['id', 'VARCHAR'],
        ['_row', 'INTEGER'],
      ],
      lines: partners.map(({ id }, ordinal) => `${cellText(id, 'key')},${ordinal}`),
    },
  };
  for (const [table, rows] of Object.entries(tables)) {
    const { columns, identity } = factTable(table);
    const kinds = Object.entries(columns);
    raw[`"${table}"`] = {
      columns: [['_row', 'INTEGER'], ...kinds.map(([id, { kind }]) => [id, SQL_TYPES[kind]] as const)],
      lines: latest(rows, identity).map((at) => {
        const { row } = rows[at]!;
        const cells = kinds.map(([id, { kind }]) => {
          // An amount has no more decimals than its currency.
          if (kind === 'money' && row[id] !== null && row[id] !== undefined)
            return Number(row[id]).toFixed(minorDigits(String(row.currency ?? currency).toUpperCase()));
          if (id !== 'partner') return cellText(row[id], kind);
          const ordinal = names.get(String(row[id]));
          // A partner that is in no directory keeps its name.
          return cellText(ordinal === undefined ? row[id] : partners[ordinal]!.id, kind);
        });
        return [at, ...cells].join(',');
      }),
    };
  }
  return openTables(raw, timeZone);
}
