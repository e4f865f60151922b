import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '@/lib/facts/factset';
import { parseIsoDay } from '@/lib/facts/time';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinitions } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { factsOf } from '@/tests/differential/chunks';
import { openDuckDb, prepare, queries, resultsOf, type SqlResult } from '@/tests/differential/duckdb';
import { differentialFacts } from '@/tests/differential/facts';

/** In the second half of a quarter; the clocks changed within the 90 days before it. */
const TODAY = parseIsoDay('2026-05-20');
const source = differentialFacts(TODAY, 0.4);
const { partners, timeZone, currency } = source;
const SLOW = 60_000;

let facts: Facts;
let connection: DuckDBConnection;

const NOTHING: SqlResult = { value: null, n: 0, numerator: 0, denominator: 0, immature: 0 };

/** KPIs of the whole company, the same for every partner. */
const ofCompany = new Set(
  kpiDefinitions
    .filter(({ formula }) => /"kind":"company"/.test(JSON.stringify(formula)))
    .map(({ id }) => id),
);

/** To 1e-9 of the larger; a missing number is equal to a missing one only. */
function same(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function differences(sql: SqlResult, engine: Measurement): string[] {
  const found: string[] = [];
  const compare = (name: string, a: number | null, b: number | null) => {
    if (!same(a, b)) found.push(`${name}: SQL ${a}, engine ${b}`);
  };
  // These queries list what there is; a count of none is told from an unknown one by the SQL of the definitions.
  const none = engine.value === 0 && engine.n === 0;
  compare('value', sql.value, none ? null : engine.value);
  compare('n', sql.n, engine.n);
  compare('immature', sql.immature, engine.immature);
  // Where nothing counts there is no numerator, or it is 0.
  if (sql.value !== null) {
    compare('numerator', sql.numerator, engine.numerator);
    compare('denominator', sql.denominator, engine.denominator);
  }
  return found;
}

const measure = (asOfDay: number, only?: readonly number[]) =>
  measureAll(facts, kpiDefinitions, {
    asOfDay,
    workspace: { timeZone, currency },
    resolve: findKpi,
    ...(only ? { partners: only } : {}),
  }).byPartner;

/** KPI -> partner ordinal -> measurement. */
function byKpi(byPartner: ReadonlyMap<number, Measurement[]>): Map<string, Map<number, Measurement>> {
  const found = new Map<string, Map<number, Measurement>>();
  for (const [partner, list] of byPartner)
    for (const measurement of list) {
      const known = found.get(measurement.kpi) ?? new Map<number, Measurement>();
      found.set(measurement.kpi, known.set(partner, measurement));
    }
  return found;
}

beforeAll(async () => {
  facts = factsOf(source);
  connection = await openDuckDb(source);
}, SLOW);

afterAll(() => connection?.closeSync());

test('every query belongs to a KPI', () => {
  expect([...queries.keys()].filter((kpi) => !findKpi(kpi))).toEqual([]);
  expect(queries.size).toBeGreaterThanOrEqual(25);
});

describe.each([
  ['today', TODAY],
  // The rows of the seven weeks after it are there and must not be seen.
  ['on the first day of the quarter', parseIsoDay('2026-04-01')],
  ['on the last day of a month', parseIsoDay('2026-02-28')],
] as const)('KPIs are what SQL written from their definitions says, %s', (_, asOfDay) => {
  let measured: Map<string, Map<number, Measurement>>;

  beforeAll(async () => {
    measured = byKpi(measure(asOfDay));
    await prepare(connection, asOfDay);
  }, SLOW);

  test.each([...queries.keys()])(
    '%s',
    async (kpi) => {
      const results = await resultsOf(connection, kpi);
      const wrong: string[] = [];
      let withValue = 0;
      for (const [ordinal, measurement] of measured.get(kpi)!) {
        const result = results.get(ordinal) ?? NOTHING;
        if (result.value !== null) withValue++;
        const found = differences(result, measurement);
        if (found.length > 0) wrong.push(`${partners[ordinal]!.name}: ${found.join('; ')}`);
      }
      expect(wrong).toEqual([]);
      // A KPI that nobody has says nothing; the running quarter is empty on its first day. The company as a whole has
      // money in several currencies and no total.
      expect(withValue).toBeGreaterThan(asOfDay === TODAY && !ofCompany.has(kpi) ? 5 : -1);
    },
    SLOW,
  );
});

test(
  'one partner measured alone has the figures that it has among all',
  () => {
    const all = measure(TODAY);
    for (const [ordinal, { name }] of partners.entries()) {
      if (ordinal % 4 !== 0 && ordinal < 40) continue;
      const alone = measure(TODAY, [ordinal]);
      expect(alone.get(ordinal), name).toEqual(all.get(ordinal));
    }
  },
  SLOW,
);

test('a partner without a row has no figure, and one without a rate of exchange no total', () => {
  const all = measure(TODAY);
  const of = (name: string) => all.get(partners.findIndex((partner) => partner.name === name))!;
  expect(
    of('Nothing at all').filter(({ kpi, value, n }) => !ofCompany.has(kpi) && (value !== null || n !== 0)),
  ).toEqual([]);
  const mixed = of('Several currencies').filter(({ reason }) => /several currencies/.test(reason ?? ''));
  expect(mixed.map(({ kpi }) => kpi)).toContain('partner-sourced-revenue');
  expect(mixed.every(({ value }) => value === null)).toBe(true);
  const young = of('Too young').find(({ kpi }) => kpi === 'refund-rate')!;
  expect([young.value, young.n, young.immature]).toEqual([null, 0, 5]);
});
