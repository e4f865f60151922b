import { minorDigits } from '@/lib/facts/currency';
import type { FactTable } from '@/lib/facts/types';
import type { Condition, DayName, Lookup, Value } from '@/lib/kpi/expression';
import { Select } from '../../../ui/Select';
import { NumberField } from '../../parts/NumberField';
import { ConditionEditor } from './ConditionEditor';
import { tableNamed } from './draft';
import styles from './Editor.module.css';
import {
  ARITHMETIC,
  columnOptions,
  firstValue,
  isArithmetic,
  isMoney,
  relatedBy,
  relatedTables,
  VALUE_WORDS,
  type ValueKind,
  valueKind,
  valueKinds,
  type Want,
  wantedColumns,
} from './kinds';

const DAY_WORDS: Record<DayName, string> = {
  asOf: 'as-of day',
  windowStart: 'first day of the window',
  windowEnd: 'day after the window',
  quarterStart: 'first day of the quarter',
  quarterEnd: 'first day of the next quarter',
  lookbackStart: 'first day of the lookback for touches',
};

const TAKE_WORDS: Record<Lookup['take'], string> = {
  count: 'their number',
  sum: 'the sum of',
  least: 'the least or earliest',
  greatest: 'the greatest or latest',
  any: 'the value of one',
  second: 'the second earliest',
  before: 'the last before',
  after: 'the first after',
};

const UNIT_WORDS = { days: 'days', minutes: 'minutes', businessMinutes: 'business minutes' } as const;

export interface ValueProps {
  /** Where the value stands, as a name for readers: `Numerator`. */
  label: string;
  value: Value;
  table: FactTable;
  want: Want;
  /** Workspace currency, in whose units money is typed. */
  currency: string;
  /** The value stands beside money: its numbers are amounts. */
  money?: boolean;
  onChange: (value: Value) => void;
}

/** Something that a row yields, put together from selects; parts of it are values again. */
export function ValueEditor({ label, value, table, want, currency, money = false, onChange }: ValueProps) {
  const kind = valueKind(value);
  const part = (name: string, inner: Value, set: (next: Value) => void, wanted: Want, beside = false) => (
    <fieldset className={styles.nested}>
      <legend>{name}</legend>
      <ValueEditor
        label={`${label}, ${name}`}
        value={inner}
        table={table}
        want={wanted}
        currency={currency}
        money={beside}
        onChange={set}
      />
    </fieldset>
  );
  return (
    <div className={styles.node}>
      <Select
        label={`${label}: kind`}
        hideLabel
        value={kind}
        options={valueKinds(want, kind).map((each) => ({ value: each, label: VALUE_WORDS[each] }))}
        onChange={(event) => onChange(firstValue(event.target.value as ValueKind, table, want))}
      />
      {value.op === 'column' && (
        <Select
          label={`${label}: column`}
          hideLabel
          value={value.column}
          options={columnOptions(table, wantedColumns(want), value.column)}
          onChange={(event) => onChange({ op: 'column', column: event.target.value })}
        />
      )}
      {value.op === 'number' && (
        <NumberField
          label={`${label}: number`}
          hideLabel
          className={styles.short}
          value={value.value}
          factor={money ? 10 ** minorDigits(currency) : 1}
          suffix={money ? currency : undefined}
          onChange={(number) => onChange({ op: 'number', value: number ?? Number.NaN })}
        />
      )}
      {value.op === 'day' && (
        <Select
          label={`${label}: day`}
          hideLabel
          value={value.day}
          options={Object.entries(DAY_WORDS).map(([day, words]) => ({ value: day, label: words }))}
          onChange={(event) => onChange({ op: 'day', day: event.target.value as DayName })}
        />
      )}
      {value.op === 'between' && (
        <>
          <Select
            label={`${label}: unit of time`}
            hideLabel
            value={value.unit}
            options={Object.entries(UNIT_WORDS).map(([unit, words]) => ({ value: unit, label: words }))}
            onChange={(event) => onChange({ ...value, unit: event.target.value as typeof value.unit })}
          />
          {part('from', value.from, (from) => onChange({ ...value, from }), 'date')}
          {part('to', value.to, (to) => onChange({ ...value, to }), 'date')}
        </>
      )}
      {isArithmetic(value) && (
        <>
          {part(
            'first',
            value.left,
            (left) => onChange({ ...value, left }),
            want,
            isMoney(value.right, table),
          )}
          <Select
            label={`${label}: calculation`}
            hideLabel
            value={value.op}
            options={Object.entries(ARITHMETIC).map(([op, words]) => ({ value: op, label: words }))}
            onChange={(event) => onChange({ ...value, op: event.target.value as typeof value.op })}
          />
          {part(
            'second',
            value.right,
            (right) => onChange({ ...value, right }),
            want === 'date' ? 'quantity' : want,
            /^(add|subtract|least|greatest)$/.test(value.op) && isMoney(value.left, table),
          )}
        </>
      )}
      {value.op === 'if' && (
        <>
          <fieldset className={styles.nested}>
            <legend>where</legend>
            <ConditionEditor
              label={`${label}, where`}
              condition={value.when}
              table={table}
              currency={currency}
              onChange={(when) => onChange({ ...value, when })}
            />
          </fieldset>
          {part(
            'then',
            value.value,
            (then) => onChange({ ...value, value: then }),
            want,
            isMoney(value.otherwise, table),
          )}
          {part(
            'else',
            value.otherwise,
            (otherwise) => onChange({ ...value, otherwise }),
            want,
            isMoney(value.value, table),
          )}
        </>
      )}
      {value.op === 'coalesce' &&
        value.values.map((each, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
          <div key={i} className={styles.nested}>
            {part(
              i === 0 ? 'first' : 'else',
              each,
              (next) => onChange({ ...value, values: value.values.with(i, next) }),
              want,
              i > 0 && isMoney(value.values[0]!, table),
            )}
          </div>
        ))}
      {value.op === 'lookup' && (
        <LookupEditor
          label={label}
          value={value}
          table={table}
          want={want}
          currency={currency}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function LookupEditor({
  label,
  value,
  table,
  want,
  currency,
  onChange,
}: Omit<ValueProps, 'value'> & { value: Extract<Value, { op: 'lookup' }> }) {
  const other = tableNamed(value.table);
  const tables = relatedTables(table);
  const takes = (['count', 'sum', 'least', 'greatest', 'any', 'second', 'before', 'after'] as const).filter(
    (take) => take === value.take || !['second', 'before', 'after'].includes(take),
  );
  return (
    <>
      <Select
        label={`${label}: what of the related rows`}
        hideLabel
        value={value.take}
        options={takes.map((take) => ({ value: take, label: TAKE_WORDS[take] }))}
        onChange={(event) => {
          const take = event.target.value as Lookup['take'];
          const { value: of, ...rest } = value;
          onChange(
            take === 'count'
              ? { ...rest, take }
              : {
                  ...rest,
                  take,
                  value: of ?? firstValue('column', other, want === 'quantity' ? 'quantity' : 'any'),
                },
          );
        }}
      />
      <Select
        label={`${label}: related table`}
        hideLabel
        value={value.table}
        options={tables.map((each) => ({ value: each.table.id, label: each.table.name }))}
        onChange={(event) => {
          const related = relatedBy(table, event.target.value);
          if (!related) return;
          const next = tableNamed(event.target.value);
          onChange({
            op: 'lookup',
            take: value.take,
            ...related,
            ...(value.take === 'count' ? {} : { value: firstValue('column', next, want) }),
          });
        }}
      />
      <span className={styles.note}>with the same {table.columns[value.key]?.label ?? value.key}</span>
      {value.value && (
        <fieldset className={styles.nested}>
          <legend>of</legend>
          <ValueEditor
            label={`${label}, of related rows`}
            value={value.value}
            table={other}
            want={want === 'quantity' && value.take === 'sum' ? 'quantity' : 'any'}
            currency={currency}
            onChange={(of) => onChange({ ...value, value: of })}
          />
        </fieldset>
      )}
      <WhereEditor
        label={`${label}, related rows`}
        where={value.where}
        table={other}
        currency={currency}
        onChange={(where) => onChange({ ...value, where })}
      />
    </>
  );
}

/** Conditions that may be left out altogether. */
export function WhereEditor({
  label,
  where,
  table,
  currency,
  onChange,
}: {
  label: string;
  where: Condition | undefined;
  table: FactTable;
  currency: string;
  onChange: (where: Condition | undefined) => void;
}) {
  return (
    <fieldset className={styles.nested}>
      <legend>where</legend>
      <ConditionEditor
        label={`${label}, where`}
        condition={where ?? null}
        table={table}
        currency={currency}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
      />
    </fieldset>
  );
}
