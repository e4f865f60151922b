import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minorDigits } from '@/lib/facts/currency';
import type { Facts } from '@/lib/facts/factset';
import { parseIsoDay } from '@/lib/facts/time';
import type { Workspace } from '@/lib/facts/workspace';
import { models } from '@/lib/kpi/attribution/registry';
import { DEFAULT_ATTRIBUTION } from '@/lib/kpi/attribution/settings';
import { moneyParts } from '@/lib/kpi/check';
import { measureAll } from '@/lib/kpi/engine/measure';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import type { Measurement } from '@/lib/kpi/types';
import { kpiSql } from '@/lib/warehouse/sql';
import { factsOf } from '@/tests/differential/chunks';
import { resultsBy, type SqlResult } from '@/tests/differential/duckdb';
import { differentialFacts } from '@/tests/differential/facts';
import { openWarehouse } from '@/tests/differential/warehouse';

const TODAY = parseIsoDay('2026-05-20');
const workspace: Workspace = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  business: { days: [1, 2, 3, 4, 5], from: 540, to: 1020 },
};
const SLOW = 120_000;

/** KPIs that the writer says it cannot write. */
const UNWRITTEN = kpiDefinitions.flatMap((definition) => {
  const written = kpiSql(definition, { asOfDay: TODAY, workspace, find: findKpi });
  return 'reason' in written ? [[definition.id, written.reason] as const] : [];
});
const written = kpiDefinitions.map(({ id }) => id).filter((id) => !UNWRITTEN.some(([other]) => other === id));

interface Both {
  partners: readonly { id: string; name: string }[];
  facts: Facts;
  connection: DuckDBConnection;
}

/** The same rows in memory and in DuckDB, with rates for all currencies, or not for all. */
const opened = new Map<'gaps' | 'all', Both>();

beforeAll(async () => {
  for (const rates of ['gaps', 'all'] as const) {
    const source = differentialFacts(TODAY, 0.2, rates);
    const connection = await openWarehouse(source);
    opened.set(rates, { partners: source.partners, facts: factsOf(source), connection });
  }
}, SLOW);

afterAll(() => {
  for (const { connection } of opened.values()) connection.closeSync();
});

/** To 1e-9 of the larger; a missing number is equal to a missing one only. */
function same(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function differences(kpi: string, sql: SqlResult, engine: Measurement): string[] {
  const { unit, formula } = kpiDefinition(kpi);
  const money = moneyParts(formula, findKpi);
  const units = 10 ** minorDigits(engine.currency ?? workspace.currency);
  const found: string[] = [];
  const compare = (name: string, a: number | null, b: number | null, isMoney: boolean) => {
    const shown = b !== null && isMoney ? b / units : b;
    if (!same(a, shown)) found.push(`${name}: SQL ${a}, engine ${shown}`);
  };
  compare('value', sql.value, engine.value, unit === 'currency');
  compare('n', sql.n, engine.n, false);
  compare('immature', sql.immature, engine.immature, false);
  // Where nothing counts there is no numerator, or it is 0.
  if (sql.value !== null) {
    compare('numerator', sql.numerator, engine.numerator, money.numerator);
    compare('denominator', sql.denominator, engine.denominator, money.denominator);
  }
  return found;
}

test('every KPI is written', () => {
  expect(UNWRITTEN).toEqual([]);
});

/** Of revenue, and of profit, which may be below nothing. */
const ATTRIBUTED = ['attributed-value', 'roi-attributed'].map(kpiDefinition);

describe.each(models().map(({ id }) => id))('credit by %s is what the engine gives', (model) => {
  test(
    'in every KPI that shares it',
    async () => {
      const { facts, connection, partners } = opened.get('all')!;
      const attribution = { ...DEFAULT_ATTRIBUTION, model, lookbackDays: 120, halfLifeDays: 7 };
      const own = { ...workspace, attribution };
      const options = { asOfDay: TODAY, workspace: own };
      const measured = measureAll(facts, ATTRIBUTED, { ...options, resolve: findKpi }).byPartner;
      const wrong: string[] = [];
      let withValue = 0;
      for (const [k, definition] of ATTRIBUTED.entries()) {
        const sql = kpiSql(definition, { ...options, find: findKpi });
        const results = await resultsBy(connection, 'sql' in sql ? sql.sql : '', String);
        for (const [ordinal, list] of measured) {
          const found = differences(definition.id, results.get(partners[ordinal]!.id)!, list[k]!);
          if (list[k]!.value) withValue++;
          if (found.length > 0)
            wrong.push(`${definition.id}, ${partners[ordinal]!.name}: ${found.join('; ')}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(withValue).toBeGreaterThan(20);
    },
    SLOW,
  );
});

test.each(['markov', 'shapley'])('with too few paths for %s neither has a figure', async (model) => {
  const { facts, connection, partners } = opened.get('all')!;
  const own = { ...workspace, attribution: { ...DEFAULT_ATTRIBUTION, model, lookbackDays: 1 } };
  const options = { asOfDay: TODAY, workspace: own };
  const measured = measureAll(facts, ATTRIBUTED, { ...options, resolve: findKpi }).byPartner;
  let touched = 0;
  for (const [k, definition] of ATTRIBUTED.entries()) {
    const sql = kpiSql(definition, { ...options, find: findKpi });
    const results = await resultsBy(connection, 'sql' in sql ? sql.sql : '', String);
    for (const [ordinal, list] of measured) {
      expect(differences(definition.id, results.get(partners[ordinal]!.id)!, list[k]!)).toEqual([]);
      expect(list[k]!.value).toBe(null);
      if (list[k]!.n > 0) touched++;
    }
  }
  expect(touched).toBeGreaterThan(5);
});

describe.each([
  ['today', TODAY, 'all'],
  ['on the first day of the quarter', parseIsoDay('2026-04-01'), 'gaps'],
  ['on the last day of a month', parseIsoDay('2026-02-28'), 'gaps'],
] as const)('the SQL of a definition gives what the engine measures, %s', (_, asOfDay, rates) => {
  let measured: Map<number, Measurement[]>;

  beforeAll(() => {
    measured = measureAll(opened.get(rates)!.facts, kpiDefinitions, {
      asOfDay,
      workspace,
      resolve: findKpi,
    }).byPartner;
  }, SLOW);

  test.each(written)(
    '%s',
    async (kpi) => {
      const { connection, partners } = opened.get(rates)!;
      const sql = kpiSql(kpiDefinition(kpi), { asOfDay, workspace, find: findKpi });
      const results = await resultsBy(connection, 'sql' in sql ? sql.sql : '', String);
      const at = kpiDefinitions.findIndex(({ id }) => id === kpi);
      const wrong: string[] = [];
      let withValue = 0;
      for (const [ordinal, list] of measured) {
        const { id, name } = partners[ordinal]!;
        const found = differences(kpi, results.get(id)!, list[at]!);
        if (list[at]!.value !== null) withValue++;
        if (found.length > 0) wrong.push(`${name}: ${found.join('; ')}`);
      }
      expect(wrong).toEqual([]);
      expect(results.size).toBe(partners.length);
      // A KPI that nobody has would agree with anything; the running quarter is empty on its first day.
      expect(withValue).toBeGreaterThan(asOfDay === TODAY ? 0 : -1);
    },
    SLOW,
  );
});

test('money in another currency is converted in both, and where a rate is missing neither has a figure', () => {
  const { facts, partners } = opened.get('gaps')!;
  const measured = measureAll(facts, kpiDefinitions, {
    asOfDay: TODAY,
    workspace,
    resolve: findKpi,
  }).byPartner;
  const money = (name: string) =>
    measured
      .get(partners.findIndex((partner) => partner.name === name))!
      .filter(({ kpi, currency }) => kpiDefinition(kpi).unit === 'currency' && currency !== undefined);
  expect(money('Converted').filter(({ value }) => value !== null).length).toBeGreaterThan(5);
  expect(money('Converted').every(({ currency }) => currency === 'EUR')).toBe(true);
  const of = (name: string, kpi: string) =>
    measured
      .get(partners.findIndex((partner) => partner.name === name))!
      .find((measurement) => measurement.kpi === kpi)!;
  expect(of('Rates with a gap', 'partner-sourced-revenue').reason).toMatch(/no CHF\/EUR rate for 2026-02-09/);
  expect(of('Several currencies', 'partner-sourced-revenue').reason).toMatch(/no GBP\/EUR rate/);
});
