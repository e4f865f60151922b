import type { DuckDBConnection } from '@duckdb/node-api';
import { assembleFacts } from '@/lib/facts/factset';
import { type Measurements, measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import { openTables, ordered, prepare, queries, viewOf } from '../differential/duckdb';
import { AS_OF, benchFacts, WORKSPACE } from './facts';
import { compare, type Figures, figuresOf, unread } from './figures';
import { rawTables } from './sql';
import { race, report } from './timing';

/** Results stay in the database, one table a KPI: nothing of the time is spent on handing them over. */
async function runKpi(connection: DuckDBConnection, kpi: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${viewOf(kpi)} AS ${queries.get(kpi)}`);
}

async function results(connection: DuckDBConnection, kpis: readonly string[]): Promise<Figures> {
  const figures: Figures = new Map();
  for (const kpi of kpis) {
    const reader = await connection.runAndReadAll(`SELECT partner, value FROM ${viewOf(kpi)}`);
    const { partner, value } = reader.getColumnsObjectJS();
    const values = new Map<number, number>();
    partner!.forEach((ordinal, i) => {
      if (ordinal !== null && value![i] !== null) values.set(Number(ordinal), Number(value![i]));
    });
    figures.set(kpi, values);
  }
  return figures;
}

/** The engine beside DuckDB on one thread: the same KPIs, set-based SQL by partner, the same figures. */
export async function benchDuckDb(rows: number, partners: number, rounds: number): Promise<void> {
  const made = benchFacts(rows, partners);
  const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: findKpi };
  const assemble = () => assembleFacts(made);
  const connection = await openTables(rawTables(made), WORKSPACE.timeZone);
  await connection.run(`SET VARIABLE currency = '${WORKSPACE.currency}'`);
  await connection.run('SET threads = 1');
  await prepare(connection, AS_OF);
  const facts = assemble();
  // What none of the rows says anything about would be no work for either.
  const { programme } = measureAll(facts, kpiDefinitions, options);
  const measured = new Set(programme.flatMap(({ kpi, value }) => (value === null ? [] : [kpi])));
  const kpis = ordered.filter((kpi) => measured.has(kpi));
  const definitions = kpiDefinitions.filter(({ id }) => kpis.includes(id));
  console.log(
    `${kpis.length} of ${kpiDefinitions.length} KPIs have SQL and rows here. Not compared: ${
      kpiDefinitions
        .filter(({ id }) => !kpis.includes(id))
        .map(({ id }) => id)
        .join(', ') || 'none'
    }.`,
  );

  const { timings, results: found } = await race<Measurements | null>(
    [
      {
        name: 'Partner Lens: facts in memory to figures with intervals',
        run: () => measureAll(unread(facts), definitions, options),
      },
      {
        name: 'DuckDB: prepared tables to figures, left in the database',
        run: async () => {
          for (const kpi of kpis) await runKpi(connection, kpi);
          return null;
        },
      },
    ],
    rounds,
  );
  const compared = compare(figuresOf(found[0]!.byPartner), await results(connection, kpis), 'DuckDB');
  const size = `${made.rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners, ${kpis.length} KPIs`;
  report(`DuckDB on one thread: ${size}`, timings);
  console.log(`${compared.toLocaleString('en')} figures compared, all equal.`);
  connection.closeSync();
}
