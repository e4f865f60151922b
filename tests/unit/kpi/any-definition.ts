import fc from 'fast-check';
import { firstQuantity, newKpi, tables } from '@/components/options/kpis/editor/draft';
import {
  CONDITION_WORDS,
  conditionOf,
  firstValue,
  relatedBy,
  relatedTables,
  VALUE_WORDS,
  type Want,
} from '@/components/options/kpis/editor/kinds';
import type { FactTable } from '@/lib/facts/types';
import type { KpiDefinition, WindowSpec } from '@/lib/kpi/define';
import type { Condition, Formula, Rows, Value } from '@/lib/kpi/expression';
import { kpiDefinitions } from '@/lib/kpi/registry';
import { DIMENSIONS, type Unit } from '@/lib/kpi/types';

const columnsOf = (table: FactTable) => fc.constantFrom(...Object.keys(table.columns));
const number = fc.oneof(fc.integer({ min: -5, max: 400 }), fc.constantFrom(0, 0, 0.5, Number.NaN));

/** Any value that the editor can be brought to, and some that it cannot: wrong columns, kinds and keys. */
function value(table: FactTable, depth: number): fc.Arbitrary<Value> {
  const start = fc
    .tuple(fc.constantFrom(...Object.keys(VALUE_WORDS)), fc.constantFrom<Want>('quantity', 'date', 'any'))
    .map(([kind, want]) => firstValue(kind as keyof typeof VALUE_WORDS, table, want));
  const leaf = fc.oneof(
    columnsOf(table).map((column): Value => ({ op: 'column', column })),
    number.map((n): Value => ({ op: 'number', value: n })),
    start,
  );
  if (depth === 0) return leaf;
  const inner = value(table, depth - 1);
  return fc.oneof(
    leaf,
    fc.record({
      op: fc.constantFrom('add', 'subtract', 'multiply', 'divide', 'least', 'greatest'),
      left: inner,
      right: inner,
    }) as fc.Arbitrary<Value>,
    fc.record({
      op: fc.constant('between' as const),
      unit: fc.constantFrom('days', 'minutes', 'businessMinutes'),
      from: inner,
      to: inner,
    }) as fc.Arbitrary<Value>,
    fc.record({
      op: fc.constant('if' as const),
      when: condition(table, depth - 1),
      value: inner,
      otherwise: inner,
    }),
    fc.record({ op: fc.constant('coalesce' as const), values: fc.array(inner, { maxLength: 3 }) }),
    ...(relatedTables(table).length > 0
      ? [
          fc.constantFrom(...relatedTables(table)).chain(({ table: other }) =>
            fc
              .record({
                take: fc.constantFrom('count', 'sum', 'least', 'greatest', 'any', 'second'),
                value: value(other, depth - 1),
                where: fc.option(condition(other, depth - 1), { nil: undefined }),
              })
              .map((part) => ({ op: 'lookup', ...relatedBy(table, other.id), ...part }) as Value),
          ),
        ]
      : []),
  );
}

function condition(table: FactTable, depth: number): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(
    fc
      .constantFrom(...(Object.keys(CONDITION_WORDS) as (keyof typeof CONDITION_WORDS)[]))
      .map((kind): Condition => conditionOf(kind, table) ?? { op: 'set', value: firstQuantity(table) }),
    fc.record({ op: fc.constant('in' as const), column: columnsOf(table), values: fc.array(fc.string()) }),
    fc.record({ op: fc.constant('flag' as const), column: columnsOf(table), is: fc.boolean() }),
  );
  if (depth === 0) return leaf;
  const inner = condition(table, depth - 1);
  return fc.oneof(
    leaf,
    fc.record({ op: fc.constantFrom('all' as const, 'any' as const), of: fc.array(inner, { maxLength: 3 }) }),
    inner.map((of): Condition => ({ op: 'not', of })),
    fc.record({
      op: fc.constant('compare' as const),
      is: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
      left: value(table, depth - 1),
      right: value(table, depth - 1),
    }) as fc.Arbitrary<Condition>,
    value(table, depth - 1).map((of): Condition => ({ op: 'set', value: of })),
  );
}

const anyTable = fc.constantFrom(...tables);

function rowsOf(table: FactTable): fc.Arbitrary<Rows> {
  return fc
    .record({
      date: fc.oneof(fc.constant(table.date), fc.option(columnsOf(table), { nil: null })),
      where: fc.option(condition(table, 2), { nil: undefined }),
      once: fc.option(
        columnsOf(table).map((column) => ({ column, same: 'same' })),
        { nil: undefined, freq: 2 },
      ),
    })
    .map((rows) => ({ table: table.id, ...rows }));
}

const total: fc.Arbitrary<Extract<Formula, { kind: 'count' | 'distinct' | 'sum' }>> = anyTable.chain(
  (table) =>
    fc.oneof(
      rowsOf(table).map((rows) => ({ kind: 'count' as const, rows })),
      fc.record({ kind: fc.constant('distinct' as const), rows: rowsOf(table), of: columnsOf(table) }),
      fc.record({
        kind: fc.constant('sum' as const),
        rows: rowsOf(table),
        value: value(table, 2),
        missing: fc.constant('no value'),
      }),
    ),
);

const formula: fc.Arbitrary<Formula> = fc.oneof(
  total,
  anyTable.chain((table) =>
    fc.record({
      kind: fc.constant('proportion' as const),
      rows: rowsOf(table),
      success: condition(table, 2),
    }),
  ),
  anyTable.chain((table) =>
    fc.record({
      kind: fc.constantFrom('mean' as const, 'median' as const),
      rows: rowsOf(table),
      value: value(table, 2),
      missing: fc.constant('no value'),
    }),
  ),
  anyTable.chain((table) =>
    fc.record({
      kind: fc.constant('ratio' as const),
      rows: rowsOf(table),
      numerator: value(table, 2),
      denominator: value(table, 2),
      missing: fc.constant('no value'),
    }),
  ),
  fc.record({ kind: fc.constant('rate' as const), events: total, exposure: total, per: number }),
  fc
    .record({
      a: fc.constantFrom(...kpiDefinitions.map(({ id }) => id), 'gone', 'own-it'),
      b: fc.constantFrom(...kpiDefinitions.map(({ id }) => id)),
      op: fc.constantFrom('divide', 'subtract', 'add', 'multiply', 'least', 'greatest'),
    })
    .map(
      ({ a, b, op }) =>
        ({
          kind: 'composite',
          parts: { a: { kpi: a }, b: { kpi: b } },
          value: { op, left: { op: 'part', part: 'a' }, right: { op: 'part', part: 'b' } },
        }) as Formula,
    ),
);

const window: fc.Arbitrary<WindowSpec> = fc.oneof(
  fc.integer({ min: -1, max: 400 }).map((days) => ({ days })),
  fc.integer({ min: 0, max: 24 }).map((months) => ({ months })),
  fc.constantFrom('month' as const, 'quarter' as const, 'year' as const).map((current) => ({ current })),
  fc.constant({ asOf: true as const }),
);

const UNITS: readonly Unit[] = ['percent', 'currency', 'count', 'ratio', 'days', 'score', 'per1000'];

/** Definitions that can be made or read from a file, sensible or not. */
export const anyDefinition: fc.Arbitrary<KpiDefinition> = fc
  .record({
    formula,
    window,
    unit: fc.constantFrom(...UNITS),
    direction: fc.constantFrom('higher', 'lower', 'info'),
    dimension: fc.constantFrom(...DIMENSIONS),
    maturityDays: fc.option(fc.integer({ min: -1, max: 90 }), { nil: null }),
    minimum: fc.record({ n: fc.integer({ min: 0, max: 30 }), of: fc.constantFrom('rows', '') }),
    limit: fc.option(
      fc.record({ basis: fc.constantFrom('absolute', 'programme', 'offset'), warn: number, fail: number }),
      {
        nil: null,
      },
    ),
    weight: fc.integer({ min: -1, max: 2 }),
  })
  .map((part) => ({ ...newKpi([]), ...part, id: 'own-it', name: 'Anything' }) as KpiDefinition);

/** The same where the unit and everything around the formula is right: what remains wrong is the formula. */
export const sensible = (definition: KpiDefinition, unit: Unit): KpiDefinition => ({
  ...definition,
  unit,
  window: { months: 12 },
  maturityDays: null,
  minimum: { n: 1, of: 'rows' },
  limit: null,
  weight: 0,
});
