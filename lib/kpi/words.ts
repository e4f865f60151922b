/** Expressions in words, read from the same tree that is computed. */
import type { FactTable } from '../facts/types';
import type { Comparison, Condition, DayName, Related, Value } from './expression';
import { kindOf, tableOf } from './kinds';

const DAYS: Record<DayName, string> = {
  asOf: 'the as-of day',
  windowStart: 'the first day of the window',
  windowEnd: 'the day after the window',
  quarterStart: 'the first day of the quarter',
  quarterEnd: 'the first day of the next quarter',
  lookbackStart: 'the first day of the lookback of the attribution settings',
};

const BINARY = {
  add: 'plus',
  subtract: 'less',
  multiply: 'times',
  divide: 'over',
  least: 'or',
  greatest: 'or',
} as const;

const COMPARED: Record<Comparison, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
};

/** As COMPARED, of days and instants. */
const DATED: Record<Comparison, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is before',
  '<=': 'is no later than',
  '>': 'is after',
  '>=': 'is no earlier than',
};

const label = (table: FactTable, column: string): string => `“${table.columns[column]?.label ?? column}”`;
const name = (table: FactTable): string => table.name.toLowerCase();
const count = (value: number): string => value.toLocaleString('en');

/** Brackets around a phrase that would otherwise run into its neighbours. */
const bracketed = (value: Value, table: FactTable): string => {
  const text = valueInWords(value, table);
  return 'left' in value && !value.says ? `(${text})` : text;
};

/** One side of two: a number beside money is an amount in the currency's minor units. */
function side(value: Value, other: Value, table: FactTable): string {
  const amount = value.op === 'number' && value.value !== 0 && !value.says && other.op !== 'number';
  const text = bracketed(value, table);
  return amount && kindOf(other, table).is === 'money' ? `${text} minor units` : text;
}

const key = (related: Related, table: FactTable): string =>
  related.key === 'partner' ? 'partner' : label(table, related.key);

/** `of support tickets with the same “Order id” where ...` */
function related(to: Related, table: FactTable): string {
  const other = tableOf(to.table);
  const where = to.where ? ` where ${conditionInWords(to.where, other)}` : '';
  const partner = to.samePartner ? ' and partner' : '';
  return `${name(other)} with the same ${key(to, table)}${partner}${where}`;
}

/** What a value is, as a noun phrase. */
export function valueInWords(value: Value, table: FactTable): string {
  if (value.says) return value.says;
  switch (value.op) {
    case 'column':
      return label(table, value.column);
    case 'number':
      return count(value.value);
    case 'day':
      return DAYS[value.day];
    case 'now':
      return 'the as-of time';
    case 'partner':
      return 'its partner';
    case 'coalesce':
      return value.values.map((each) => bracketed(each, table)).join(', else ');
    case 'if':
      return `${bracketed(value.value, table)} if ${conditionInWords(value.when, table)}, else ${bracketed(value.otherwise, table)}`;
    case 'between': {
      const unit = value.unit === 'days' ? 'days' : value.unit === 'minutes' ? 'minutes' : 'business minutes';
      return `${unit} from ${bracketed(value.from, table)} to ${bracketed(value.to, table)}`;
    }
    case 'lookup': {
      const of = value.value ? bracketed(value.value, tableOf(value.table)) : '';
      const rows = related(value, table);
      switch (value.take) {
        case 'count':
          return `the number of ${rows}`;
        case 'sum':
          return `the sum of ${of} of ${rows}`;
        case 'any':
          return `${of} of the ${rows}`;
        case 'second':
          return `the second ${of} of ${rows}`;
        case 'before':
        case 'after': {
          const than = value.than ? bracketed(value.than, table) : '';
          return `the ${value.take === 'before' ? 'last' : 'first'} ${of} ${value.take} ${than} of ${rows}`;
        }
        default:
          return `the ${value.take} ${of} of ${rows}`;
      }
    }
    default: {
      const left = bracketed(value.left, table);
      const right = bracketed(value.right, table);
      if (value.op === 'least' || value.op === 'greatest')
        return `the ${value.op === 'least' ? 'smaller' : 'larger'} of ${left} and ${right}`;
      return `${left} ${BINARY[value.op]} ${right}`;
    }
  }
}

/** Days from one day to another compared with 0 are two days compared. */
function dates(condition: Extract<Condition, { op: 'compare' }>, table: FactTable): string | null {
  const { left, right, is } = condition;
  if (left.op !== 'between' || left.unit !== 'days' || right.op !== 'number' || right.value !== 0)
    return null;
  return `${bracketed(left.to, table)} ${DATED[is]} ${bracketed(left.from, table)}`;
}

function isDated(value: Value, table: FactTable): boolean {
  return value.op === 'column' && /^(day|minute)$/.test(table.columns[value.column]?.kind ?? '');
}

/** A condition as a clause that follows "where". */
export function conditionInWords(condition: Condition, table: FactTable): string {
  if (condition.says) return condition.says;
  switch (condition.op) {
    case 'compare': {
      const dated = dates(condition, table);
      if (dated) return dated;
      const { left, right, is } = condition;
      const words = isDated(left, table) ? DATED : COMPARED;
      return `${side(left, right, table)} ${words[is]} ${side(right, left, table)}`;
    }
    case 'flag':
      return `${label(table, condition.column)} is ${condition.is ? 'yes' : 'no'}`;
    case 'in':
      return `${label(table, condition.column)} is ${listed(condition.values, 'or')}`;
    case 'set':
      return `${bracketed(condition.value, table)} is filled`;
    case 'all':
    case 'any': {
      if (condition.of.length === 0) return condition.op === 'all' ? 'always' : 'never';
      const joiner = condition.op === 'all' ? ' and ' : ' or ';
      const clauses = condition.of.map((each) => {
        const text = conditionInWords(each, table);
        const mixed = (each.op === 'all' || each.op === 'any') && each.op !== condition.op && !each.says;
        return mixed ? `(${text})` : text;
      });
      return clauses.join(joiner);
    }
    case 'not':
      if (condition.of.op === 'set' && !condition.of.says)
        return `${bracketed(condition.of.value, table)} is empty`;
      if (condition.of.op === 'exists' && !condition.of.says)
        return `there are no ${related(condition.of, table)}`;
      return `it is not so that ${conditionInWords(condition.of, table)}`;
    case 'exists':
      return `there are ${related(condition, table)}`;
    case 'first': {
      const where = condition.where ? ` where ${conditionInWords(condition.where, table)}` : '';
      const of = condition.key === 'partner' ? 'partner' : label(table, condition.key);
      return `it is the first of its ${of} by ${bracketed(condition.by, table)}${where}`;
    }
  }
}

/** `a, b or c` */
export function listed(items: readonly string[], joiner: 'and' | 'or'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${joiner} ${items[items.length - 1]}`;
}
