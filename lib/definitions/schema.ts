/** The shape of a KPI definition that comes from a file: exactly this, and nothing besides. */
import * as z from 'zod/mini';
import type { KpiDefinition } from '../kpi/define';
import type { Combination, Condition, Formula, Rows, Value } from '../kpi/expression';
import { DIMENSIONS } from '../kpi/types';

// The extension's CSP forbids eval; without this the library would try it once and leave a violation in the log.
z.config({ jitless: true });

const text = (max: number) => z.string().check(z.maxLength(max));
const word = z.string().check(z.minLength(1), z.maxLength(100));
const says = { says: z.optional(text(500)) };
const list = <T>(item: z.ZodMiniType<T>) => z.array(item).check(z.maxLength(100));

// Trees refer to themselves, so that each kind of node is looked up when it is met.
const value: z.ZodMiniType<Value> = z.lazy(() => valueNode) as never;
const condition: z.ZodMiniType<Condition> = z.lazy(() => conditionNode) as never;
const formula: z.ZodMiniType<Formula> = z.lazy(() => formulaNode) as never;
const combination: z.ZodMiniType<Combination> = z.lazy(() => combinationNode) as never;
/** Numerator or denominator of a composite. */
const side = z.union([word, combination]);

const arithmetic = ['add', 'subtract', 'multiply', 'divide', 'least', 'greatest'] as const;

const related = {
  table: word,
  key: word,
  other: z.optional(word),
  samePartner: z.optional(z.boolean()),
  where: z.optional(condition),
  optional: z.optional(z.boolean()),
  ahead: z.optional(z.boolean()),
};

const lookup = z.strictObject({
  op: z.literal('lookup'),
  take: z.enum(['count', 'sum', 'least', 'greatest', 'any', 'second', 'before', 'after']),
  ...related,
  value: z.optional(value),
  apart: z.optional(word),
  than: z.optional(value),
  ...says,
});

const valueNode = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('column'), column: word, plain: z.optional(z.literal(true)), ...says }),
  z.strictObject({ op: z.literal('number'), value: z.number(), ...says }),
  z.strictObject({
    op: z.literal('day'),
    day: z.enum(['asOf', 'windowStart', 'windowEnd', 'quarterStart', 'quarterEnd', 'lookbackStart']),
    ...says,
  }),
  z.strictObject({ op: z.literal('now'), ...says }),
  z.strictObject({ op: z.literal('partner'), ...says }),
  z.strictObject({ op: z.enum(arithmetic), left: value, right: value, ...says }),
  z.strictObject({ op: z.literal('coalesce'), values: list(value), ...says }),
  z.strictObject({ op: z.literal('if'), when: condition, value, otherwise: value, ...says }),
  z.strictObject({
    op: z.literal('between'),
    unit: z.enum(['days', 'minutes', 'businessMinutes']),
    from: value,
    to: value,
    ...says,
  }),
  lookup,
]);

const conditionNode = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('compare'),
    is: z.enum(['=', '!=', '<', '<=', '>', '>=']),
    left: value,
    right: value,
    ...says,
  }),
  z.strictObject({ op: z.literal('flag'), column: word, is: z.boolean(), ...says }),
  z.strictObject({ op: z.literal('in'), column: word, values: list(text(200)), ...says }),
  z.strictObject({ op: z.literal('set'), value, ...says }),
  z.strictObject({ op: z.enum(['all', 'any']), of: list(condition), ...says }),
  z.strictObject({ op: z.literal('not'), of: condition, ...says }),
  z.strictObject({ op: z.literal('exists'), ...related, ...says }),
  z.strictObject({ op: z.literal('first'), key: word, by: value, where: z.optional(condition), ...says }),
]);

const windowSpec = z.union([
  z.strictObject({ days: z.number() }),
  z.strictObject({ months: z.number() }),
  z.strictObject({ current: z.enum(['month', 'quarter', 'year']) }),
  z.strictObject({ asOf: z.literal(true) }),
]);

const rows: z.ZodMiniType<Rows> = z.strictObject({
  table: word,
  date: z.nullable(word),
  where: z.optional(condition),
  leaveOut: z.optional(list(z.strictObject({ reason: text(100), when: condition }))),
  undated: z.optional(text(100)),
  once: z.optional(z.strictObject({ column: word, within: z.optional(word), same: text(100) })),
  needs: z.optional(list(word)),
  window: z.optional(windowSpec),
  previous: z.optional(z.boolean()),
  optional: z.optional(z.boolean()),
}) as z.ZodMiniType<Rows>;

const missing = text(100);
const count = z.strictObject({ kind: z.literal('count'), rows });
const distinct = z.strictObject({ kind: z.literal('distinct'), rows, of: word });
const sum = z.strictObject({ kind: z.literal('sum'), rows, value, missing });
const total = z.discriminatedUnion('kind', [count, distinct, sum]);
const firstMeasured = z.strictObject({
  kind: z.literal('firstMeasured'),
  of: list(z.strictObject({ says: text(100), formula })),
});

const formulaNode = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proportion'),
    rows,
    success: condition,
    mature: z.optional(condition),
  }),
  z.strictObject({
    kind: z.literal('pooled'),
    rows,
    successes: value,
    trials: value,
    squares: z.optional(value),
    missing,
  }),
  count,
  distinct,
  sum,
  z.strictObject({
    kind: z.literal('ratio'),
    rows,
    numerator: value,
    denominator: value,
    missing,
    times: z.optional(z.number()),
    cap: z.optional(z.strictObject({ when: condition, at: z.number() })),
    range: z.optional(z.tuple([z.number(), z.nullable(z.number())])),
  }),
  z.strictObject({
    kind: z.literal('rate'),
    events: total,
    exposure: z.union([total, firstMeasured]),
    per: z.number(),
    census: z.optional(z.boolean()),
    trials: z.optional(z.boolean()),
  }),
  z.strictObject({
    kind: z.literal('median'),
    rows,
    value,
    missing,
    open: z.optional(condition),
    mature: z.optional(condition),
  }),
  z.strictObject({ kind: z.literal('mean'), rows, value, missing }),
  z.strictObject({ kind: z.literal('nps'), rows, score: value, missing }),
  z.strictObject({ kind: z.literal('balance'), rows, plus: condition, minus: condition }),
  z.strictObject({ kind: z.literal('evenness'), rows, of: word }),
  z.strictObject({ kind: z.literal('active'), events: list(rows), programme: z.enum(['count', 'share']) }),
  z.strictObject({ kind: z.literal('daysSince'), events: list(z.strictObject({ rows, at: value })) }),
  z.strictObject({ kind: z.literal('share'), of: total }),
  z.strictObject({ kind: z.literal('company'), of: z.discriminatedUnion('kind', [count, sum]) }),
  z.strictObject({ kind: z.literal('difference'), left: formula, right: formula }),
  z.strictObject({
    kind: z.literal('againstDirect'),
    compare: z.optional(z.enum(['shares', 'means'])),
    rows,
    value,
    missing,
    match: z.union([word, lookup]),
  }),
  z.strictObject({ kind: z.literal('either'), of: list(sum) }),
  firstMeasured,
  z.strictObject({
    kind: z.literal('credit'),
    rows,
    by: z.enum(['deal', 'lead']),
    take: z.enum(['conversions', 'influenced', 'attributed']),
    value: z.optional(value),
    missing: z.optional(missing),
  }),
  z.strictObject({
    kind: z.literal('composite'),
    says: z.optional(z.strictObject({ numerator: text(300), denominator: text(300) })),
    parts: z.record(
      z.string().check(z.regex(/^[a-z]\w{0,40}$/i)),
      z.union([z.strictObject({ kpi: word }), z.strictObject({ formula })]),
    ),
    value: combination,
    n: z.optional(word),
    over: z.optional(z.strictObject({ numerator: side, denominator: side })),
    requires: z.optional(z.strictObject({ part: word, n: z.number(), of: text(100) })),
    interval: z.optional(z.union([word, list(word)])),
    undefined: z.optional(text(300)),
  }),
]);

const combinationNode = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('part'), part: word }),
  z.strictObject({ op: z.literal('number'), value: z.number() }),
  z.strictObject({ op: z.enum(arithmetic), left: combination, right: combination }),
  z.strictObject({
    op: z.literal('orElse'),
    part: word,
    value: z.number(),
    given: z.optional(word),
    always: z.optional(z.literal(true)),
  }),
]);

/** A definition as it is exported. `variantOf` is for built-in ones alone. */
export const definitionSchema: z.ZodMiniType<KpiDefinition> = z.strictObject({
  id: word,
  code: text(20),
  name: text(200),
  question: text(500),
  dimension: z.enum(DIMENSIONS),
  unit: z.enum([
    'percent',
    'currency',
    'count',
    'ratio',
    'days',
    'hours',
    'minutes',
    'months',
    'points',
    'score',
    'per1000',
  ]),
  direction: z.enum(['higher', 'lower', 'info']),
  kind: z.enum(['leading', 'lagging']),
  depth: z.enum(['surface', 'deep']),
  window: windowSpec,
  maturityDays: z.nullable(z.number()),
  minimum: z.strictObject({ n: z.number(), of: text(100) }),
  limit: z.nullable(
    z.strictObject({
      basis: z.enum(['absolute', 'programme', 'offset']),
      warn: z.number(),
      fail: z.number(),
      of: z.optional(z.strictObject({ kpi: word, code: text(20) })),
    }),
  ),
  weight: z.number(),
  gate: z.boolean(),
  includes: text(1000),
  excludes: text(1000),
  sourceOfRecord: text(200),
  cadence: z.enum(['daily', 'weekly', 'monthly', 'quarterly']),
  owner: text(100),
  version: z.number(),
  source: text(500),
  formula,
}) as z.ZodMiniType<KpiDefinition>;
