import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseIsoDay } from '@/lib/facts/time';
import { measureAll } from '@/lib/kpi/engine/measure';
import { kpiDefinitions } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { factsOf } from '@/tests/differential/chunks';
import { openDuckDb, queries, resultsOf, type SqlResult } from '@/tests/differential/duckdb';
import { differentialFacts } from '@/tests/differential/facts';

/** A day in the second half of a quarter; the clocks changed within the 90 days before it. */
const facts = differentialFacts(parseIsoDay('2026-05-20'), 0.5);
const measured = new Map<string, Map<number, Measurement>>();
let connection: DuckDBConnection;

const NOTHING: SqlResult = { value: null, n: 0, numerator: 0, denominator: 0, immature: 0 };

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
  compare('value', sql.value, engine.value);
  compare('n', sql.n, engine.n);
  compare('immature', sql.immature, engine.immature);
  // Where nothing counts there is no numerator, or it is 0.
  if (sql.value !== null) {
    compare('numerator', sql.numerator, engine.numerator);
    compare('denominator', sql.denominator, engine.denominator);
  }
  return found;
}

beforeAll(async () => {
  const { byPartner } = measureAll(factsOf(facts), kpiDefinitions, {
    asOfDay: facts.asOfDay,
    workspace: { timeZone: facts.timeZone, currency: facts.currency },
  });
  for (const [partner, list] of byPartner)
    for (const measurement of list) {
      const known = measured.get(measurement.kpi) ?? new Map<number, Measurement>();
      known.set(partner, measurement);
      measured.set(measurement.kpi, known);
    }
  connection = await openDuckDb(facts);
}, 60_000);

afterAll(() => connection?.closeSync());

describe('every KPI is what SQL written from its definition says', () => {
  test.each([...queries.keys()])('%s', async (kpi) => {
    const results = await resultsOf(connection, kpi);
    const wrong: string[] = [];
    let withValue = 0;
    for (const [ordinal, measurement] of measured.get(kpi)!) {
      const result = results.get(ordinal) ?? NOTHING;
      if (result.value !== null) withValue++;
      const found = differences(result, measurement);
      if (found.length > 0) wrong.push(`${facts.partners[ordinal]!.name}: ${found.join('; ')}`);
    }
    expect(wrong).toEqual([]);
    expect(withValue).toBeGreaterThan(5);
  });
});
