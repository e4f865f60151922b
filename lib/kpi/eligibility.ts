import type { FactTable } from '../facts/types';
import { all, column, day, daysBetween, leave, not, yes } from './build';
import type { Condition, Exclusion, Rows } from './expression';

/** Reason of rows that no partner is named on; they count for nobody and are reported for the programme. */
export const NO_PARTNER = 'no partner';
export const TEST_RECORD = 'test record';

/** Reasons that hold for every KPI over a table, before its own. */
export function exclusionsOf(rows: Rows, table: FactTable): Exclusion[] {
  const always = table.columns.test ? [leave(TEST_RECORD, yes('test'))] : [];
  return [...always, ...(rows.leaveOut ?? [])];
}

/** The row is dated on or after the as-of day: at that day nobody knew of it. */
export function inFuture(table: FactTable): Condition {
  return {
    op: 'compare',
    is: '>=',
    left: daysBetween(day('asOf'), column(table.date)),
    right: { op: 'number', value: 0 },
  };
}

/** Whether rows of a table that lie in the future are out of sight, where nothing places them in the window. */
export const hidesFuture = (table: FactTable): boolean => !table.plans;

/** Made once for each table and condition: what a look-up asks is then one text, too. */
const related = {
  past: new WeakMap<FactTable, WeakMap<object, Condition | typeof ALL>>(),
  future: new WeakMap<FactTable, WeakMap<object, Condition | typeof ALL>>(),
};
const ALL = 'all rows';

/** Which rows a look-up sees: those it asks for, without test records and without rows from after the as-of day. */
export function relatedWhere(
  where: Condition | undefined,
  table: FactTable,
  future: boolean,
): Condition | null {
  const tables = future ? related.future : related.past;
  let known = tables.get(table);
  if (!known) {
    known = new WeakMap();
    tables.set(table, known);
  }
  let made = known.get(where ?? table);
  if (!made) {
    made = seenWhere(where, table, future) ?? ALL;
    known.set(where ?? table, made);
  }
  return made === ALL ? null : made;
}

function seenWhere(where: Condition | undefined, table: FactTable, future: boolean): Condition | null {
  const conditions: Condition[] = [];
  if (where) conditions.push(where);
  if (table.columns.test) conditions.push(not(yes('test')));
  if (future) conditions.push(not(inFuture(table)));
  if (conditions.length === 0) return null;
  return conditions.length === 1 ? conditions[0]! : all(...conditions);
}

/** Day column at whose rate of exchange a table's money is converted where nothing places its rows. */
export const moneyDate = (table: FactTable): string => table.moneyDate ?? table.date;
