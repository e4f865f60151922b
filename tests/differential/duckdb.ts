import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { minorDigits } from '@/lib/facts/currency';
import { factTable } from '@/lib/facts/registry';
import type { ColumnKind } from '@/lib/facts/types';
import type { Cell, Row } from '@/tests/generator/world';
import type { DifferentialFacts } from './facts';

const setup = import.meta.glob<string>('./setup.sql', { query: '?raw', import: 'default', eager: true })[
  './setup.sql'
]!;

/** KPI id -> query that gives partner, value, n, numerator, denominator and immature. */
export const queries: ReadonlyMap<string, string> = new Map(
  Object.entries(
    import.meta.glob<string>('./kpis/*.sql', { query: '?raw', import: 'default', eager: true }),
  ).map(([path, sql]) => [path.slice('./kpis/'.length, -'.sql'.length), sql]),
);

export const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  key: 'VARCHAR',
  category: 'VARCHAR',
  text: 'VARCHAR',
  day: 'DATE',
  minute: 'TIMESTAMPTZ',
  money: 'DOUBLE',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
};

export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/**
 * A cell of CSV.
 * @param units minor units of money in one of its currency
 */
export function cellText(cell: Cell | undefined, kind: ColumnKind, units = 100): string {
  if (cell === null || cell === undefined) return '';
  if (kind === 'day') return isoDay(Number(cell));
  if (kind === 'minute') return new Date(Number(cell) * 60_000).toISOString();
  if (kind === 'money') return String(Math.round(Number(cell) * units));
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const unitsOf = ({ currency }: Row, own: string): number =>
  10 ** minorDigits(String(currency ?? own).toUpperCase());

/** The view of a KPI's results. */
export const viewOf = (kpi: string): string => `kpi_${kpi.replaceAll('-', '_')}`;

/** Whether a KPI's query reads the results of others. */
export const isDerived = (kpi: string): boolean => /\bkpi_/.test(queries.get(kpi)!);

/** KPIs in an order in which each comes after those that its query reads. */
export const ordered: readonly string[] = [...queries.keys()].sort(
  (a, b) => Number(isDerived(a)) - Number(isDerived(b)),
);

/** One result of a query, as a measurement names its parts. */
export interface SqlResult {
  value: number | null;
  n: number;
  numerator: number | null;
  denominator: number | null;
  immature: number;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One raw table as it is loaded: columns with their SQL types, and a line of CSV for each row. */
export interface RawTable {
  columns: readonly (readonly [id: string, type: string])[];
  lines: readonly string[];
}

export interface RawFacts {
  asOfDay: number;
  timeZone: string;
  currency: string;
  /** `partner_names` and `raw_deals`, `raw_orders` ... */
  tables: Readonly<Record<string, RawTable>>;
}

/** Prepares the facts for an as-of day: latest versions, partners through links, eligible rows. */
export async function prepare(connection: DuckDBConnection, asOfDay: number): Promise<void> {
  await connection.run(`SET VARIABLE as_of = ${quoted(isoDay(asOfDay))}`);
  await connection.run(setup);
}

/** A database in memory that holds tables. */
export async function openTables(
  tables: Readonly<Record<string, RawTable>>,
  timeZone: string,
): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = ${quoted(timeZone)}`);
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-sql-'));
  const file = join(folder, 'table.csv');
  try {
    for (const [table, { columns, lines }] of Object.entries(tables)) {
      const typed = columns.map(([name, type]) => `"${name}" ${type}`).join(', ');
      await connection.run(`CREATE TABLE ${table} (${typed})`);
      if (lines.length === 0) continue;
      writeFileSync(file, `${lines.join('\n')}\n`);
      const types = columns.map(([name, type]) => `${quoted(name)}: ${quoted(type)}`).join(', ');
      await connection.run(
        `INSERT INTO ${table} FROM read_csv(${quoted(file)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return connection;
}

/** The facts, with a view for each KPI. */
export async function openRaw({ asOfDay, timeZone, currency, tables }: RawFacts): Promise<DuckDBConnection> {
  const connection = await openTables(tables, timeZone);
  await connection.run(`SET VARIABLE currency = ${quoted(currency)}`);
  await prepare(connection, asOfDay);
  for (const kpi of ordered) await connection.run(`CREATE TEMP VIEW ${viewOf(kpi)} AS ${queries.get(kpi)}`);
  return connection;
}

export const openDuckDb = (facts: DifferentialFacts): Promise<DuckDBConnection> =>
  openRaw({
    ...facts,
    tables: {
      partner_names: {
        columns: [
          ['name', 'VARCHAR'],
          ['partner', 'INTEGER'],
        ],
        lines: [...facts.names].map(([name, ordinal]) => `${cellText(name, 'key')},${ordinal}`),
      },
      ...Object.fromEntries(
        Object.entries(facts.tables).map(([table, rows]): [string, RawTable] => {
          const columns = Object.entries(factTable(table).columns);
          return [
            `raw_${table}`,
            {
              columns: [
                ['seq', 'INTEGER'],
                ['import', 'INTEGER'],
                ...columns.map(([id, { kind }]) => [id, SQL_TYPES[kind]] as const),
              ],
              lines: rows.map(({ import: number, row }, seq) =>
                [
                  seq,
                  number,
                  ...columns.map(([id, { kind }]) => cellText(row[id], kind, unitsOf(row, facts.currency))),
                ].join(','),
              ),
            },
          ];
        }),
      ),
    },
  });

const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** Runs the query of a KPI: partner ordinal -> result. Partners without a row are not in it. */
export const resultsOf = (connection: DuckDBConnection, kpi: string): Promise<Map<number, SqlResult>> =>
  resultsBy(connection, `FROM ${viewOf(kpi)}`, Number);

/** Runs a query that gives results by partner. */
export async function resultsBy<Key>(
  connection: DuckDBConnection,
  query: string,
  keyOf: (partner: unknown) => Key,
): Promise<Map<Key, SqlResult>> {
  const reader = await connection.runAndReadAll(query);
  const { partner, value, n, numerator, denominator, immature } = reader.getColumnsObjectJS();
  const found = new Map<Key, SqlResult>();
  partner!.forEach((key, i) => {
    if (key === null) return;
    found.set(keyOf(key), {
      value: numberOf(value![i]),
      n: Number(n![i]),
      numerator: numberOf(numerator![i]),
      denominator: numberOf(denominator![i]),
      immature: Number(immature![i]),
    });
  });
  return found;
}
