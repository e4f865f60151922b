import { assembleFacts, type Facts } from '@/lib/facts/factset';
import { factTables } from '@/lib/facts/registry';
import { type FactChunk, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import {
  isDerived,
  isoDay,
  openRaw,
  ordered,
  prepare,
  type RawFacts,
  type RawTable,
  resultsOf,
  SQL_TYPES,
} from '../differential/duckdb';
import { type ColumnFacts, columnFacts } from '../generator/columns';
import { race, report } from './timing';

const AS_OF = 20_500;
const NEW_ROWS = 1_000;

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
      return (i) => (values[i] === 0 ? '' : String(values[i]));
    default:
      return (i) => (Number.isNaN(values[i]!) ? '' : String(values[i]));
  }
}

function rawTables(made: ColumnFacts): RawFacts['tables'] {
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

/** KPI -> partner -> value. */
type Figures = Map<string, Map<number, number>>;

const figuresOf = (byPartner: ReturnType<typeof measureAll>['byPartner']): Figures => {
  const figures: Figures = new Map();
  for (const [partner, list] of byPartner)
    for (const { kpi, value } of list) {
      const values = figures.get(kpi) ?? new Map<number, number>();
      figures.set(kpi, values);
      if (value !== null) values.set(partner, value);
    }
  return figures;
};

/** @returns how many figures were compared */
function compare(ours: Figures, theirs: Figures): number {
  let compared = 0;
  for (const kpi of ours.keys()) {
    const [a, b] = [ours.get(kpi)!, theirs.get(kpi)!];
    for (const partner of new Set([...a.keys(), ...b.keys()])) {
      const [x, y] = [a.get(partner), b.get(partner)];
      if (x === undefined || y === undefined || Math.abs(x - y) > 1e-9 * Math.max(1, Math.abs(y)))
        throw new Error(`${kpi} of partner ${partner + 1} is ${x} in the engine and ${y} in DuckDB.`);
      compared++;
    }
  }
  return compared;
}

/** 1,000 rows of one partner that came after the others: new orders. */
function newRows(made: ColumnFacts, partner: number): FactChunk {
  const orders = made.chunks.filter(({ table }) => table === 'orders');
  const last = orders.at(-1)!;
  const from = orders.reduce((sum, { rows }) => sum + rows, 0);
  const rows = (first: number) => Uint32Array.from({ length: NEW_ROWS }, (_, i) => first + i);
  return {
    ...last,
    importId: last.importId + 1,
    rows: NEW_ROWS,
    columns: {
      order: rows(from + 1),
      partner: new Uint32Array(NEW_ROWS).fill(partner + 1),
      customer: rows(1),
      ordered: Int32Array.from({ length: NEW_ROWS }, (_, i) => AS_OF - 1 - (i % 90)),
      amount: new Float64Array(NEW_ROWS).fill(5_000),
      currency: new Uint32Array(NEW_ROWS).fill(1),
    },
    id: rows(from + 1),
    hash: Float64Array.from({ length: NEW_ROWS }, (_, i) => from + i),
    sourceRow: Int32Array.from({ length: NEW_ROWS }, (_, i) => i + 1),
    sourceFile: new Uint8Array(NEW_ROWS),
  };
}

/** The engine beside DuckDB on one thread: the same KPIs, set-based SQL by partner, the same figures. */
export async function benchDuckDb(rows: number, partners: number, rounds: number): Promise<void> {
  const made = columnFacts({ rows, partners, asOfDay: AS_OF });
  const workspace = { timeZone: 'UTC', currency: 'EUR' };
  const options = { asOfDay: AS_OF, workspace, resolve: findKpi };
  const assemble = (extra: readonly FactChunk[] = []): Facts =>
    assembleFacts({ ...made, chunks: [...made.chunks, ...extra], dictionarySizes: {} });
  const connection = await openRaw({ asOfDay: AS_OF, ...workspace, tables: rawTables(made) });
  await connection.run('SET threads = 1');
  const warm = assemble();
  // The rows are of four tables; KPIs that need others would be no work for either. KPIs made of other KPIs are left
  // out: the engine has these measured already, a query would measure them again.
  const programme = measureAll(warm, kpiDefinitions, options).programme;
  const measured = new Set(programme.filter(({ value }) => value !== null).map(({ kpi }) => kpi));
  const kpis = ordered.filter((kpi) => measured.has(kpi) && !isDerived(kpi));
  const definitions = kpiDefinitions.filter(({ id }) => kpis.includes(id));
  const sql = async (): Promise<Figures> => {
    const figures: Figures = new Map();
    for (const kpi of kpis) {
      const results = await resultsOf(connection, kpi);
      figures.set(
        kpi,
        new Map([...results].flatMap(([partner, { value }]) => (value === null ? [] : [[partner, value]]))),
      );
    }
    return figures;
  };

  const { timings, results } = await race<Figures>(
    [
      {
        name: 'Partner Lens: figures of facts in memory, with intervals',
        run: () => figuresOf(measureAll(warm, definitions, options).byPartner),
      },
      { name: 'DuckDB: queries over prepared tables', run: sql },
    ],
    rounds,
  );
  const cold = await race<Figures>(
    [
      {
        name: 'Partner Lens: from stored chunks to figures, with intervals',
        run: () => figuresOf(measureAll(assemble(), definitions, options).byPartner),
      },
      {
        name: 'DuckDB: from raw tables to figures',
        run: async () => {
          await prepare(connection, AS_OF);
          return sql();
        },
      },
    ],
    rounds,
  );
  const compared = compare(results[0]!, results[1]!) + compare(cold.results[0]!, cold.results[1]!);
  connection.closeSync();
  const size = `${rows.toLocaleString('en')} facts of ${partners.toLocaleString('en')} partners, ${kpis.length} KPIs`;
  report(`DuckDB on one thread: ${size}`, timings);
  report('The same, latest versions and eligible rows included', cold.timings);
  console.log(`${compared.toLocaleString('en')} figures compared, all equal.`);

  const partner = partners >> 1;
  const extra = newRows(made, partner);
  const after = assemble([extra]);
  const one = { ...options, partners: [partner] };
  const single = await race(
    [
      {
        name: `one partner after ${NEW_ROWS.toLocaleString('en')} new facts, from stored chunks`,
        run: () => measureAll(assemble([extra]), definitions, one),
      },
      { name: 'one partner, facts in memory', run: () => measureAll(after, definitions, one) },
      {
        name: 'every partner, from stored chunks',
        run: () => measureAll(assemble([extra]), definitions, options),
      },
      { name: 'every partner, facts in memory', run: () => measureAll(after, definitions, options) },
    ],
    rounds,
  );
  report('One partner against all', single.timings);
}
