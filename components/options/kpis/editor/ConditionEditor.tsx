import type { FactTable } from '@/lib/facts/types';
import type { Comparison, Condition } from '@/lib/kpi/expression';
import { Button, IconButton } from '../../../ui/Button';
import { Select } from '../../../ui/Select';
import { CheckGroup } from '../../parts/CheckGroup';
import { capitalise } from '../../parts/format';
import { TokenField } from '../../parts/TokenField';
import { firstCondition, tableNamed } from './draft';
import styles from './Editor.module.css';
import {
  CONDITION_WORDS,
  type ConditionKind,
  columnOptions,
  conditionKind,
  conditionOf,
  isMoney,
  relatedBy,
  relatedTables,
} from './kinds';
import { ValueEditor, WhereEditor } from './ValueEditor';

const COMPARED: Record<Comparison, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is below',
  '<=': 'is at most',
  '>': 'is above',
  '>=': 'is at least',
};

interface Props {
  /** Where the condition stands, as a name for readers. */
  label: string;
  condition: Condition;
  table: FactTable;
  currency: string;
  onChange: (condition: Condition) => void;
}

/** What rows must meet; conditions within it are edited by the same component. */
export function ConditionEditor({
  condition,
  onRemove,
  ...props
}: Omit<Props, 'condition'> & {
  /** null = none yet: every row */
  condition: Condition | null;
  /** The condition may be left out. */
  onRemove?: () => void;
}) {
  const { label, table, onChange } = props;
  if (condition === null)
    return (
      <div className={styles.node}>
        <span className={styles.note}>every row</span>
        <Button
          size="s"
          aria-label={`${label}: add a condition`}
          onClick={() => onChange(firstCondition(table))}
        >
          Add a condition
        </Button>
      </div>
    );
  return (
    <div className={styles.item}>
      <Chosen condition={condition} {...props} />
      {onRemove && <IconButton icon="cross" label={`${label}: remove this condition`} onClick={onRemove} />}
    </div>
  );
}

function Chosen({ label, condition, table, currency, onChange }: Props) {
  const kind = conditionKind(condition);
  const kinds = (Object.keys(CONDITION_WORDS) as ConditionKind[]).filter(
    (each) => each === kind || conditionOf(each, table) !== null,
  );
  // `not` is written into the words of the kind: is empty, there are no rows.
  const negated = condition.op === 'not' ? condition.of : null;
  const inner = kind === 'unset' || kind === 'none' ? negated! : condition;
  const wrap = (next: Condition) => onChange(inner === condition ? next : { op: 'not', of: next });
  return (
    <div className={styles.node}>
      <Select
        label={`${label}: kind of condition`}
        hideLabel
        value={kind}
        options={kinds.map((each) => ({ value: each, label: CONDITION_WORDS[each] }))}
        onChange={(event) => {
          const next = event.target.value as ConditionKind;
          // A group keeps what was there as its first condition.
          if ((next === 'all' || next === 'any') && (condition.op === 'all' || condition.op === 'any'))
            onChange({ op: next, of: condition.of });
          else if (next === 'all' || next === 'any') onChange({ op: next, of: [condition] });
          else onChange(conditionOf(next, table)!);
        }}
      />
      {inner.op === 'in' && <In label={label} condition={inner} table={table} onChange={onChange} />}
      {inner.op === 'flag' && (
        <>
          <Select
            label={`${label}: column`}
            hideLabel
            value={inner.column}
            options={columnOptions(table, ['flag'], inner.column)}
            onChange={(event) => onChange({ ...inner, column: event.target.value })}
          />
          <Select
            label={`${label}: yes or no`}
            hideLabel
            value={inner.is ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: 'is yes' },
              { value: 'no', label: 'is no' },
            ]}
            onChange={(event) => onChange({ ...inner, is: event.target.value === 'yes' })}
          />
        </>
      )}
      {inner.op === 'compare' && (
        <>
          <fieldset className={styles.nested}>
            <legend>compare</legend>
            <ValueEditor
              label={`${label}, left side`}
              value={inner.left}
              table={table}
              want="any"
              currency={currency}
              money={isMoney(inner.right, table)}
              onChange={(left) => onChange({ ...inner, left })}
            />
          </fieldset>
          <Select
            label={`${label}: comparison`}
            hideLabel
            value={inner.is}
            options={Object.entries(COMPARED).map(([value, words]) => ({ value, label: words }))}
            onChange={(event) => onChange({ ...inner, is: event.target.value as Comparison })}
          />
          <fieldset className={styles.nested}>
            <legend>with</legend>
            <ValueEditor
              label={`${label}, right side`}
              value={inner.right}
              table={table}
              want="any"
              currency={currency}
              money={isMoney(inner.left, table)}
              onChange={(right) => onChange({ ...inner, right })}
            />
          </fieldset>
        </>
      )}
      {inner.op === 'set' && (
        <ValueEditor
          label={label}
          value={inner.value}
          table={table}
          want="any"
          currency={currency}
          onChange={(value) => wrap({ ...inner, value })}
        />
      )}
      {inner.op === 'exists' && (
        <>
          <Select
            label={`${label}: related table`}
            hideLabel
            value={inner.table}
            options={relatedTables(table).map((each) => ({ value: each.table.id, label: each.table.name }))}
            onChange={(event) => {
              const related = relatedBy(table, event.target.value);
              if (related) wrap({ op: 'exists', ...related });
            }}
          />
          <span className={styles.note}>with the same {table.columns[inner.key]?.label ?? inner.key}</span>
          <WhereEditor
            label={`${label}, related rows`}
            where={inner.where}
            table={tableNamed(inner.table)}
            currency={currency}
            onChange={(where) => wrap({ ...inner, where })}
          />
        </>
      )}
      {inner.op === 'first' && (
        <>
          <Select
            label={`${label}: key`}
            hideLabel
            value={inner.key}
            options={columnOptions(table, ['key'], inner.key)}
            onChange={(event) => onChange({ ...inner, key: event.target.value })}
          />
          <fieldset className={styles.nested}>
            <legend>by</legend>
            <ValueEditor
              label={`${label}, by`}
              value={inner.by}
              table={table}
              want="date"
              currency={currency}
              onChange={(by) => onChange({ ...inner, by })}
            />
          </fieldset>
        </>
      )}
      {(inner.op === 'all' || inner.op === 'any') && (
        <fieldset className={styles.nested}>
          <legend>{inner.op === 'all' ? 'all of these' : 'any of these'}</legend>
          {inner.of.map((each, i) => (
            <ConditionEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
              key={i}
              label={`${label}, condition ${i + 1}`}
              condition={each}
              table={table}
              currency={currency}
              onChange={(next) => onChange({ ...inner, of: inner.of.with(i, next) })}
              onRemove={() => onChange({ ...inner, of: inner.of.toSpliced(i, 1) })}
            />
          ))}
          <div>
            <Button
              size="s"
              aria-label={`${label}: add one more condition`}
              onClick={() => onChange({ ...inner, of: [...inner.of, firstCondition(table)] })}
            >
              Add one more
            </Button>
          </div>
        </fieldset>
      )}
      {kind === 'not' && negated && (
        <fieldset className={styles.nested}>
          <legend>not so that</legend>
          <ConditionEditor
            label={`${label}, negated`}
            condition={negated}
            table={table}
            currency={currency}
            onChange={(of) => onChange({ op: 'not', of })}
          />
        </fieldset>
      )}
    </div>
  );
}

function In({
  label,
  condition,
  table,
  onChange,
}: Pick<Props, 'label' | 'table' | 'onChange'> & { condition: Extract<Condition, { op: 'in' }> }) {
  const values = table.columns[condition.column]?.values;
  return (
    <>
      <Select
        label={`${label}: column`}
        hideLabel
        value={condition.column}
        options={columnOptions(table, ['category'], condition.column)}
        onChange={(event) => {
          const column = event.target.value;
          onChange({ op: 'in', column, values: table.columns[column]?.values?.slice(0, 1) ?? [] });
        }}
      />
      {values ? (
        <CheckGroup
          label="is one of"
          options={values.map((value) => ({ value, label: capitalise(value) }))}
          values={condition.values}
          onChange={(chosen) => onChange({ ...condition, values: chosen })}
        />
      ) : (
        <TokenField
          label="is one of"
          placeholder="type a value, Enter"
          values={[...condition.values]}
          onChange={(chosen) => onChange({ ...condition, values: chosen })}
        />
      )}
    </>
  );
}
