import type { TableFacts } from '../../facts/factset';
import { moneyDate } from '../eligibility';
import type { Condition, Value } from '../expression';
import { compileCondition } from './conditions';
import type { Scope } from './context';
import { compileCurrency } from './currency';
import { nothingOf, type Take } from './lookup';
import { compileValue } from './values';
import { type MaskOp, maskOp, type NumberOp, numberOp } from './vector';

/** Ways to take a value that a single row has all of: nothing is second to it. */
type TakeOfOne = Exclude<Take, 'second'>;

/**
 * Whether a row that looks up the rows of its own key finds itself and no other, as an order without lines does: then
 * there is nothing to search for. Only what identifies a row is worth the look.
 */
export function findsItself(scope: Scope, other: TableFacts, key: string, otherKey: string): boolean {
  const { table, context } = scope;
  return (
    table === other &&
    key === otherKey &&
    table.definition.identity[0] === key &&
    context.cache.unique(table, key) !== 'no'
  );
}

/** As the other rows of a key are read: their money is the table's own. */
const asOther = (scope: Scope): Scope => ({ ...scope, moneyDate: moneyDate(scope.table.definition) });

/** The condition as a mask, null where every row meets it. */
const masked = (where: Condition | null, scope: Scope): MaskOp | null =>
  where ? compileCondition(where, scope) : null;

/**
 * A look-up of rows of the own key: of the row itself, where it meets the condition and has a value.
 * @param keys code of each row, 0 = none
 */
export function lookUpItself(
  take: TakeOfOne,
  where: Condition | null,
  value: Value | undefined,
  keys: Uint32Array,
  scope: Scope,
): NumberOp {
  const inner = asOther(scope);
  const meets = masked(where, inner);
  const values = take !== 'count' && value ? compileValue(value, inner) : null;
  const codes = take === 'currency' && value ? compileCurrency(value, inner) : null;
  const truth = meets?.out;
  const v = values?.out;
  const found = codes?.out ?? v;
  const none = nothingOf(take);
  return numberOp(scope.block, (out, rows, count) => {
    meets?.run(rows, count);
    values?.run(rows, count);
    codes?.run(rows, count);
    for (let i = 0; i < count; i++) {
      if (keys[rows[i]!] === 0 || truth?.[i] === 0 || (v !== undefined && Number.isNaN(v[i]!))) out[i] = none;
      else if (found === undefined) out[i] = 1;
      else out[i] = found[i]!;
    }
    // No sum is -0.
    if (take === 'sum') for (let i = 0; i < count; i++) out[i]! += 0;
  });
}

/** `exists` of rows of the own key: the row itself, where it meets the condition. */
export function existsItself(where: Condition | null, keys: Uint32Array, scope: Scope): MaskOp {
  const meets = masked(where, asOther(scope));
  return maskOp(scope.block, (out, rows, count) => {
    meets?.run(rows, count);
    for (let i = 0; i < count; i++)
      out[i] = keys[rows[i]!] === 0 || (meets !== null && meets.out[i] === 0) ? 0 : 1;
  });
}

/** `first` where no two rows have the same key: every row that may be is. */
export function isFirstItself(
  { by }: Extract<Condition, { op: 'first' }>,
  where: Condition | null,
  keys: Uint32Array,
  scope: Scope,
): MaskOp {
  const inner = asOther(scope);
  const meets = masked(where, inner);
  const value = compileValue(by, inner);
  return maskOp(scope.block, (out, rows, count) => {
    value.run(rows, count);
    meets?.run(rows, count);
    for (let i = 0; i < count; i++)
      out[i] =
        keys[rows[i]!] === 0 || Number.isNaN(value.out[i]!) || (meets !== null && meets.out[i] === 0) ? 0 : 1;
  });
}
