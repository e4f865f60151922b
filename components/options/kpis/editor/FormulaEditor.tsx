import { type ReactNode, useState } from 'react';
import type { KpiDefinition } from '@/lib/kpi/define';
import type { Combination, Condition, Formula, Rows, Value } from '@/lib/kpi/expression';
import type { Problem } from '@/lib/kpi/own/problems';
import { Select } from '../../../ui/Select';
import { NumberField } from '../../parts/NumberField';
import { ConditionEditor } from './ConditionEditor';
import { asKind, type Built, FORMULA_WORDS, isBuilt, switchedTo, tableNamed, withTable } from './draft';
import styles from './Editor.module.css';
import { FormulaTree } from './FormulaTree';
import { columnOptions, type Want } from './kinds';
import { RowsEditor } from './RowsEditor';
import { ValueEditor } from './ValueEditor';

interface Props {
  formula: Formula;
  problems: readonly Problem[];
  currency: string;
  /** KPIs that it may be made of. */
  kpis: readonly Pick<KpiDefinition, 'id' | 'code' | 'name'>[];
  onChange: (formula: Formula) => void;
}

type Total = Extract<Formula, { kind: 'rate' }>['events'];
const TOTALS = ['count', 'distinct', 'sum'] as const;

/** What is computed, of which rows. Kinds that are not built here are kept as they are. */
export function FormulaEditor({ formula, problems, currency, kpis, onChange }: Props) {
  const built = isBuilt(formula);
  // What cannot be built here cannot be built again either: it stays at hand.
  const [first] = useState(formula);
  const kept = isBuilt(first) ? null : first;
  // What was built of a kind comes back with it.
  const [earlier] = useState(() => new Map<string, Formula>());
  const choose = (kind: Built | '') => {
    if (built) earlier.set(formula.kind, formula);
    onChange(kind === '' ? (kept ?? formula) : switchedTo(kind, formula, earlier));
  };
  return (
    <>
      <Select
        label="What is computed"
        value={built ? formula.kind : ''}
        options={[
          ...(kept ? [{ value: '', label: 'The formula as it was' }] : []),
          ...Object.entries(FORMULA_WORDS).map(([value, label]) => ({ value, label })),
        ]}
        hint={
          built
            ? undefined
            : 'This formula is kept as it is, in a copy too. Everything else can be changed here; the formula itself in an exported file.'
        }
        onChange={(event) => choose(event.target.value as Built | '')}
      />
      <Problems problems={problems.filter(({ at }) => at === undefined)} />
      {!built && <FormulaTree formula={formula} kpis={kpis} />}
      {built && (
        <Parts formula={formula} problems={problems} currency={currency} kpis={kpis} onChange={onChange} />
      )}
    </>
  );
}

export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map(({ message, at }) => (
        <li key={`${at} ${message}`}>{message}</li>
      ))}
    </ul>
  );
}

function Parts({
  formula,
  problems,
  currency,
  kpis,
  onChange,
}: Props & { formula: Extract<Formula, { kind: Built }> }) {
  const part = (title: string, at: string, children: ReactNode) => (
    <fieldset className={styles.part}>
      <legend>{title}</legend>
      {children}
      <Problems problems={problems.filter((problem) => problem.at === at)} />
    </fieldset>
  );
  const valuePart = (
    title: string,
    at: string,
    value: Value,
    rows: Rows,
    set: (value: Value) => void,
    want: Want,
  ) =>
    part(
      title,
      at,
      <ValueEditor
        label={title}
        value={value}
        table={tableNamed(rows.table)}
        want={want}
        currency={currency}
        onChange={set}
      />,
    );
  if (formula.kind === 'composite')
    return <Composite formula={formula} kpis={kpis} part={part} onChange={onChange} />;
  if (formula.kind === 'rate') {
    const side = (title: string, name: 'events' | 'exposure') => {
      const total = formula[name];
      return total.kind === 'firstMeasured' ? null : (
        <TotalPart
          title={title}
          total={total}
          currency={currency}
          problems={problems.filter(({ at }) => at?.startsWith(name))}
          onChange={(changed) => onChange({ ...formula, [name]: changed })}
        />
      );
    };
    return (
      <>
        {side('Events', 'events')}
        {side('Exposure', 'exposure')}
        <NumberField
          label="Per how many of the exposure"
          value={formula.per}
          hint="1,000 for tickets per 1,000 orders."
          onChange={(per) => onChange({ ...formula, per: per ?? Number.NaN })}
        />
      </>
    );
  }
  const { rows } = formula;
  const table = tableNamed(rows.table);
  const conditionPart = (title: string, at: string, condition: Condition, set: (next: Condition) => void) =>
    part(
      title,
      at,
      <ConditionEditor
        label={title}
        condition={condition}
        table={table}
        currency={currency}
        onChange={set}
      />,
    );
  return (
    <>
      {part(
        'Rows',
        'rows',
        <RowsEditor
          label="Rows"
          rows={rows}
          currency={currency}
          onTable={(next) => onChange(withTable(formula, tableNamed(next.table)))}
          onChange={(next) => onChange({ ...formula, rows: next })}
        />,
      )}
      {formula.kind === 'proportion' &&
        conditionPart('Counts as success where', 'success', formula.success, (success) =>
          onChange({ ...formula, success }),
        )}
      {formula.kind === 'distinct' && (
        <Select
          label="Different values of"
          value={formula.of}
          options={columnOptions(table, ['key', 'category'], formula.of)}
          onChange={(event) => onChange({ ...formula, of: event.target.value })}
        />
      )}
      {(formula.kind === 'sum' || formula.kind === 'mean' || formula.kind === 'median') &&
        valuePart(
          'Value',
          'value',
          formula.value,
          rows,
          (value) => onChange({ ...formula, value }),
          'quantity',
        )}
      {formula.kind === 'ratio' && (
        <>
          {valuePart(
            'Numerator',
            'numerator',
            formula.numerator,
            rows,
            (numerator) => onChange({ ...formula, numerator }),
            'quantity',
          )}
          {valuePart(
            'Denominator',
            'denominator',
            formula.denominator,
            rows,
            (denominator) => onChange({ ...formula, denominator }),
            'quantity',
          )}
        </>
      )}
    </>
  );
}

/** A count or sum over rows of one table. */
function TotalPart({
  title,
  total,
  currency,
  problems,
  onChange,
}: {
  title: string;
  total: Total;
  currency: string;
  problems: readonly Problem[];
  onChange: (total: Total) => void;
}) {
  const table = tableNamed(total.rows.table);
  const [earlier] = useState(() => new Map<string, Formula>());
  return (
    <fieldset className={styles.part}>
      <legend>{title}</legend>
      <Select
        label="Of these rows"
        value={total.kind}
        options={TOTALS.map((kind) => ({ value: kind, label: FORMULA_WORDS[kind] }))}
        onChange={(event) => {
          earlier.set(total.kind, total);
          onChange(switchedTo(event.target.value as Total['kind'], total, earlier) as Total);
        }}
      />
      <RowsEditor
        label={title}
        rows={total.rows}
        currency={currency}
        onTable={(rows) => onChange(asKind(total.kind, { kind: 'count', rows }) as Total)}
        onChange={(rows) => onChange({ ...total, rows })}
      />
      {total.kind === 'distinct' && (
        <Select
          label="Different values of"
          value={total.of}
          options={columnOptions(table, ['key', 'category'], total.of)}
          onChange={(event) => onChange({ ...total, of: event.target.value })}
        />
      )}
      {total.kind === 'sum' && (
        <ValueEditor
          label={`${title}, value`}
          value={total.value}
          table={table}
          want="quantity"
          currency={currency}
          onChange={(value) => onChange({ ...total, value })}
        />
      )}
      <Problems problems={problems} />
    </fieldset>
  );
}

const OPERATIONS = {
  divide: 'over',
  subtract: 'less',
  add: 'plus',
  multiply: 'times',
  least: 'or, the smaller',
  greatest: 'or, the larger',
} as const;

function Composite({
  formula,
  kpis,
  part,
  onChange,
}: Pick<Props, 'kpis' | 'onChange'> & {
  formula: Extract<Formula, { kind: 'composite' }>;
  part: (title: string, at: string, children: ReactNode) => ReactNode;
}) {
  const options = kpis.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` }));
  const idOf = (name: string) => {
    const of = formula.parts[name];
    return of && 'kpi' in of ? of.kpi : '';
  };
  const value = formula.value as Extract<Combination, { left: Combination }>;
  const choose = (name: 'a' | 'b', label: string) => (
    <Select
      label={label}
      value={idOf(name)}
      options={options}
      onChange={(event) =>
        onChange({ ...formula, parts: { ...formula.parts, [name]: { kpi: event.target.value } } })
      }
    />
  );
  return part(
    'KPIs',
    'parts',
    <div className={styles.fields}>
      {choose('a', 'First KPI')}
      <Select
        label="Put together by"
        value={value.op}
        options={Object.entries(OPERATIONS).map(([op, label]) => ({ value: op, label }))}
        onChange={(event) => {
          const { over: _, ...rest } = formula;
          const op = event.target.value as typeof value.op;
          onChange({
            ...rest,
            value: { ...value, op },
            ...(op === 'divide' ? { over: { numerator: 'a', denominator: 'b' } } : {}),
          });
        }}
      />
      {choose('b', 'Second KPI')}
    </div>,
  );
}
