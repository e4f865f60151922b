import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { factTable } from '@/lib/facts/registry';
import type { ColumnKind } from '@/lib/facts/types';
import type { Cell } from '@/tests/generator/world';
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

const TYPES: Record<ColumnKind, string> = {
  key: 'VARCHAR',
  category: 'VARCHAR',
  text: 'VARCHAR',
  day: 'DATE',
  minute: 'TIMESTAMPTZ',
  money: 'DOUBLE',
  number: 'DOUBLE',
  flag: 'BOOLEAN',
};

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

function cellText(cell: Cell | undefined, kind: ColumnKind): string {
  if (cell === null || cell === undefined) return '';
  if (kind === 'day') return isoDay(Number(cell));
  if (kind === 'minute') return new Date(Number(cell) * 60_000).toISOString();
  if (kind === 'money') return String(Math.round(Number(cell) * 100));
  const text = String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The view of a KPI's results. */
export const viewOf = (kpi: string): string => `kpi_${kpi.replaceAll('-', '_')}`;

/** KPIs in an order in which each comes after those that its query reads. */
export const ordered: readonly string[] = [...queries.keys()].sort(
  (a, b) => Number(/\bkpi_/.test(queries.get(a)!)) - Number(/\bkpi_/.test(queries.get(b)!)),
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

/** A database in memory that holds the facts, ready for the queries. */
export async function openDuckDb(facts: DifferentialFacts): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = ${quoted(facts.timeZone)}`);
  await connection.run(`SET VARIABLE as_of = ${quoted(isoDay(facts.asOfDay))}`);
  await connection.run(`SET VARIABLE currency = ${quoted(facts.currency)}`);
  const folder = mkdtempSync(join(tmpdir(), 'partner-lens-sql-'));
  try {
    const file = join(folder, 'table.csv');
    const load = async (table: string, columns: readonly [string, string][], lines: string[]) => {
      writeFileSync(file, `${lines.join('\n')}\n`);
      const types = columns.map(([name, type]) => `${quoted(name)}: ${quoted(type)}`).join(', ');
      await connection.run(
        `CREATE TABLE ${table} AS FROM read_csv(${quoted(file)}, header = false, delim = ',', quote = '"', escape = '"', columns = {${types}})`,
      );
    };
    await load(
      'partners',
      [['partner', 'INTEGER']],
      facts.partners.map((_, ordinal) => String(ordinal)),
    );
    await load(
      'partner_names',
      [
        ['name', 'VARCHAR'],
        ['partner', 'INTEGER'],
      ],
      [...facts.names].map(([name, ordinal]) => `${cellText(name, 'key')},${ordinal}`),
    );
    for (const [table, rows] of Object.entries(facts.tables)) {
      const columns = Object.entries(factTable(table).columns);
      await load(
        `raw_${table}`,
        [
          ['seq', 'INTEGER'],
          ['import', 'INTEGER'],
          ...columns.map(([id, { kind }]): [string, string] => [id, TYPES[kind]]),
        ],
        rows.map(({ import: number, row }, seq) =>
          [seq, number, ...columns.map(([id, { kind }]) => cellText(row[id], kind))].join(','),
        ),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await connection.run(setup);
  for (const kpi of ordered)
    await connection.run(`CREATE TEMP VIEW ${viewOf(kpi)} AS ${queries.get(kpi)}`);
  return connection;
}

const numberOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** Runs the query of a KPI: partner ordinal -> result. Partners without a row are not in it. */
export async function resultsOf(connection: DuckDBConnection, kpi: string): Promise<Map<number, SqlResult>> {
  const reader = await connection.runAndReadAll(`FROM ${viewOf(kpi)}`);
  const found = new Map<number, SqlResult>();
  for (const row of reader.getRowObjectsJS()) {
    if (row.partner === null) continue;
    found.set(Number(row.partner), {
      value: numberOf(row.value),
      n: Number(row.n),
      numerator: numberOf(row.numerator),
      denominator: numberOf(row.denominator),
      immature: Number(row.immature),
    });
  }
  return found;
}
