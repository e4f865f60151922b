import { exclusionsOf, hidesFuture, inFuture, moneyDate } from '../kpi/eligibility';
import { previousWindow, resolveWindow } from '../kpi/engine/windows';
import type { Condition, Rows, Value } from '../kpi/expression';
import { tableOf } from '../kpi/kinds';
import type { DayWindow } from '../kpi/types';
import { Reading } from './reading';
import type { Measuring, Statement } from './statement';
import { dateLiteral, named, quoted, whereLines } from './text';
import { conditions, together, writeCondition, writeCurrency, writeValue } from './values';

/** What a formula wants to know of each row. */
export interface Wanted {
  rows: Rows;
  mature?: Condition;
  /** Numbers `v1`, `v2` ...; a row where one is missing is left out for `missing`. */
  values?: readonly Value[];
  missing?: string;
  /** Truths `c1`, `c2` ... */
  conditions?: readonly Condition[];
  /** Relation to read in place of the table's own rows. */
  relation?: string;
}

/** Classified rows of a formula. */
export interface Scanned {
  /** Relation with a row for each of the population: partner, _row, outcome, v1 ..., c1 ..., currency, thing. */
  name: string;
  /** Whether the values are money; then `currency` says which. */
  money: boolean;
}

export const COUNTED = quoted('counted');
export const IMMATURE = quoted('immature');

export function windowFor(rows: Rows, { definition, window }: Measuring, statement: Statement): DayWindow {
  if (!rows.window && !rows.previous) return window;
  const spec = rows.window ?? definition.window;
  return rows.previous ? previousWindow(spec, statement.asOfDay) : resolveWindow(spec, statement.asOfDay);
}

/**
 * The rows of a formula, each with what it is to the KPI: counted, immature, or the reason for which it is left out,
 * the first that applies.
 */
export function scan(name: string, wanted: Wanted, measuring: Measuring, statement: Statement): Scanned {
  const { rows } = wanted;
  const table = tableOf(rows.table);
  const window = windowFor(rows, measuring, statement);
  const reading = new Reading(statement, table, window, rows.date ?? moneyDate(table), wanted.relation);
  const { maturityDays } = measuring.definition;

  const population: string[] = [];
  const cases: string[] = [];
  if (rows.date) {
    const day = reading.dayOf(rows.date);
    const inside = `${day} >= ${dateLiteral(window.from)} AND ${day} < ${dateLiteral(window.to)}`;
    population.push(rows.undated ? `((${inside}) OR ${day} IS NULL)` : inside);
    if (rows.undated) cases.push(`WHEN ${day} IS NULL THEN ${quoted(rows.undated)}`);
  }
  // Rows that nobody knew of at the as-of day, whatever other dates they carry.
  if (rows.date !== table.date && hidesFuture(table))
    population.push(`NOT ${writeCondition(inFuture(table), reading)}`);
  if (rows.where) population.push(...conditions(rows.where, reading));
  for (const { reason, when } of exclusionsOf(rows, table))
    cases.push(`WHEN ${writeCondition(when, reading)} THEN ${quoted(reason)}`);
  if (maturityDays !== null && rows.date)
    cases.push(
      `WHEN ${reading.dayOf(rows.date)} > ${dateLiteral(statement.asOfDay - maturityDays)} THEN ${IMMATURE}`,
    );
  if (wanted.mature) cases.push(`WHEN NOT ${writeCondition(wanted.mature, reading)} THEN ${IMMATURE}`);

  const values = wanted.values ?? [];
  const columns = [
    ...values.map((value, k) => `${writeValue(value, reading)} AS v${k + 1}`),
    ...(wanted.conditions ?? []).map((condition, k) => `${writeCondition(condition, reading)} AS c${k + 1}`),
  ];
  const currency = values
    .map((value) => writeCurrency(value, reading))
    .reduce((all, next) => together(all, next), null);
  if (currency) columns.push(`${currency} AS currency`);
  if (rows.once) {
    const things = [rows.once.column, ...(rows.once.within ? [rows.once.within] : [])];
    things.forEach((column, k) => {
      columns.push(`${column === 'partner' ? 'r._partner' : `r.${named(column)}`} AS thing${k + 1}`);
    });
  }
  const outcome = cases.length > 0 ? `CASE ${cases.join('\n    ')}\n    ELSE ${COUNTED} END` : COUNTED;
  let sql = `SELECT r._partner AS partner, r._row,\n  ${[...columns, `${outcome} AS outcome`].join(',\n  ')}\n${reading.from}${whereLines(population)}`;

  if (values.length > 0) {
    const without = values.map((_, k) => `x.v${k + 1} IS NULL`).join(' OR ');
    sql = outcomeOf(`x.outcome = ${COUNTED} AND (${without})`, wanted.missing ?? 'no value', sql, columns);
  }
  if (rows.once) {
    const things = rows.once.within ? ['x.thing1', 'x.thing2'] : ['x.thing1'];
    const told = `x.outcome IN (${COUNTED}, ${IMMATURE})`;
    const again = `row_number() OVER (PARTITION BY x.partner, ${things.join(', ')}, ${told} ORDER BY x._row) > 1`;
    sql = outcomeOf(
      [told, ...things.map((thing) => `${thing} IS NOT NULL`), again].join(' AND '),
      `${rows.once.same} already counted`,
      sql,
      columns,
    );
  }
  return { name: statement.with(name, sql), money: currency !== null };
}

/** The same rows with another outcome where a condition holds. */
function outcomeOf(when: string, then: string, rows: string, columns: readonly string[]): string {
  const kept = columns.map((column) => `x.${/ AS (\w+)$/.exec(column)![1]}`);
  const inner = rows.replaceAll('\n', '\n  ');
  return `SELECT ${['x.partner', 'x._row', ...kept].join(', ')},\n  CASE WHEN ${when} THEN ${quoted(then)} ELSE x.outcome END AS outcome\nFROM (\n  ${inner}\n) x`;
}
