/** What the nodes of an expression are called in selects, and what each begins with. */
import type { ColumnKind, FactTable } from '@/lib/facts/types';
import type { Condition, Value } from '@/lib/kpi/expression';
import { kindOf } from '@/lib/kpi/kinds';
import { firstColumn, firstCondition, firstDuration, firstQuantity, tables } from './draft';

/** What a value is wanted for. */
export type Want = 'quantity' | 'date' | 'any';

export const VALUE_WORDS = {
  column: 'Column',
  number: 'Number',
  between: 'Time between',
  arithmetic: 'Calculation',
  lookup: 'From related rows',
  if: 'One of two, by a condition',
  coalesce: 'The first that is filled',
  day: 'Day of the measurement',
  now: 'As-of time',
  partner: 'Its partner',
} as const;
export type ValueKind = keyof typeof VALUE_WORDS;

const KINDS_WANTED: Record<Want, readonly ValueKind[]> = {
  quantity: ['column', 'number', 'between', 'arithmetic', 'lookup', 'if', 'coalesce'],
  date: ['column', 'day', 'now', 'lookup', 'coalesce', 'arithmetic'],
  any: ['column', 'number', 'between', 'arithmetic', 'lookup', 'if', 'coalesce', 'day', 'now'],
};

/** Kinds of value to choose from; the one there is among them always. */
export const valueKinds = (want: Want, now: ValueKind): readonly ValueKind[] => {
  const kinds = KINDS_WANTED[want];
  return kinds.includes(now) ? kinds : [...kinds, now];
};

const COLUMNS_WANTED: Record<Want, readonly ColumnKind[]> = {
  quantity: ['money', 'number'],
  date: ['day', 'minute'],
  any: ['money', 'number', 'day', 'minute', 'key', 'category', 'text', 'flag'],
};

/** Columns of a table that fit, as options; `now` is among them always. */
export function columnOptions(table: FactTable, kinds: readonly ColumnKind[], now: string) {
  const options = Object.entries(table.columns)
    .filter(([id, { kind }]) => id === now || kinds.includes(kind))
    .map(([value, { label }]) => ({ value, label }));
  return options.some(({ value }) => value === now)
    ? options
    : [{ value: now, label: now || '–' }, ...options];
}

export const wantedColumns = (want: Want): readonly ColumnKind[] => COLUMNS_WANTED[want];

export const ARITHMETIC = {
  add: 'plus',
  subtract: 'less',
  multiply: 'times',
  divide: 'over',
  least: 'or, the smaller',
  greatest: 'or, the larger',
} as const;

export const isArithmetic = (value: Value): value is Extract<Value, { left: Value }> =>
  value.op in ARITHMETIC;

export const valueKind = (value: Value): ValueKind => (isArithmetic(value) ? 'arithmetic' : value.op);

/** Tables whose rows can be led to from a row of this one, each with the key to go by. */
export function relatedTables(table: FactTable): { table: FactTable; key: string; other: string }[] {
  return tables.flatMap((candidate) => {
    for (const [key, { domain, kind }] of Object.entries(table.columns)) {
      if (kind !== 'key' || !domain || domain === 'partner') continue;
      const other = Object.entries(candidate.columns).find(
        ([, column]) => column.kind === 'key' && column.domain === domain,
      );
      if (other) return [{ table: candidate, key, other: other[0] }];
    }
    return candidate.columns.partner && table.columns.partner
      ? [{ table: candidate, key: 'partner', other: 'partner' }]
      : [];
  });
}

/** How rows of the other table are led to; null where there is no way. */
export function relatedBy(table: FactTable, other: string) {
  const found = relatedTables(table).find((each) => each.table.id === other);
  if (!found) return null;
  return {
    table: other,
    key: found.key,
    ...(found.other === found.key ? {} : { other: found.other }),
  };
}

/** A value of a kind to begin with. */
export function firstValue(kind: ValueKind, table: FactTable, want: Want): Value {
  const date: Value = { op: 'column', column: table.date };
  const start = want === 'date' ? date : firstQuantity(table);
  switch (kind) {
    case 'column': {
      const column = firstColumn(table, wantedColumns(want));
      return { op: 'column', column: column ?? table.date };
    }
    case 'number':
      return { op: 'number', value: 1 };
    case 'between':
      return firstDuration(table);
    case 'arithmetic':
      return { op: 'subtract', left: start, right: want === 'date' ? { op: 'number', value: 1 } : start };
    case 'lookup': {
      const first = relatedTables(table)[0];
      const related = first && relatedBy(table, first.table.id);
      if (!first || !related) return start;
      return want === 'date'
        ? { op: 'lookup', take: 'least', ...related, value: { op: 'column', column: first.table.date } }
        : { op: 'lookup', take: 'count', ...related };
    }
    case 'if':
      return { op: 'if', when: firstCondition(table), value: start, otherwise: { op: 'number', value: 0 } };
    case 'coalesce':
      return { op: 'coalesce', values: [start, want === 'date' ? date : { op: 'number', value: 0 }] };
    case 'day':
      return { op: 'day', day: 'asOf' };
    case 'now':
      return { op: 'now' };
    case 'partner':
      return { op: 'partner' };
  }
}

export const CONDITION_WORDS = {
  in: 'Column is one of',
  flag: 'Column is yes or no',
  compare: 'Compared',
  set: 'Is filled',
  unset: 'Is empty',
  exists: 'There are related rows',
  none: 'There are no related rows',
  first: 'Is the first of its …',
  all: 'All of these',
  any: 'Any of these',
  not: 'Not so that',
} as const;
export type ConditionKind = keyof typeof CONDITION_WORDS;

export function conditionKind(condition: Condition): ConditionKind {
  if (condition.op !== 'not') return condition.op;
  if (condition.of.op === 'set') return 'unset';
  return condition.of.op === 'exists' ? 'none' : 'not';
}

/** A condition of a kind to begin with; null where the table has nothing for it. */
export function conditionOf(kind: ConditionKind, table: FactTable): Condition | null {
  const columns = Object.entries(table.columns);
  const date: Value = { op: 'column', column: table.date };
  switch (kind) {
    case 'in': {
      const column = columns.find(([, column]) => column.kind === 'category');
      return column ? { op: 'in', column: column[0], values: column[1].values?.slice(0, 1) ?? [] } : null;
    }
    case 'flag': {
      const column = firstColumn(table, ['flag']);
      return column ? { op: 'flag', column, is: true } : null;
    }
    case 'compare':
      return { op: 'compare', is: '<=', left: firstDuration(table), right: { op: 'number', value: 30 } };
    case 'set':
      return { op: 'set', value: date };
    case 'unset':
      return { op: 'not', of: { op: 'set', value: date } };
    case 'exists':
    case 'none': {
      const first = relatedTables(table)[0];
      const related = first && relatedBy(table, first.table.id);
      if (!related) return null;
      const exists: Condition = { op: 'exists', ...related };
      return kind === 'exists' ? exists : { op: 'not', of: exists };
    }
    case 'first': {
      const key = firstColumn(table, ['key']);
      return key ? { op: 'first', key, by: date } : null;
    }
    case 'all':
    case 'any':
      return { op: kind, of: [firstCondition(table)] };
    case 'not':
      return { op: 'not', of: firstCondition(table) };
  }
}

/** Whether a value is money, so that numbers beside it are typed in whole units. */
export function isMoney(value: Value, table: FactTable): boolean {
  try {
    return kindOf(value, table).is === 'money';
  } catch {
    return false;
  }
}
