import type { TableFacts } from '../../facts/factset';
import { moneyDate } from '../eligibility';
import type { Value } from '../expression';
import { kindOf } from '../kinds';
import { compileCondition } from './conditions';
import type { Scope } from './context';
import { loadCodes } from './load';
import { compileLookupCurrency } from './lookup';
import { compileValue } from './values';
import { constantNumber, type NumberOp, numberOp } from './vector';

/** Code of a row whose money comes from several currencies. */
export const MIXED = -1;

/** A table whose money is read, and the day column at whose rate it is converted. */
export interface MoneyRead {
  table: TableFacts;
  date: string;
}

/** Tables whose money expressions read. */
export function moneyRead(values: readonly Value[], scope: Scope): MoneyRead[] {
  const found: MoneyRead[] = [];
  for (const value of values) moneyTables(value, { table: scope.table, date: scope.moneyDate }, scope, found);
  return found;
}

function moneyTables(value: Value, read: MoneyRead, scope: Scope, into: MoneyRead[]): void {
  switch (value.op) {
    case 'column':
      if (!value.plain && read.table.definition.columns[value.column]?.kind === 'money') into.push(read);
      return;
    case 'coalesce':
      for (const each of value.values) moneyTables(each, read, scope, into);
      return;
    case 'if':
      moneyTables(value.value, read, scope, into);
      moneyTables(value.otherwise, read, scope, into);
      return;
    case 'lookup': {
      const table = scope.context.facts.table(value.table);
      if (value.value) moneyTables(value.value, { table, date: moneyDate(table.definition) }, scope, into);
      return;
    }
    case 'number':
    case 'day':
    case 'now':
    case 'partner':
    case 'between':
      return;
    default:
      moneyTables(value.left, read, scope, into);
      moneyTables(value.right, read, scope, into);
  }
}

/**
 * The one currency, after conversion, of all money that the expressions read: its code, null when there are several
 * and each row must be looked at.
 */
export function onlyCurrency(values: readonly Value[], scope: Scope): number | null {
  const { cache } = scope.context;
  let only: number | null = null;
  for (const { table, date } of moneyRead(values, scope)) {
    const code = cache.onlyCurrency(table, date);
    if (code === null || (only !== null && only !== code)) return null;
    only = code;
  }
  return only ?? cache.ownCurrency;
}

function rowsCurrency({ context, table, moneyDate: date, block }: Scope): NumberOp {
  const { cache } = context;
  const codes = cache.conversion(table, date)?.currency;
  return codes ? loadCodes(codes, block) : constantNumber(block, cache.ownCurrency);
}

/** Currency where the money is there, none where it is missing. */
function where(value: NumberOp, currency: NumberOp): NumberOp {
  const a = value.out;
  const b = currency.out;
  return numberOp(a.length, (out, rows, count) => {
    value.run(rows, count);
    currency.run(rows, count);
    for (let i = 0; i < count; i++) out[i] = Number.isNaN(a[i]!) ? Number.NaN : b[i]!;
  });
}

function together(left: NumberOp, right: NumberOp): NumberOp {
  const a = left.out;
  const b = right.out;
  return numberOp(a.length, (out, rows, count) => {
    left.run(rows, count);
    right.run(rows, count);
    for (let i = 0; i < count; i++) {
      const x = a[i]!;
      const y = b[i]!;
      out[i] = Number.isNaN(x) ? y : Number.isNaN(y) || x === y ? x : MIXED;
    }
  });
}

/**
 * Currency of each row's money after conversion: its canonical code, MIXED where a row's own parts differ, missing where there is no
 * money in it.
 */
export function compileCurrency(value: Value, scope: Scope): NumberOp {
  const { block } = scope;
  const none = constantNumber(block, Number.NaN);
  switch (value.op) {
    case 'column':
      if (kindOf(value, scope.table.definition).is !== 'money') return none;
      return where(compileValue(value, scope), rowsCurrency(scope));
    case 'coalesce': {
      // The currency of the value that is taken.
      const values = value.values.map((each) => compileValue(each, scope));
      const currencies = value.values.map((each) => compileCurrency(each, scope));
      return numberOp(block, (out, rows, count) => {
        out.fill(Number.NaN, 0, count);
        const taken = new Uint8Array(count);
        values.forEach((each, k) => {
          each.run(rows, count);
          currencies[k]!.run(rows, count);
          for (let i = 0; i < count; i++)
            if (taken[i] === 0 && !Number.isNaN(each.out[i]!)) {
              taken[i] = 1;
              out[i] = currencies[k]!.out[i]!;
            }
        });
      });
    }
    case 'if': {
      const when = compileCondition(value.when, scope);
      const yes = compileCurrency(value.value, scope);
      const no = compileCurrency(value.otherwise, scope);
      return numberOp(block, (out, rows, count) => {
        when.run(rows, count);
        yes.run(rows, count);
        no.run(rows, count);
        for (let i = 0; i < count; i++) out[i] = when.out[i] === 1 ? yes.out[i]! : no.out[i]!;
      });
    }
    case 'lookup':
      if (kindOf(value, scope.table.definition).is !== 'money') return none;
      return compileLookupCurrency(value, scope);
    case 'number':
    case 'day':
    case 'now':
    case 'partner':
    case 'between':
      return none;
    default:
      return together(compileCurrency(value.left, scope), compileCurrency(value.right, scope));
  }
}
