import { factTables } from '../facts/registry';
import type { ColumnDef, FactTable } from '../facts/types';
import type { Condition, Related, Value } from './expression';

/** What a value is, so that days are not added to money. */
export type Kind =
  | { is: 'number' | 'money' | 'day' | 'minute' | 'flag' | 'partner' }
  | { is: 'code'; domain: string };

/** An expression that means nothing, with a sentence that says what and where. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

const NUMBER: Kind = { is: 'number' };
const words: Record<Kind['is'], string> = {
  number: 'a number',
  money: 'money',
  day: 'a day',
  minute: 'an instant',
  flag: 'a yes/no flag',
  partner: 'a partner',
  code: 'a name',
};

function columnOf(table: FactTable, id: string): ColumnDef {
  // Definitions come from files too: "constructor" is no column.
  const column = Object.hasOwn(table.columns, id) ? table.columns[id] : undefined;
  if (!column)
    throw new ExpressionError(
      `"${table.name}" has no column "${id}". It has ${Object.keys(table.columns).join(', ')}.`,
    );
  return column;
}

export function tableOf(id: string): FactTable {
  const table = Object.hasOwn(factTables, id) ? factTables[id] : undefined;
  if (!table)
    throw new ExpressionError(
      `There is no fact table "${id}". Known: ${Object.keys(factTables).join(', ')}.`,
    );
  return table;
}

/** Domain that a key column joins by. */
export function keyDomain(table: FactTable, id: string): string {
  const column = columnOf(table, id);
  if (!column.domain)
    throw new ExpressionError(`Column "${id}" of "${table.name}" is no key: rows cannot be joined by it.`);
  return column.domain;
}

function same(a: Kind, b: Kind): boolean {
  return a.is === b.is && (a.is !== 'code' || a.domain === (b as { domain: string }).domain);
}

/** Money and a plain number go together where the number is written out, such as 0. */
function joined(left: Value, right: Value, table: FactTable, what: string): Kind {
  const a = kindOf(left, table);
  const b = kindOf(right, table);
  if (same(a, b)) return a;
  if (a.is === 'money' && right.op === 'number') return a;
  if (b.is === 'money' && left.op === 'number') return b;
  throw new ExpressionError(`${words[a.is]} and ${words[b.is]} cannot be ${what} ("${table.name}").`);
}

function arithmetic(value: Extract<Value, { left: Value }>, table: FactTable): Kind {
  const a = kindOf(value.left, table);
  const b = kindOf(value.right, table);
  const { op } = value;
  if (op === 'least' || op === 'greatest') return joined(value.left, value.right, table, 'compared');
  if (op === 'add' || op === 'subtract') {
    if ((a.is === 'day' || a.is === 'minute') && b.is === 'number') return a;
    const kind = joined(value.left, value.right, table, op === 'add' ? 'added' : 'subtracted');
    if (kind.is === 'number' || kind.is === 'money') return kind;
  } else if (a.is === 'number' && b.is === 'number') return NUMBER;
  else if (a.is === 'money' && b.is === 'number') return a;
  else if (op === 'multiply' && a.is === 'number' && b.is === 'money') return b;
  else if (op === 'divide' && a.is === 'money' && b.is === 'money') return NUMBER;
  throw new ExpressionError(
    `"${op}" is not possible with ${words[a.is]} and ${words[b.is]} ("${table.name}").`,
  );
}

/** Checks the join of related rows and returns their table. */
export function relatedTable(related: Related, table: FactTable): FactTable {
  const other = tableOf(related.table);
  if (related.key === 'partner') {
    columnOf(other, 'partner');
  } else {
    const mine = keyDomain(table, related.key);
    const theirs = keyDomain(other, related.other ?? related.key);
    if (mine !== theirs)
      throw new ExpressionError(
        `"${table.name}" and "${other.name}" cannot be joined by "${related.key}" and "${related.other ?? related.key}": they name different things.`,
      );
  }
  if (related.where) checkCondition(related.where, other);
  return other;
}

/** What was found to mean something, by the table whose rows it is about: expressions never change. */
const kinds = new WeakMap<Value, { table: FactTable; kind: Kind }>();
const checked = new WeakMap<Condition, FactTable>();

/**
 * What a value is.
 * @throws ExpressionError when it means nothing
 */
export function kindOf(value: Value, table: FactTable): Kind {
  const known = kinds.get(value);
  if (known?.table === table) return known.kind;
  const kind = findKind(value, table);
  kinds.set(value, { table, kind });
  return kind;
}

function findKind(value: Value, table: FactTable): Kind {
  switch (value.op) {
    case 'column': {
      const { kind, domain } = columnOf(table, value.column);
      if (kind === 'key' || kind === 'category' || kind === 'text')
        return { is: 'code', domain: domain ?? '' };
      if (!value.plain) return { is: kind };
      if (kind === 'money') return NUMBER;
      throw new ExpressionError(
        `Column "${value.column}" of "${table.name}" is no money, so it is plain already.`,
      );
    }
    case 'number':
      return NUMBER;
    case 'day':
      return { is: 'day' };
    case 'now':
      return { is: 'minute' };
    case 'partner':
      return { is: 'partner' };
    case 'coalesce': {
      const [first, ...rest] = value.values;
      if (!first) throw new ExpressionError('"coalesce" needs at least one value.');
      return rest.reduce(
        (kind, next) => {
          const both = joined(first, next, table, 'alternatives');
          return both.is === 'number' ? kind : both;
        },
        kindOf(first, table),
      );
    }
    case 'if':
      checkCondition(value.when, table);
      return joined(value.value, value.otherwise, table, 'alternatives');
    case 'between': {
      for (const end of [value.from, value.to]) {
        const { is } = kindOf(end, table);
        if (is !== 'minute' && !(value.unit === 'days' && is === 'day'))
          throw new ExpressionError(
            `${value.unit === 'days' ? 'Days' : 'Minutes'} between ${words[is]} and something else cannot be counted ("${table.name}").`,
          );
      }
      return NUMBER;
    }
    case 'lookup': {
      const other = relatedTable(value, table);
      if (value.take === 'count') {
        // Not needed to count; but what stands there is to mean something.
        if (value.value) kindOf(value.value, other);
        return NUMBER;
      }
      if (!value.value) throw new ExpressionError(`"${value.take}" of "${other.name}" needs a value.`);
      const kind = kindOf(value.value, other);
      if (value.take === 'sum' && kind.is !== 'number' && kind.is !== 'money')
        throw new ExpressionError(`${words[kind.is]} cannot be summed ("${other.name}").`);
      if (value.take === 'second') {
        if (!value.apart) throw new ExpressionError('"second" needs the column in which rows differ.');
        keyDomain(other, value.apart);
      }
      if (value.take === 'before' || value.take === 'after') {
        if (!value.than)
          throw new ExpressionError(`"${value.take}" needs the day or instant to compare with.`);
        const than = kindOf(value.than, table);
        if ((kind.is !== 'day' && kind.is !== 'minute') || kind.is !== than.is)
          throw new ExpressionError(
            `"${value.take}" compares days with days and instants with instants, not ${words[kind.is]} with ${words[than.is]} ("${table.name}").`,
          );
      }
      return kind;
    }
    default:
      return arithmetic(value, table);
  }
}

/** @throws ExpressionError when the condition means nothing */
export function checkCondition(condition: Condition, table: FactTable): void {
  if (checked.get(condition) === table) return;
  check(condition, table);
  checked.set(condition, table);
}

function check(condition: Condition, table: FactTable): void {
  switch (condition.op) {
    case 'compare':
      joined(condition.left, condition.right, table, 'compared');
      return;
    case 'flag':
      if (columnOf(table, condition.column).kind !== 'flag')
        throw new ExpressionError(`Column "${condition.column}" of "${table.name}" is not a yes/no flag.`);
      return;
    case 'in': {
      const { kind, values } = columnOf(table, condition.column);
      if (kind !== 'category')
        throw new ExpressionError(`Column "${condition.column}" of "${table.name}" is not a category.`);
      const unknown = condition.values.find((value) => values && !values.includes(value));
      if (unknown !== undefined)
        throw new ExpressionError(
          `Column "${condition.column}" of "${table.name}" never is "${unknown}". It may be ${values!.join(', ')}.`,
        );
      return;
    }
    case 'set':
      kindOf(condition.value, table);
      return;
    case 'all':
    case 'any':
      for (const each of condition.of) checkCondition(each, table);
      return;
    case 'not':
      checkCondition(condition.of, table);
      return;
    case 'exists':
      relatedTable(condition, table);
      return;
    case 'first':
      if (condition.key !== 'partner') keyDomain(table, condition.key);
      kindOf(condition.by, table);
      if (condition.where) checkCondition(condition.where, table);
      return;
  }
}
