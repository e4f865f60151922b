import { describe, expect, it } from 'vitest';
import { factTables } from '@/lib/facts/registry';
import { checkFormula, unitOf } from '@/lib/kpi/check';
import type { Formula } from '@/lib/kpi/expression';
import { referencesOf } from '@/lib/kpi/references';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { DIMENSIONS } from '@/lib/kpi/types';
import { SIGNAL_RULES } from '@/lib/signals/registry';

const files = Object.keys(import.meta.glob('../../../lib/kpi/metrics/*.ts'));

describe('KPI registry', () => {
  it('has one definition a file, named after it', () => {
    const names = files.map((file) => file.replace(/^.*\/(.*)\.ts$/, '$1')).sort();
    expect(kpiDefinitions.map(({ id }) => id).sort()).toEqual(names);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('gives every KPI a code of its own, ordered by code', () => {
    const codes = kpiDefinitions.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^K\d\d[a-z]?$/);
    expect(codes.slice(0, 4)).toEqual(['K01', 'K02', 'K02b', 'K03']);
  });

  it('has a KPI, or a flag among the signals, for every number of the campaign, trust and network families', () => {
    const codes = new Set([...kpiDefinitions, ...SIGNAL_RULES].map(({ code }) => code?.slice(0, 3)));
    const numbers = [...Array.from({ length: 41 }, (_, i) => 24 + i), 65, 69, 70, 71, 72];
    expect(numbers.map((n) => `K${n}`).filter((code) => !codes.has(code))).toEqual([]);
    const own = SIGNAL_RULES.flatMap(({ code }) => code ?? []);
    expect(own.filter((code) => kpiDefinitions.some((kpi) => kpi.code === code))).toEqual([]);
  });

  it('covers the dimensions', () => {
    for (const dimension of DIMENSIONS.filter((name) => name !== 'network'))
      expect(kpiDefinitions.filter((kpi) => kpi.dimension === dimension && kpi.limit).length).toBeGreaterThan(
        3,
      );
    expect(
      kpiDefinitions
        .filter(({ gate }) => gate)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['chargeback-rate', 'complaint-rate', 'critical-violations', 'refund-rate']);
  });

  it.each(kpiDefinitions)('$code $id: is complete and consistent', (kpi) => {
    for (const text of [
      kpi.name,
      kpi.question,
      kpi.includes,
      kpi.excludes,
      kpi.sourceOfRecord,
      kpi.owner,
      kpi.source,
      kpi.minimum.of,
    ])
      expect(text.trim().length).toBeGreaterThan(2);
    expect(kpi.question).toMatch(/\?$/);
    expect(kpi.minimum.n).toBeGreaterThan(0);
    expect(kpi.version).toBeGreaterThan(0);
    if (kpi.direction === 'info') expect(kpi.limit).toBeNull();
    if (kpi.limit && kpi.direction === 'higher')
      expect(kpi.limit.warn).toBeGreaterThanOrEqual(kpi.limit.fail);
    if (kpi.limit && kpi.direction === 'lower') expect(kpi.limit.warn).toBeLessThanOrEqual(kpi.limit.fail);
    if (kpi.gate) expect(kpi.limit).not.toBeNull();
    // Plain data: nothing is lost on the way through JSON.
    expect(JSON.parse(JSON.stringify(kpi))).toEqual(kpi);
  });

  it.each(kpiDefinitions)('$code $id: reads columns that exist and yields its unit', ({ formula, unit }) => {
    checkFormula(formula, findKpi);
    for (const [table, columns] of referencesOf(formula).columns)
      for (const column of columns)
        expect(factTables[table]!.columns, `${table}.${column}`).toHaveProperty(column);
    const kind = unitOf(formula, findKpi);
    expect(kind === 'money').toBe(unit === 'currency');
  });

  it('matures within its window', () => {
    for (const { id, window, maturityDays } of kpiDefinitions) {
      if (maturityDays === null) continue;
      const days = 'days' in window ? window.days : 'months' in window ? window.months * 30 : 0;
      expect(days, id).toBeGreaterThan(maturityDays);
    }
  });

  it('has variants that weigh nothing, of KPIs that are none themselves', () => {
    const variants = kpiDefinitions.filter((kpi) => kpi.variantOf !== undefined || kpi.variant !== undefined);
    expect(variants.length).toBeGreaterThan(0);
    for (const { id, variantOf, variant, weight, gate, unit, code } of variants) {
      const base = kpiDefinition(variantOf!);
      expect(base.variantOf, id).toBeUndefined();
      expect(variant, id).toMatch(/^[a-z]/);
      expect([weight, gate], id).toEqual([0, false]);
      expect(code.slice(0, 3), id).toBe(base.code.slice(0, 3));
      expect(unit, id).toBe(base.unit);
    }
  });

  it('says which KPI it does not know', () => {
    expect(() => kpiDefinition('nonsense')).toThrow('no KPI "nonsense"');
    expect(kpiDefinition('win-rate').code).toBe('K07');
  });
});

describe('checkFormula', () => {
  const deals = { table: 'deals', date: 'closed' };
  const wrong: [string, Formula, RegExp][] = [
    [
      'an unknown table',
      { kind: 'count', rows: { table: 'nowhere', date: null } },
      /no fact table "nowhere"/,
    ],
    ['an unknown date column', { kind: 'count', rows: { table: 'deals', date: 'shut' } }, /no column "shut"/],
    [
      'a date column that is no date',
      { kind: 'count', rows: { table: 'deals', date: 'amount' } },
      /not a date/,
    ],
    [
      'days added to money',
      {
        kind: 'sum',
        rows: deals,
        value: {
          op: 'add',
          left: { op: 'column', column: 'amount' },
          right: { op: 'column', column: 'created' },
        },
        missing: '',
      },
      /cannot be added/,
    ],
    [
      'a category that never has that value',
      { kind: 'count', rows: { ...deals, where: { op: 'in', column: 'status', values: ['gone'] } } },
      /never is "gone"/,
    ],
    [
      'a join of different things',
      {
        kind: 'count',
        rows: { ...deals, where: { op: 'exists', table: 'orders', key: 'deal', other: 'order' } },
      },
      /cannot be joined/,
    ],
    [
      'a comparison of a day with a number',
      {
        kind: 'count',
        rows: {
          ...deals,
          where: {
            op: 'compare',
            is: '<',
            left: { op: 'column', column: 'created' },
            right: { op: 'number', value: 3 },
          },
        },
      },
      /cannot be compared/,
    ],
    [
      'a flag that is none',
      { kind: 'count', rows: { ...deals, where: { op: 'flag', column: 'amount', is: true } } },
      /not a yes\/no flag/,
    ],
    [
      'minutes between days',
      {
        kind: 'median',
        rows: deals,
        value: {
          op: 'between',
          unit: 'minutes',
          from: { op: 'column', column: 'created' },
          to: { op: 'column', column: 'closed' },
        },
        missing: '',
      },
      /Minutes between a day/,
    ],
    [
      'a composite of a KPI that does not exist',
      { kind: 'composite', parts: { a: { kpi: 'nonsense' } }, value: { op: 'part', part: 'a' } },
      /no KPI "nonsense"/,
    ],
    [
      'a composite that names a part it does not have',
      { kind: 'composite', parts: { a: { kpi: 'win-rate' } }, value: { op: 'part', part: 'b' } },
      /no part "b"/,
    ],
  ];
  it.each(wrong)('finds %s', (_, formula, message) => {
    expect(() => checkFormula(formula, findKpi)).toThrow(message);
  });
});
