import { minorDigits } from '../../facts/currency';
import type { Value } from '../expression';
import { kindOf } from '../kinds';
import { compileCondition } from './conditions';
import { dayNamed, type Scope } from './context';
import { load, loadMoney, loadTimes } from './load';
import { compileLookup } from './lookup';
import { constantNumber, type MaskOp, type NumberOp, numberOp, rowBuffer } from './vector';

type Arithmetic = Extract<Value, { left: Value }>['op'];

function arithmetic(op: Arithmetic, left: NumberOp, right: NumberOp): NumberOp {
  const a = left.out;
  const b = right.out;
  // What is made of a column that nothing filled is missing in every row.
  if (Number.isNaN(left.constant) || Number.isNaN(right.constant))
    return constantNumber(a.length, Number.NaN);
  const both = (loop: (out: Float64Array, count: number) => void): NumberOp =>
    numberOp(a.length, (out, rows, count) => {
      left.run(rows, count);
      right.run(rows, count);
      loop(out, count);
    });
  switch (op) {
    case 'add':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! + b[i]!;
      });
    case 'subtract':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! - b[i]!;
      });
    case 'multiply':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = a[i]! * b[i]!;
      });
    case 'divide':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = b[i] === 0 ? Number.NaN : a[i]! / b[i]!;
      });
    // Math.min and Math.max are NaN when an operand is: missing stays missing.
    case 'least':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = Math.min(a[i]!, b[i]!);
      });
    case 'greatest':
      return both((out, count) => {
        for (let i = 0; i < count; i++) out[i] = Math.max(a[i]!, b[i]!);
      });
  }
}

/** The local calendar day of a day or instant. */
export function compileDay(value: Value, scope: Scope): NumberOp {
  const { context, table } = scope;
  if (value.op === 'column') {
    if (!table.has(value.column)) return constantNumber(scope.block, Number.NaN);
    return loadTimes(context.cache.dayColumn(table, value.column), scope.block);
  }
  const inner = compileValue(value, scope);
  if (kindOf(value, table.definition).is === 'day') return inner;
  const { clock } = context.cache;
  return mapped(inner, (minute) => clock.dayOfMinute(minute));
}

function mapped(inner: NumberOp, of: (value: number) => number): NumberOp {
  if (inner.constant !== undefined)
    return constantNumber(inner.out.length, Number.isNaN(inner.constant) ? Number.NaN : of(inner.constant));
  const values = inner.out;
  return numberOp(values.length, (out, rows, count) => {
    inner.run(rows, count);
    for (let i = 0; i < count; i++) out[i] = Number.isNaN(values[i]!) ? Number.NaN : of(values[i]!);
  });
}

/** One value where the condition holds, another where not; each is asked only of its rows. */
function either(when: MaskOp, yes: NumberOp, no: NumberOp, size: number): NumberOp {
  const truth = when.out;
  const some = rowBuffer(size);
  const fill = (part: NumberOp, wanted: number, out: Float64Array, rows: Int32Array, count: number): void => {
    let picked = 0;
    for (let i = 0; i < count; i++) {
      some[picked] = rows[i]!;
      picked += truth[i] === wanted ? 1 : 0;
    }
    if (picked > 0) part.run(some, picked);
    const values = part.out;
    let next = 0;
    for (let i = 0; i < count; i++) if (truth[i] === wanted) out[i] = values[next++]!;
  };
  return numberOp(size, (out, rows, count) => {
    when.run(rows, count);
    fill(yes, 1, out, rows, count);
    fill(no, 0, out, rows, count);
  });
}

/** Money as the number that its row was given with. */
function plainNumbers(column: string, { context: { cache }, table, block }: Scope): NumberOp {
  const minor = table.column(column) as Float64Array;
  const codes = table.has('currency') ? (table.column('currency') as Uint32Array) : null;
  const { canonicalCurrency, ownCurrency } = cache;
  return numberOp(block, (out, rows, count) => {
    for (let i = 0; i < count; i++) {
      const row = rows[i]!;
      const currency = codes ? canonicalCurrency[codes[row]!]! : ownCurrency;
      out[i] = minor[row]! / 10 ** minorDigits(cache.currencyName(currency));
    }
  });
}

/**
 * Turns an expression into loops over the table's columns.
 * @throws ExpressionError when it means nothing
 */
export function compileValue(value: Value, scope: Scope): NumberOp {
  const { context, table, block } = scope;
  switch (value.op) {
    case 'number':
      return constantNumber(block, value.value);
    case 'day':
      return constantNumber(block, dayNamed(value.day, scope));
    case 'now':
      return constantNumber(block, context.asOfMinute);
    case 'column':
      if (!table.has(value.column)) {
        kindOf(value, table.definition);
        return constantNumber(block, Number.NaN);
      }
      if (value.plain) return plainNumbers(value.column, scope);
      if (kindOf(value, table.definition).is === 'money') {
        const factor = context.cache.conversion(table, scope.moneyDate)?.factor;
        if (factor) return loadMoney(table.column(value.column) as Float64Array, factor, block);
      }
      return load(table.column(value.column), block);
    case 'partner': {
      const { partner } = table;
      return numberOp(block, (out, rows, count) => {
        for (let i = 0; i < count; i++) {
          const ordinal = partner[rows[i]!]!;
          out[i] = ordinal < 0 ? Number.NaN : ordinal;
        }
      });
    }
    case 'coalesce': {
      const parts = value.values
        .map((each) => compileValue(each, scope))
        .filter(({ constant }) => constant === undefined || !Number.isNaN(constant));
      const [first, ...rest] = parts;
      if (!first) return constantNumber(block, Number.NaN);
      if (rest.length === 0) return first;
      return numberOp(block, (out, rows, count) => {
        first.run(rows, count);
        const start = first.out;
        for (let i = 0; i < count; i++) out[i] = start[i]!;
        for (const next of rest) {
          next.run(rows, count);
          const values = next.out;
          for (let i = 0; i < count; i++) if (Number.isNaN(out[i]!)) out[i] = values[i]!;
        }
      });
    }
    case 'if':
      return either(
        compileCondition(value.when, scope),
        compileValue(value.value, scope),
        compileValue(value.otherwise, scope),
        block,
      );
    case 'between': {
      kindOf(value, table.definition);
      if (value.unit === 'businessMinutes') {
        const from = compileValue(value.from, scope);
        const to = compileValue(value.to, scope);
        const elapsed = context.businessMinutes;
        const a = from.out;
        const b = to.out;
        return numberOp(block, (out, rows, count) => {
          from.run(rows, count);
          to.run(rows, count);
          for (let i = 0; i < count; i++)
            out[i] = Number.isNaN(a[i]!) || Number.isNaN(b[i]!) ? Number.NaN : elapsed(a[i]!, b[i]!);
        });
      }
      const compile = value.unit === 'days' ? compileDay : compileValue;
      return arithmetic('subtract', compile(value.to, scope), compile(value.from, scope));
    }
    case 'lookup':
      return compileLookup(value, scope);
    default:
      return arithmetic(value.op, compileValue(value.left, scope), compileValue(value.right, scope));
  }
}
