import type { TableFacts } from '../../facts/factset';
import type { Value } from '../expression';
import { kindOf } from '../kinds';
import { compileCondition } from './conditions';
import type { Scope } from './context';
import { compileLookupCurrency } from './lookup';
import { compileValue } from './values';
import { constantNumber, type NumberOp, numberOp } from './vector';

/** Code of a row whose money comes from several currencies. */
export const MIXED = -1;

/** Tables whose money an expression reads. */
function moneyTables(value: Value, table: TableFacts, scope: Scope, into: Set<TableFacts>): void {
  switch (value.op) {
    case 'column':
      if (table.definition.columns[value.column]?.kind === 'money') into.add(table);
      return;
    case 'coalesce':
      for (const each of value.values) moneyTables(each, table, scope, into);
      return;
    case 'if':
      moneyTables(value.value, table, scope, into);
      moneyTables(value.otherwise, table, scope, into);
      return;
    case 'lookup':
      if (value.value) moneyTables(value.value, scope.context.facts.table(value.table), scope, into);
      return;
    case 'number':
    case 'day':
    case 'now':
    case 'partner':
    case 'between':
      return;
    default:
      moneyTables(value.left, table, scope, into);
      moneyTables(value.right, table, scope, into);
  }
}

/**
 * The one currency of all money that the expressions read: its code, null when there are several and each row must
 * be looked at.
 */
export function onlyCurrency(values: readonly Value[], scope: Scope): number | null {
  const tables = new Set<TableFacts>();
  for (const value of values) moneyTables(value, scope.table, scope, tables);
  const { cache } = scope.context;
  let only: number | null = null;
  for (const table of tables) {
    const code = cache.onlyCurrency(table);
    if (code === null || (only !== null && only !== code)) return null;
    only = code;
  }
  return only ?? cache.ownCurrency;
}

function ownCurrency({ context, table, block }: Scope): NumberOp {
  const { cache } = context;
  if (!table.definition.columns.currency || !table.has('currency'))
    return constantNumber(block, cache.ownCurrency);
  const codes = table.column('currency') as Uint32Array;
  const canonical = cache.canonicalCurrency;
  return numberOp(block, (out, rows, count) => {
    for (let i = 0; i < count; i++) out[i] = canonical[codes[rows[i]!]!]!;
  });
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
 * Currency of each row's money: its canonical code, MIXED where a row's own parts differ, missing where there is no
 * money in it.
 */
export function compileCurrency(value: Value, scope: Scope): NumberOp {
  const { block } = scope;
  const none = constantNumber(block, Number.NaN);
  switch (value.op) {
    case 'column':
      if (kindOf(value, scope.table.definition).is !== 'money') return none;
      return where(compileValue(value, scope), ownCurrency(scope));
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
