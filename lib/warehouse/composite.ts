import { sideOf } from '../kpi/build';
import type { Combination, Composite } from '../kpi/expression';
import { writeFormula } from './formulas';
import { writeKpi } from './kpi';
import { type Measured, measuredList, NULL_NUMBER } from './measure';
import type { Measuring, Statement } from './statement';
import { asDouble, numberLiteral } from './text';

/** A combined number: its currency, NULL for none, and the conditions under which currencies do not mix. */
interface Quantity {
  value: string;
  currency: string;
  mixed: string[];
}

const NONE = 'CAST(NULL AS VARCHAR)';

function combine(combination: Combination, aliases: Readonly<Record<string, string>>): Quantity {
  switch (combination.op) {
    case 'number':
      return { value: numberLiteral(combination.value), currency: NONE, mixed: [] };
    case 'part': {
      const a = aliases[combination.part]!;
      return { value: `${a}.value`, currency: `${a}.currency`, mixed: [] };
    }
    case 'orElse': {
      const a = aliases[combination.part]!;
      // Nothing there stands for the other value; a figure that could not be made out does not.
      const given = combination.given
        ? ` OR (${a}.value IS NULL AND ${aliases[combination.given]!}.value IS NULL)`
        : '';
      const failed = combination.always ? 'FALSE' : `${a}.failed`;
      return {
        value: `CASE WHEN NOT (${failed}${given}) THEN coalesce(${a}.value, ${numberLiteral(combination.value)}) END`,
        currency: `CASE WHEN ${a}.value IS NOT NULL OR ${failed}${given} THEN ${a}.currency END`,
        mixed: [],
      };
    }
  }
  const { op } = combination;
  const a = combine(combination.left, aliases);
  const b = combine(combination.right, aliases);
  const either = a.currency === NONE ? b.currency : b.currency === NONE ? a.currency : null;
  const mixed = [...a.mixed, ...b.mixed];
  if (either === null) mixed.push(`coalesce(${a.currency} <> ${b.currency}, FALSE)`);
  const joint = either ?? `coalesce(${a.currency}, ${b.currency})`;
  return {
    value: calculated(op, a.value, b.value),
    currency:
      op === 'divide' && either === null
        ? `CASE WHEN ${a.currency} IS NULL OR ${b.currency} IS NULL THEN ${joint} END`
        : joint,
    mixed,
  };
}

function calculated(op: Exclude<Combination['op'], 'part' | 'number' | 'orElse'>, a: string, b: string) {
  switch (op) {
    case 'add':
      return `(${a} + ${b})`;
    case 'subtract':
      return `(${a} - ${b})`;
    case 'multiply':
      return `(${asDouble(a)} * ${b})`;
    case 'divide':
      return `(${asDouble(a)} / nullif(${b}, 0))`;
    case 'least':
      return `CASE WHEN ${a} <= ${b} THEN ${a} WHEN ${b} < ${a} THEN ${b} END`;
    case 'greatest':
      return `CASE WHEN ${a} >= ${b} THEN ${a} WHEN ${b} > ${a} THEN ${b} END`;
  }
}

/** A number made of other KPIs and formulas (engine/composite.ts). */
export function composite(
  name: string,
  formula: Composite,
  measuring: Measuring,
  statement: Statement,
): string {
  const aliases: Record<string, string> = {};
  const joins: string[] = [];
  Object.entries(formula.parts).forEach(([id, part], k) => {
    const relation =
      'formula' in part
        ? writeFormula(`${name}_${id}`, part.formula, measuring, statement)
        : writeKpi(part.kpi, statement);
    aliases[id] = `p${k + 1}`;
    joins.push(
      k === 0 ? `FROM ${relation} p1` : `JOIN ${relation} p${k + 1} ON p${k + 1}.partner = p1.partner`,
    );
  });
  const all = Object.values(aliases);
  const { value, currency, mixed } = combine(formula.value, aliases);
  const wrong = mixed.length > 0 ? `(${[...new Set(mixed)].join(' OR ')})` : 'FALSE';
  const side = (of: string | Combination | undefined): string =>
    of === undefined ? NULL_NUMBER : combine(sideOf(of), aliases).value;
  const inner = `SELECT p1.partner,
  ${all.map((a) => `${a}.value AS ${a}_value, ${a}.n AS ${a}_n`).join(', ')},
  ${side(formula.over?.numerator)} AS numerator,
  ${side(formula.over?.denominator)} AS denominator,
  CASE WHEN NOT ${wrong} THEN ${value} END AS value,
  CASE WHEN NOT ${wrong} THEN ${currency} END AS currency,
  ${all.map((a) => `${a}.immature`).join(' + ')} AS immature,
  ${wrong} AS mixed,
  ${all.map((a) => `${a}.failed`).join(' OR ')} AS part_failed
${joins.join('\n')}`;
  const combined = statement.with(`${name}_combined`, inner);
  // The least n of the parts that are measured.
  const least = all.reduce((sql, a) => {
    const n = `CASE WHEN c.${a}_value IS NOT NULL THEN c.${a}_n END`;
    return sql === '' ? n : `least(coalesce(${sql}, ${n}), coalesce(${n}, ${sql}))`;
  }, '');
  const measuredParts = all.map((a) => `c.${a}_value IS NOT NULL`).join(' AND ');
  const unsaid = formula.undefined ? ` OR (${measuredParts})` : '';
  const { requires } = formula;
  const tooFew = requires ? `c.${aliases[requires.part]}_n < ${requires.n}` : null;
  const measured: Measured = {
    value: tooFew ? `CASE WHEN NOT (${tooFew}) THEN c.value END` : 'c.value',
    n: formula.n ? `c.${aliases[formula.n]}_n` : `coalesce(${least}, 0)`,
    numerator: 'c.numerator',
    denominator: 'c.denominator',
    immature: 'c.immature',
    currency: 'c.currency',
    failed: `(c.mixed${tooFew ? ` OR ${tooFew}` : ''} OR (c.value IS NULL AND (c.part_failed${unsaid})))`,
  };
  return statement.with(name, `SELECT c.partner,\n  ${measuredList(measured)}\nFROM ${combined} c`);
}
