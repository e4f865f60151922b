/** Expressions over the rows of one table, as SQL. A condition is never NULL: a comparison with nothing is false. */
import { hidesFuture, moneyDate, relatedWhere } from '../kpi/eligibility';
import type { Condition, Lookup, Related, Value } from '../kpi/expression';
import { checkCondition, kindOf, relatedTable } from '../kpi/kinds';
import { elapsedBusinessMinutes } from './business';
import { Reading } from './reading';
import {
  asDouble,
  conjunction,
  dateLiteral,
  instantLiteral,
  named,
  numberLiteral,
  quoted,
  whereLines,
} from './text';

const truth = (condition: string): string => `coalesce(${condition}, FALSE)`;

/** Currency of money that comes from several ones. */
export const SEVERAL = quoted('*');

/** A number beside money is money. */
function side(value: Value, other: Value, reading: Reading): string {
  if (value.op === 'number' && kindOf(other, reading.table).is === 'money')
    return numberLiteral(reading.amount(value.value));
  return writeValue(value, reading);
}

function arithmetic(value: Extract<Value, { left: Value }>, reading: Reading): string {
  const { op, left, right } = value;
  if (op === 'multiply' || op === 'divide') {
    const a = writeValue(left, reading);
    const b = writeValue(right, reading);
    return op === 'multiply' ? `(${asDouble(a)} * ${b})` : `(${asDouble(a)} / nullif(${b}, 0))`;
  }
  const a = side(left, right, reading);
  const b = side(right, left, reading);
  // LEAST and GREATEST treat missing values differently from one database to the next.
  if (op === 'least') return `CASE WHEN ${a} <= ${b} THEN ${a} WHEN ${b} < ${a} THEN ${b} END`;
  if (op === 'greatest') return `CASE WHEN ${a} >= ${b} THEN ${a} WHEN ${b} > ${a} THEN ${b} END`;
  const sign = op === 'add' ? '+' : '-';
  const { is } = kindOf(left, reading.table);
  if (is === 'day' && kindOf(right, reading.table).is === 'number')
    return `(${a} ${sign} CAST(${b} AS INTEGER))`;
  if (is === 'minute' && kindOf(right, reading.table).is === 'number')
    return `(${a} ${sign} ${b} * INTERVAL '1' MINUTE)`;
  return `(${a} ${sign} ${b})`;
}

/** The local calendar day of a day or an instant. */
function writeDay(value: Value, reading: Reading): string {
  const sql = writeValue(value, reading);
  return kindOf(value, reading.table).is === 'minute' ? reading.localDay(sql) : sql;
}

function between(value: Extract<Value, { op: 'between' }>, reading: Reading): string {
  const { unit, from, to } = value;
  if (unit === 'days') return `(${writeDay(to, reading)} - ${writeDay(from, reading)})`;
  const a = writeValue(from, reading);
  const b = writeValue(to, reading);
  // Not the epoch of their difference: an interval of days is blind to the clocks' changes.
  if (unit === 'minutes') return `((EXTRACT(EPOCH FROM ${b}) - EXTRACT(EPOCH FROM ${a})) / 60)`;
  return elapsedBusinessMinutes(a, b, reading.statement);
}

/** @throws NotWritten, ExpressionError when it means nothing */
export function writeValue(value: Value, reading: Reading): string {
  const { statement, table, window } = reading;
  switch (value.op) {
    case 'column': {
      const { is } = kindOf(value, table);
      if (is === 'money') return reading.money(value.column);
      const column = reading.column(value.column);
      return is === 'flag' ? `CASE WHEN ${column} THEN 1 WHEN NOT ${column} THEN 0 END` : column;
    }
    case 'number':
      return numberLiteral(value.value);
    case 'day':
      return dateLiteral(statement.dayNamed(value.day, window));
    case 'now':
      return instantLiteral(statement.clock.minuteOfDay(statement.asOfDay));
    case 'partner':
      return 'r._partner';
    case 'coalesce': {
      const money = value.values.find((each) => each.op !== 'number' && kindOf(each, table).is === 'money');
      return `coalesce(${value.values.map((each) => side(each, money ?? each, reading)).join(', ')})`;
    }
    case 'if':
      return `CASE WHEN ${writeCondition(value.when, reading)} THEN ${side(value.value, value.otherwise, reading)} ELSE ${side(value.otherwise, value.value, reading)} END`;
    case 'between':
      kindOf(value, table);
      return between(value, reading);
    case 'lookup':
      return writeLookup(value, reading);
    default:
      return arithmetic(value, reading);
  }
}

/**
 * Currency of each row's money: NULL where there is none, SEVERAL where a row's own parts differ.
 * @returns null when the expression has no money in it at all
 */
export function writeCurrency(value: Value, reading: Reading): string | null {
  switch (value.op) {
    case 'column':
      return kindOf(value, reading.table).is === 'money' ? reading.moneyCurrency(value.column) : null;
    case 'coalesce': {
      const cases = value.values.map(
        (each) =>
          `WHEN ${writeValue(each, reading)} IS NOT NULL THEN ${writeCurrency(each, reading) ?? 'NULL'}`,
      );
      return value.values.some((each) => writeCurrency(each, reading)) ? `CASE ${cases.join(' ')} END` : null;
    }
    case 'if': {
      const yes = writeCurrency(value.value, reading);
      const no = writeCurrency(value.otherwise, reading);
      if (yes === null && no === null) return null;
      return `CASE WHEN ${writeCondition(value.when, reading)} THEN ${yes ?? 'NULL'} ELSE ${no ?? 'NULL'} END`;
    }
    case 'lookup': {
      if (kindOf(value, reading.table).is !== 'money') return null;
      return `${lookedUp(value, reading)}.currency`;
    }
    case 'number':
    case 'day':
    case 'now':
    case 'partner':
    case 'between':
      return null;
    default:
      return together(writeCurrency(value.left, reading), writeCurrency(value.right, reading));
  }
}

/** Currency of two together. */
export function together(a: string | null, b: string | null): string | null {
  if (a === null || b === null || a === b) return a ?? b;
  return `CASE WHEN ${a} <> ${b} THEN ${SEVERAL} ELSE coalesce(${a}, ${b}) END`;
}

interface Joined {
  other: Reading;
  /** Column of the other rows, of this row. */
  key: string;
  mine: string;
  samePartner: boolean;
  where: string[];
}

function joined(related: Related, reading: Reading): Joined {
  const table = relatedTable(related, reading.table);
  const other = new Reading(reading.statement, table, reading.window, moneyDate(table));
  const byPartner = related.key === 'partner';
  const key = byPartner ? 'r._partner' : other.column(related.other ?? related.key);
  const where = relatedWhere(related.where, table, !related.ahead && hidesFuture(table));
  return {
    other,
    key,
    mine: byPartner ? 'r._partner' : reading.column(related.key),
    samePartner: (related.samePartner ?? false) && !byPartner,
    where: [`${key} IS NOT NULL`, ...(where ? conditions(where, other) : [])],
  };
}

/** The parts of a conjunction. */
export function conditions(condition: Condition, reading: Reading): string[] {
  if (condition.op === 'all') return condition.of.flatMap((each) => conditions(each, reading));
  return [writeCondition(condition, reading)];
}

/** Joins a common table expression that has one row for each key. */
function joinByKey(relation: string, { mine, samePartner }: Joined, reading: Reading): string {
  return reading.join(relation, (alias) => {
    // Rows without a partner are related to each other too.
    const partner = samePartner ? ` AND ${alias}.partner IS NOT DISTINCT FROM r._partner` : '';
    return `${alias}.key = ${mine}${partner}`;
  });
}

/** `all_deals` in the order in which rows of one key are taken: by partner, then as imported. */
const ORDER = 'r._partner_row, r._row';

function lookedUp(lookup: Lookup, reading: Reading): string {
  kindOf(lookup, reading.table);
  const parts = joined(lookup, reading);
  const { other, key, samePartner, where } = parts;
  const keys = samePartner ? `${key} AS key, r._partner AS partner` : `${key} AS key`;
  const group = samePartner ? '1, 2' : '1';
  const partition = samePartner ? `${key}, r._partner` : key;
  const value = lookup.value ? writeValue(lookup.value, other) : null;
  const money = lookup.value ? writeCurrency(lookup.value, other) : null;
  const known = value ? [...where, `${value} IS NOT NULL`] : where;
  const currency = money
    ? `,\n  CASE WHEN count(DISTINCT ${money}) > 1 THEN ${SEVERAL} ELSE min(${money}) END AS currency`
    : '';
  const grouped = (aggregate: string, conditions: readonly string[]) =>
    `SELECT ${keys}, ${aggregate} AS value${currency}\n${other.from}${whereLines(conditions)}\nGROUP BY ${group}`;
  const sql = (): string => {
    switch (lookup.take) {
      case 'count':
        return grouped('count(*)', where);
      case 'sum':
        return grouped(`sum(${value})`, known);
      case 'least':
        return grouped(`min(${value})`, known);
      case 'greatest':
        return grouped(`max(${value})`, known);
      case 'any': {
        const rows = `SELECT ${keys}, ${value} AS value${money ? `, ${money} AS currency` : ''},\n  row_number() OVER (PARTITION BY ${partition} ORDER BY r._partner_row DESC, r._row DESC) AS nth\n${other.from}${whereLines(known)}`;
        const all = statement.with(`${lookup.table}_rows`, rows);
        const columns = samePartner ? 'key, partner' : 'key';
        const codes = money
          ? `, CASE WHEN count(DISTINCT currency) > 1 THEN ${SEVERAL} ELSE min(currency) END AS currency`
          : '';
        return `SELECT ${columns}, max(CASE WHEN nth = 1 THEN value END) AS value${codes}\nFROM ${all}\nGROUP BY ${columns}`;
      }
      case 'second': {
        const apart = other.column(lookup.apart!);
        const least = `SELECT ${keys}, ${apart} AS apart, min(${value}) AS value\n${other.from}${whereLines([...known, `${apart} IS NOT NULL`])}\nGROUP BY ${group}, ${apart}`;
        const columns = samePartner ? 'key, partner' : 'key';
        const each = statement.with(`${lookup.table}_apart`, least);
        return `SELECT ${columns}, value\nFROM (\n  SELECT ${columns}, value, row_number() OVER (PARTITION BY ${columns} ORDER BY value) AS nth\n  FROM ${each}\n) x\nWHERE nth = 2`;
      }
      default:
        return `SELECT ${keys}, ${value} AS value\n${other.from}${whereLines(known)}`;
    }
  };
  const { statement } = reading;
  const relation = statement.with(`${lookup.table}_${lookup.take}`, sql());
  if (lookup.take !== 'before' && lookup.take !== 'after') return joinByKey(relation, parts, reading);
  return relation;
}

function writeLookup(lookup: Lookup, reading: Reading): string {
  const { take } = lookup;
  const found = lookedUp(lookup, reading);
  if (take === 'before' || take === 'after') {
    const { mine, samePartner } = joined(lookup, reading);
    const than = writeValue(lookup.than!, reading);
    const partner = samePartner ? ' AND t.partner IS NOT DISTINCT FROM r._partner' : '';
    return `(SELECT ${take === 'before' ? 'max' : 'min'}(t.value) FROM ${found} t WHERE t.key = ${mine}${partner} AND t.value ${take === 'before' ? '<' : '>'} ${than})`;
  }
  return take === 'count' || take === 'sum' ? `coalesce(${found}.value, 0)` : `${found}.value`;
}

function compare(condition: Extract<Condition, { op: 'compare' }>, reading: Reading): string {
  const { is, left, right } = condition;
  const sign = is === '!=' ? '<>' : is;
  // Days from a day that is known to a day of the row: the row's day against one that is known.
  if (left.op === 'between' && left.unit === 'days' && left.from.op === 'day' && right.op === 'number') {
    const day = reading.statement.dayNamed(left.from.day, reading.window) + right.value;
    if (Number.isInteger(day)) return truth(`${writeDay(left.to, reading)} ${sign} ${dateLiteral(day)}`);
  }
  return truth(`${side(left, right, reading)} ${sign} ${side(right, left, reading)}`);
}

/** @throws NotWritten, ExpressionError when it means nothing */
export function writeCondition(condition: Condition, reading: Reading): string {
  const { table, statement } = reading;
  checkCondition(condition, table);
  switch (condition.op) {
    case 'compare':
      return compare(condition, reading);
    case 'flag':
      return truth(
        condition.is ? reading.column(condition.column) : `NOT ${reading.column(condition.column)}`,
      );
    case 'in': {
      const values = condition.values.map((value) => quoted(value.trim().toLowerCase()));
      return truth(`lower(trim(${reading.column(condition.column)})) IN (${values.join(', ')})`);
    }
    case 'set':
      return `${writeValue(condition.value, reading)} IS NOT NULL`;
    case 'all':
      return conjunction(condition.of.map((each) => writeCondition(each, reading)));
    case 'any':
      if (condition.of.length === 0) return 'FALSE';
      return `(${condition.of.map((each) => writeCondition(each, reading)).join(' OR ')})`;
    case 'not':
      return `NOT ${parenthesised(writeCondition(condition.of, reading))}`;
    case 'exists':
      return `${lookedUp({ ...condition, op: 'lookup', take: 'count' }, reading)}.value IS NOT NULL`;
    case 'first': {
      const parts = joined({ table: table.id, key: condition.key, where: condition.where }, reading);
      const by = writeValue(condition.by, parts.other);
      const sql = `SELECT ${parts.key} AS key, r._row AS first_row,\n  row_number() OVER (PARTITION BY ${parts.key} ORDER BY ${by}, ${ORDER}) AS nth\n${parts.other.from}${whereLines([...parts.where, `${by} IS NOT NULL`])}`;
      const all = statement.with(`${table.id}_by_${named(condition.key).replaceAll('"', '')}`, sql);
      const relation = statement.with(`${all}_first`, `SELECT key, first_row FROM ${all} WHERE nth = 1`);
      return truth(`${joinByKey(relation, parts, reading)}.first_row = r._row`);
    }
  }
}

const parenthesised = (sql: string): string => (/^(coalesce)?\(/.test(sql) ? sql : `(${sql})`);
