import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKpi } from '@/components/options/kpis/editor/draft';
import { KpiFileError, readKpis, writeKpis } from '@/lib/definitions/file';
import { catalogueOf, OWN_PREFIX } from '@/lib/kpi/catalogue';
import { unitOf } from '@/lib/kpi/check';
import type { KpiDefinition } from '@/lib/kpi/define';
import { createEngine } from '@/lib/kpi/engine/engine';
import { monthlySeries } from '@/lib/kpi/engine/measure';
import { evidence, recompute, sameNumber } from '@/lib/kpi/evidence';
import { explain } from '@/lib/kpi/explain';
import { problemsOf, usableOf } from '@/lib/kpi/own/problems';
import { findKpi, kpiDefinition, kpiDefinitions } from '@/lib/kpi/registry';
import { kpiSql } from '@/lib/warehouse/sql';
import { buildFacts } from '../facts/build';
import { anyDefinition, sensible } from './any-definition';
import { anyRows } from './any-rows';
import { AS_OF, ago, many, WORKSPACE } from './measure';

const asOwn = ({ variantOf: _, variant: __, ...kpi }: KpiDefinition): KpiDefinition => ({
  ...kpi,
  id: `${OWN_PREFIX}${kpi.id}`,
  name: `${kpi.name} of ours`,
});
const base: KpiDefinition = { ...newKpi([]), id: 'own-wins', name: 'Our wins' };
const fields = (
  kpi: KpiDefinition,
  ...more: Parameters<typeof problemsOf> extends [unknown, ...infer R] ? R : never
) => problemsOf(kpi, ...more).map(({ field, at }) => (at ? `${field} ${at}` : field));

describe('any definition', () => {
  it('is refused with words, or measured, explained, written as SQL and recomputed from its rows', () => {
    let measured = 0;
    fc.assert(
      fc.property(anyDefinition, anyRows, fc.boolean(), (any, rows, mend) => {
        let definition = any;
        if (mend) {
          // With everything around it right, formulas have their chance.
          definition = sensible(any, 'count');
          if (problemsOf(definition).some(({ field }) => field === 'unit'))
            definition = sensible(any, unitOf(any.formula, findKpi) === 'money' ? 'currency' : 'percent');
        }
        const problems = problemsOf(definition);
        for (const { message } of problems) expect(message).toMatch(/^\S.{8,}[.?]$/s);
        if (problems.length > 0) return;
        measured++;
        const find = (id: string) => (id === definition.id ? definition : findKpi(id));
        const facts = buildFacts(rows, { partners: ['p', 'q', 'r'] });
        const options = { asOfDay: AS_OF, workspace: WORKSPACE, resolve: find };
        const engine = createEngine(facts, [definition], options);
        for (const partner of [0, 1, 2]) {
          const result = engine.measure(definition, partner);
          expect(result.value === null || Number.isFinite(result.value)).toBe(true);
          const found = evidence(facts, definition, partner, options);
          const again = recompute(facts, definition, partner, found.counted, options);
          expect(sameNumber(again, result)).toBe(true);
        }
        monthlySeries(facts, definition, 0, AS_OF, 3, WORKSPACE, find);
        expect(explain(definition, find).numerator).not.toBe('');
        const written = kpiSql(definition, { asOfDay: AS_OF, workspace: WORKSPACE, find });
        expect('sql' in written ? written.sql : written.reason).not.toBe('');
        expect(readKpis(writeKpis([definition]))).toEqual([JSON.parse(JSON.stringify(definition))]);
      }),
      { numRuns: 250 },
    );
    expect(measured).toBeGreaterThan(15);
  });

  it('of the built-in ones goes through a file unchanged and is measured as an own one', () => {
    const own = kpiDefinitions.map(asOwn);
    for (let from = 0; from < own.length; from += 50)
      expect(readKpis(writeKpis(own.slice(from, from + 50)))).toEqual(own.slice(from, from + 50));
    for (const kpi of own) expect(problemsOf(kpi)).toEqual([]);
    expect(kpiDefinitions.some(({ id }) => id.startsWith(OWN_PREFIX))).toBe(false);
  });
});

describe('what is wrong', () => {
  const formula = (over: object): KpiDefinition => ({
    ...base,
    formula: { ...base.formula, ...over } as never,
  });
  it('is said by field and place', () => {
    expect(fields(base)).toEqual([]);
    expect(fields({ ...base, name: ' ' })).toEqual(['name']);
    expect(fields({ ...base, name: 'win RATE' })).toEqual(['name']);
    expect(fields({ ...base, id: 'win-rate' })).toEqual(['id']);
    expect(fields({ ...base, window: { days: 0 } })).toEqual(['window']);
    expect(fields({ ...base, window: { months: 1.5 } })).toEqual(['window']);
    expect(fields({ ...base, maturityDays: Number.NaN })).toEqual(['maturity']);
    expect(fields({ ...base, minimum: { n: 0, of: 'deals' } })).toEqual(['minimum']);
    expect(fields({ ...base, limit: { basis: 'absolute', warn: 0.2, fail: 0.3 } })).toEqual(['limit']);
    expect(
      fields({ ...base, direction: 'info', limit: { basis: 'absolute', warn: 0.3, fail: 0.2 } }),
    ).toEqual(['limit']);
    expect(fields({ ...base, unit: 'currency' })).toEqual(['unit']);
    expect(fields({ ...base, weight: Number.NaN })).toEqual(['weight']);
    expect(fields(formula({ rows: { table: 'deals', date: 'amount' } }))).toEqual(['formula rows']);
    expect(fields(formula({ rows: { table: 'constructor', date: null } }))).toContain('formula rows');
    expect(fields(formula({ success: { op: 'in', column: 'status', values: ['wonn'] } }))).toEqual([
      'formula success',
    ]);
    expect(fields(formula({ success: { op: 'flag', column: 'constructor', is: true } }))).toEqual([
      'formula success',
    ]);
  });

  it('is a number that was not entered', () => {
    const above = {
      op: 'compare',
      is: '>',
      left: { op: 'column', column: 'amount' },
      right: { op: 'number', value: Number.NaN },
    };
    expect(fields(formula({ rows: { table: 'deals', date: 'created', where: above } }))).toEqual([
      'formula rows',
    ]);
  });

  it('is dividing by a written-out zero', () => {
    const sum = { kind: 'sum', rows: { table: 'orders', date: 'ordered' }, missing: 'none' };
    const zero = { op: 'number', value: 0 };
    const amount = { op: 'column', column: 'amount' };
    const divided = {
      ...base,
      unit: 'currency',
      formula: { ...sum, value: { op: 'divide', left: amount, right: zero } },
    };
    expect(fields(divided as never)).toEqual(['formula value']);
    const { kind: _, ...rest } = sum;
    const ratio = {
      ...base,
      unit: 'currency',
      formula: { kind: 'ratio', ...rest, numerator: amount, denominator: zero },
    };
    expect(fields(ratio as never)).toEqual(['formula denominator']);
  });

  it('is being made of more than can be measured, told at once however the KPIs are made of each other', () => {
    const tower = Array.from({ length: 100 }, (_, i): KpiDefinition => {
      const parts = { a: { kpi: `own-t${i + 1}` }, b: { kpi: `own-t${i + 2}` } };
      const sum = {
        op: 'add' as const,
        left: { op: 'part' as const, part: 'a' },
        right: { op: 'part' as const, part: 'b' },
      };
      const formula = i < 98 ? { kind: 'composite' as const, parts, value: sum } : base.formula;
      return { ...base, id: `own-t${i}`, name: `Tower ${i}`, formula };
    });
    const find = (id: string) => tower.find((kpi) => kpi.id === id) ?? findKpi(id);
    expect(problemsOf(tower[0]!, find).map(({ message }) => message)).toEqual([
      expect.stringMatching(/more than 10,000 parts/),
    ]);
    const usable = usableOf(tower);
    expect(usable).toContain(tower[90]);
    expect(usable).not.toContain(tower[60]);
    for (const kpi of kpiDefinitions)
      expect(problemsOf(asOwn(kpi)).filter(({ at }) => at === 'parts')).toEqual([]);
  });

  it('is being made of itself, by however many steps', () => {
    const of = (id: string, kpi: string): KpiDefinition => ({
      ...base,
      id,
      name: id,
      unit: 'ratio',
      formula: { kind: 'composite', parts: { a: { kpi } }, value: { op: 'part', part: 'a' } },
    });
    const round = [of('own-a', 'own-b'), of('own-b', 'own-c'), of('own-c', 'own-b')];
    const find = (id: string) => round.find((kpi) => kpi.id === id) ?? findKpi(id);
    expect(problemsOf(round[1]!, find).map(({ message }) => message)).toEqual([
      'It is made of itself: own-b → own-c → own-b.',
    ]);
    // Nothing that leads into the circle, or to a KPI that is gone, is measured; the others are.
    const fine = of('own-d', 'win-rate');
    expect(usableOf([...round, fine, of('own-e', 'own-gone'), of('own-f', 'own-e')])).toEqual([fine]);
  });
});

describe('a file', () => {
  const reading = (text: string) => () => readKpis(text);
  const file = (kpi: object) => JSON.stringify({ partnerLensKpis: 1, kpis: [kpi] });
  it('says where it is wrong', () => {
    expect(reading(file({ ...base, extra: 1 }))).toThrow('kpis[0]: it has “extra”, which means nothing here');
    expect(reading(file({ ...base, formula: { kind: 'count', rows: { table: 'deals', date: 3 } } }))).toThrow(
      'kpis[0].formula.rows.date: it must be a string.',
    );
    expect(reading(file({ ...base, direction: 'up' }))).toThrow('kpis[0].direction: it must be "higher" or');
    expect(reading('{')).toThrow(KpiFileError);
    expect(reading('[]')).toThrow(KpiFileError);
    expect(reading(`${'['.repeat(100_000)}`)).toThrow('nested');
    expect(reading(' '.repeat(1_000_001))).toThrow('too large');
    expect(reading('{"partnerLensKpis":1,"kpis":[{"__proto__":{"id":"x"}}]}')).toThrow(KpiFileError);
  });
});

describe('the catalogue', () => {
  it('puts a chosen variant in the place of the standard one, with its weight and gate', () => {
    const standard = kpiDefinition('refund-rate');
    const { find, definitions } = catalogueOf([], { 'refund-rate': 'refund-rate-value' });
    expect(find('refund-rate-value')).toMatchObject({
      weight: standard.weight,
      gate: standard.gate,
      limit: kpiDefinition('refund-rate-value').limit,
    });
    expect(find('refund-rate-value')?.variantOf).toBeUndefined();
    expect(find('refund-rate')).toMatchObject({ weight: 0, gate: false, variantOf: 'refund-rate-value' });
    expect(find('refund-rate-flow')?.variantOf).toBe('refund-rate-value');
    expect(definitions.map(({ id }) => id)).toEqual(kpiDefinitions.map(({ id }) => id));
    expect(catalogueOf([], { 'refund-rate': 'win-rate-value', gone: 'x' }).definitions).toEqual(
      kpiDefinitions,
    );
  });

  it('never lets an own KPI stand for a built-in one', () => {
    const posing = { ...base, id: 'win-rate' };
    expect(catalogueOf([posing, base]).definitions).toEqual([...kpiDefinitions, base]);
    expect(catalogueOf([posing]).find('win-rate')).toBe(kpiDefinition('win-rate'));
  });

  it('measures an own KPI like any other', () => {
    const facts = buildFacts(
      { deals: many(40, 'deal', (i) => ({ created: ago(i + 1), status: i < 10 ? 'won' : 'lost' })) },
      { partners: ['p'] },
    );
    const engine = createEngine(facts, [base], { asOfDay: AS_OF, workspace: WORKSPACE });
    expect(engine.measure(base, 0)).toMatchObject({ value: 0.25, n: 40, numerator: 10, denominator: 40 });
  });
});
