/** Short ways to write expression trees; each returns the plain data of expression.ts. */
import type {
  AgainstDirect,
  Combination,
  Comparison,
  Condition,
  DayName,
  Exclusion,
  Lookup,
  Related,
  Value,
} from './expression';

/** A column by its name, a plain number, or an expression. */
export type Operand = Value | string | number;

function value(operand: Operand): Value {
  if (typeof operand === 'string') return { op: 'column', column: operand };
  if (typeof operand === 'number') return { op: 'number', value: operand };
  return operand;
}

export const column = (name: string): Value => ({ op: 'column', column: name });
/** The number in a money column of rows that count things. */
export const plainNumber = (name: string): Value => ({ op: 'column', column: name, plain: true });
export const day = (name: DayName): Value => ({ op: 'day', day: name });
/** The as-of instant. */
export const now: Value = { op: 'now' };
/** The row's partner. */
export const itsPartner: Value = { op: 'partner' };

const binary =
  (op: 'add' | 'subtract' | 'multiply' | 'divide' | 'least' | 'greatest') =>
  (left: Operand, right: Operand): Value => ({ op, left: value(left), right: value(right) });
export const plus = binary('add');
export const minus = binary('subtract');
export const times = binary('multiply');
export const over = binary('divide');
export const least = binary('least');
export const greatest = binary('greatest');

export const coalesce = (...values: Operand[]): Value => ({ op: 'coalesce', values: values.map(value) });
export const when = (condition: Condition, then: Operand, otherwise: Operand): Value => ({
  op: 'if',
  when: condition,
  value: value(then),
  otherwise: value(otherwise),
});

const between =
  (unit: 'days' | 'minutes' | 'businessMinutes') =>
  (from: Operand, to: Operand): Value => ({ op: 'between', unit, from: value(from), to: value(to) });
export const daysBetween = between('days');
export const minutesBetween = between('minutes');
export const businessMinutesBetween = between('businessMinutes');

const taken =
  (take: Lookup['take']) =>
  (related: Related, of?: Operand, apart?: string): Lookup => ({
    op: 'lookup',
    take,
    ...related,
    ...(of === undefined ? {} : { value: value(of) }),
    ...(apart === undefined ? {} : { apart }),
  });
export const countOf = taken('count');
export const sumOf = taken('sum');
export const leastOf = taken('least');
export const greatestOf = taken('greatest');
export const anyOf = taken('any');
export const secondOf = taken('second');
const beside =
  (take: 'before' | 'after') =>
  (related: Related, of: Operand, than: Operand): Value => ({
    op: 'lookup',
    take,
    ...related,
    value: value(of),
    than: value(than),
  });
/** The latest `of` among the related rows that lies before the row's own `than`. */
export const lastBefore = beside('before');
/** The earliest `of` among the related rows that lies after the row's own `than`. */
export const firstAfter = beside('after');

const compare =
  (is: Comparison) =>
  (left: Operand, right: Operand): Condition => ({
    op: 'compare',
    is,
    left: value(left),
    right: value(right),
  });
export const equal = compare('=');
export const unequal = compare('!=');
export const below = compare('<');
export const atMost = compare('<=');
export const above = compare('>');
export const atLeast = compare('>=');

export const yes = (name: string): Condition => ({ op: 'flag', column: name, is: true });
export const no = (name: string): Condition => ({ op: 'flag', column: name, is: false });
/** The category column has one of the values. */
export const is = (name: string, ...values: string[]): Condition => ({ op: 'in', column: name, values });
export const isSet = (operand: Operand): Condition => ({ op: 'set', value: value(operand) });
export const not = (of: Condition): Condition => ({ op: 'not', of });
export const isMissing = (operand: Operand): Condition => not(isSet(operand));
export const all = (...of: Condition[]): Condition => ({ op: 'all', of });
export const any = (...of: Condition[]): Condition => ({ op: 'any', of });
export const exists = (related: Related): Condition => ({ op: 'exists', ...related });
export const isFirst = (key: string, by: Operand, where?: Condition): Condition => ({
  op: 'first',
  key,
  by: value(by),
  ...(where ? { where } : {}),
});

/** The node with words of its own: a condition's complete "rows where ...", a value's stand for it. */
export const named = <T extends Condition | Value>(says: string, node: T): T => ({ ...node, says });

export const leave = (reason: string, condition: Condition): Exclusion => ({ reason, when: condition });

/** A day column or instant that is filled and lies before the as-of day. */
export const happened = (name: string): Condition => below(daysBetween(day('asOf'), name), 0);

/** What rows compared like for like have in common, as a value. */
export const matchOf = ({ match }: AgainstDirect): Value =>
  typeof match === 'string' ? column(match) : match;

/** Combinations of composite KPIs. */
export const part = (name: string): Combination => ({ op: 'part', part: name });
/** Numerator or denominator of a composite: a part by its name is that part. */
export const sideOf = (side: string | Combination): Combination =>
  typeof side === 'string' ? part(side) : side;
export const partOr = (name: string, otherwise: number, given?: string): Combination => ({
  op: 'orElse',
  part: name,
  value: otherwise,
  ...(given === undefined ? {} : { given }),
});
const combined =
  (op: 'add' | 'subtract' | 'multiply' | 'divide' | 'least' | 'greatest') =>
  (left: Combination | number, right: Combination | number): Combination => ({
    op,
    left: typeof left === 'number' ? { op: 'number', value: left } : left,
    right: typeof right === 'number' ? { op: 'number', value: right } : right,
  });
export const plusParts = combined('add');
export const lessParts = combined('subtract');
export const productOf = combined('multiply');
export const quotientOf = combined('divide');
export const greatestPart = combined('greatest');
export const leastPart = combined('least');
