import { sideOf } from './build';
import type { KpiDefinition } from './define';
import { exclusionsOf } from './eligibility';
import type { AgainstDirect, Combination, Condition, Formula, Rows, Value } from './expression';
import { checkCondition, ExpressionError, keyDomain, kindOf, tableOf } from './kinds';

type Find = (id: string) => KpiDefinition | undefined;
/** What a formula yields: an amount of money, or a plain number. */
export type Yield = 'money' | 'number';

function checkRows(rows: Rows): void {
  const table = tableOf(rows.table);
  if (rows.date !== null) {
    const { is } = kindOf({ op: 'column', column: rows.date }, table);
    if (is !== 'day' && is !== 'minute')
      throw new ExpressionError(
        `Column "${rows.date}" of "${table.name}" is not a date and cannot place rows in time.`,
      );
  }
  if (rows.where) checkCondition(rows.where, table);
  for (const { reason, when } of exclusionsOf(rows, table)) {
    if (reason.trim() === '') throw new ExpressionError('Every exclusion needs a reason.');
    checkCondition(when, table);
  }
  if (rows.once) keyDomain(table, rows.once.column);
  if (rows.once?.within) keyDomain(table, rows.once.within);
  for (const column of rows.needs ?? []) kindOf({ op: 'column', column }, table);
}

function quantity(value: Value, rows: Rows): Yield {
  const { is } = kindOf(value, tableOf(rows.table));
  if (is === 'money' || is === 'number') return is;
  throw new ExpressionError(
    `A ${is} of "${rows.table}" is not a quantity: count it, or take days between two of them.`,
  );
}

/** Like rows are alike in a name: a segment, a channel. */
function matched({ match, rows }: AgainstDirect): void {
  const table = tableOf(rows.table);
  if (typeof match === 'string') keyDomain(table, match);
  else if (kindOf(match, table).is !== 'code')
    throw new ExpressionError(`Rows of "${table.name}" are compared by a name that they have in common.`);
}

const condition = (of: Condition | undefined, rows: Rows): void => {
  if (of) checkCondition(of, tableOf(rows.table));
};

/**
 * Checks a formula and says what it yields.
 * @param find KPIs that a composite may be made of
 * @throws ExpressionError with a sentence that says what is wrong
 */
export function unitOf(formula: Formula, find: Find): Yield {
  switch (formula.kind) {
    case 'rate': {
      const events = unitOf(formula.events, find);
      const exposure = unitOf(formula.exposure, find);
      if (!(formula.per > 0)) throw new ExpressionError('A rate is per a number above 0.');
      return events === 'money' && exposure === 'number' ? 'money' : 'number';
    }
    case 'share':
      unitOf(formula.of, find);
      return 'number';
    case 'company':
      return unitOf(formula.of, find);
    case 'difference': {
      const left = unitOf(formula.left, find);
      if (left !== unitOf(formula.right, find))
        throw new ExpressionError('Money and a plain number have no difference.');
      return left;
    }
    case 'either': {
      const kinds = new Set(formula.of.map((each) => unitOf(each, find)));
      if (kinds.size !== 1) throw new ExpressionError('Alternatives must all be money or all be numbers.');
      return [...kinds][0]!;
    }
    case 'firstMeasured': {
      if (formula.of.length === 0) throw new ExpressionError('"firstMeasured" needs at least one way.');
      const kinds = new Set(formula.of.map((each) => unitOf(each.formula, find)));
      if (kinds.size !== 1)
        throw new ExpressionError('Ways to one number must all be money or all be numbers.');
      return [...kinds][0]!;
    }
    case 'daysSince':
      if (formula.events.length === 0)
        throw new ExpressionError('"daysSince" needs at least one kind of event.');
      for (const { rows, at } of formula.events) {
        checkRows(rows);
        kindOf(
          { op: 'between', unit: 'days', from: at, to: { op: 'day', day: 'asOf' } },
          tableOf(rows.table),
        );
      }
      return 'number';
    case 'active':
      if (formula.events.length === 0)
        throw new ExpressionError('"active" needs at least one kind of event.');
      for (const rows of formula.events) checkRows(rows);
      return 'number';
    case 'composite': {
      const parts: Record<string, Yield> = {};
      for (const [name, part] of Object.entries(formula.parts)) {
        if ('formula' in part) parts[name] = unitOf(part.formula, find);
        else {
          const found = find(part.kpi);
          if (!found) throw new ExpressionError(`There is no KPI "${part.kpi}".`);
          parts[name] = unitOf(found.formula, find);
        }
      }
      const { n, over, requires, interval } = formula;
      for (const name of [n, requires?.part, ...[interval].flat()])
        if (name !== undefined && !(name in parts)) throw new ExpressionError(`There is no part "${name}".`);
      if (over) for (const side of [over.numerator, over.denominator]) combined(sideOf(side), parts);
      return combined(formula.value, parts);
    }
  }
  const { rows } = formula;
  checkRows(rows);
  switch (formula.kind) {
    case 'proportion':
      condition(formula.success, rows);
      condition(formula.mature, rows);
      return 'number';
    case 'count':
      return 'number';
    case 'credit': {
      keyDomain(tableOf(rows.table), formula.by);
      if (rows.date === null) throw new ExpressionError('Credit is for conversions, which need a day.');
      if (formula.take === 'conversions') return 'number';
      if (!formula.value) throw new ExpressionError(`"${formula.take}" needs a value.`);
      return quantity(formula.value, rows);
    }
    case 'pooled':
      for (const value of [formula.successes, formula.trials, formula.squares])
        if (value && quantity(value, rows) === 'money')
          throw new ExpressionError('Money is not a number of trials or successes.');
      return 'number';
    case 'distinct':
    case 'evenness':
      keyDomain(tableOf(rows.table), formula.of);
      return 'number';
    case 'ratio': {
      const numerator = quantity(formula.numerator, rows);
      const denominator = quantity(formula.denominator, rows);
      condition(formula.cap?.when, rows);
      if (numerator !== denominator && denominator === 'money')
        throw new ExpressionError('A plain number cannot be divided by money.');
      return numerator === denominator ? 'number' : 'money';
    }
    case 'nps':
      quantity(formula.score, rows);
      return 'number';
    case 'balance':
      condition(formula.plus, rows);
      condition(formula.minus, rows);
      return 'number';
    case 'againstDirect':
      quantity(formula.value, rows);
      matched(formula);
      return 'number';
    case 'median':
      condition(formula.open, rows);
      condition(formula.mature, rows);
      return quantity(formula.value, rows);
    default:
      return quantity(formula.value, rows);
  }
}

function combined(combination: Combination, parts: Readonly<Record<string, Yield>>): Yield {
  switch (combination.op) {
    case 'number':
      return 'number';
    case 'part':
    case 'orElse':
      for (const name of [combination.part, 'given' in combination ? combination.given : undefined])
        if (name !== undefined && !(name in parts)) throw new ExpressionError(`There is no part "${name}".`);
      return parts[combination.part]!;
  }
  const { op, left, right } = combination;
  const a = combined(left, parts);
  const b = combined(right, parts);
  if (op === 'divide') return a === 'money' && b === 'number' ? 'money' : 'number';
  if (op === 'multiply') return a === 'money' || b === 'money' ? 'money' : 'number';
  if (a !== b && left.op !== 'number' && right.op !== 'number')
    throw new ExpressionError(`Money and a plain number cannot be put together by "${op}".`);
  return a === 'money' || b === 'money' ? 'money' : 'number';
}

/** @throws ExpressionError with a sentence that says what is wrong */
export function checkFormula(formula: Formula, find: Find): void {
  unitOf(formula, find);
}

/** Which parts of a measurement are money in minor units: a margin is a plain number made of two amounts. */
export function moneyParts(formula: Formula, find: Find): { numerator: boolean; denominator: boolean } {
  const isMoney = (of: Formula): boolean => unitOf(of, find) === 'money';
  switch (formula.kind) {
    case 'sum':
    case 'either':
    case 'firstMeasured':
    case 'mean':
    case 'credit':
      return { numerator: isMoney(formula), denominator: false };
    case 'ratio': {
      const table = tableOf(formula.rows.table);
      return {
        numerator: kindOf(formula.numerator, table).is === 'money',
        denominator: kindOf(formula.denominator, table).is === 'money',
      };
    }
    case 'rate':
      return { numerator: isMoney(formula.events), denominator: isMoney(formula.exposure) };
    case 'share':
      return { numerator: isMoney(formula.of), denominator: isMoney(formula.of) };
    case 'company':
      return { numerator: isMoney(formula.of), denominator: false };
    case 'difference':
      return { numerator: isMoney(formula.left), denominator: isMoney(formula.right) };
    case 'composite': {
      if (!formula.over) return { numerator: false, denominator: false };
      const parts = Object.fromEntries(
        Object.entries(formula.parts).map(([name, part]) => [
          name,
          unitOf('formula' in part ? part.formula : find(part.kpi)!.formula, find),
        ]),
      );
      const side = (of: string | Combination): boolean => combined(sideOf(of), parts) === 'money';
      return { numerator: side(formula.over.numerator), denominator: side(formula.over.denominator) };
    }
    default:
      return { numerator: false, denominator: false };
  }
}
