import type { KpiDefinition, WindowSpec } from '@/lib/kpi/define';
import type { Field, Problem } from '@/lib/kpi/own/problems';
import { DIMENSIONS, type Unit } from '@/lib/kpi/types';
import { DIMENSION_WORDS } from '../../../ui/dimension-words';
import { fromTyped, toTyped, unitWord } from '../../../ui/limit-words';
import { Select } from '../../../ui/Select';
import { TextField } from '../../../ui/TextField';
import { NumberField } from '../../parts/NumberField';
import { DIRECTION_WORDS, UNIT_WORDS } from '../words';
import styles from './Editor.module.css';

interface Props {
  draft: KpiDefinition;
  problems: readonly Problem[];
  onChange: (part: Partial<KpiDefinition>) => void;
}

const options = <K extends string>(words: Readonly<Record<K, string>>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));

const complaintIn =
  (problems: readonly Problem[]) =>
  (field: Field): string | null =>
    problems.find((problem) => problem.field === field)?.message ?? null;

/** What it is called and what it asks. */
export function NameFields({ draft, problems, onChange }: Props) {
  const complaint = complaintIn(problems);
  return (
    <div className={styles.fields}>
      <TextField
        label="Name"
        value={draft.name}
        maxLength={100}
        error={complaint('name')}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label="Question"
        className={styles.wide}
        placeholder="What share of this partner’s …?"
        maxLength={300}
        value={draft.question}
        error={complaint('question')}
        onChange={(event) => onChange({ question: event.target.value })}
      />
    </div>
  );
}

const WINDOWS = {
  days: 'last … days',
  months: 'last … months',
  month: 'this month',
  quarter: 'this quarter',
  year: 'this year',
  asOf: 'as it stands',
};
type WindowKind = keyof typeof WINDOWS;

function windowKind(window: WindowSpec): WindowKind {
  if ('days' in window) return 'days';
  if ('months' in window) return 'months';
  return 'current' in window ? window.current : 'asOf';
}

function windowOf(kind: WindowKind): WindowSpec {
  if (kind === 'days') return { days: 90 };
  if (kind === 'months') return { months: 12 };
  return kind === 'asOf' ? { asOf: true } : { current: kind };
}

/** Which time it looks at, and how many rows a verdict takes. */
export function WindowFields({ draft, problems, onChange }: Props) {
  const complaint = complaintIn(problems);
  const { window } = draft;
  const length = 'days' in window ? window.days : 'months' in window ? window.months : null;
  return (
    <div className={styles.fields}>
      <Select
        label="Window"
        value={windowKind(window)}
        options={options(WINDOWS)}
        onChange={(event) => onChange({ window: windowOf(event.target.value as WindowKind) })}
      />
      {length !== null && (
        <NumberField
          label="Length of the window"
          suffix={'days' in window ? 'days' : 'months'}
          value={length}
          error={complaint('window')}
          onChange={(typed) =>
            onChange({
              window: 'days' in window ? { days: typed ?? Number.NaN } : { months: typed ?? Number.NaN },
            })
          }
        />
      )}
      <NumberField
        label="Maturity"
        suffix="days"
        value={draft.maturityDays}
        placeholder="none"
        hint="How old a row must be before its outcome counts; empty where it is known at once."
        error={complaint('maturity')}
        onChange={(maturityDays) => onChange({ maturityDays })}
      />
      <NumberField
        label="Verdict from"
        value={draft.minimum.n}
        hint="The smallest sample that a verdict is given on."
        error={complaint('minimum')}
        onChange={(n) => onChange({ minimum: { ...draft.minimum, n: n ?? Number.NaN } })}
      />
      <TextField
        label="What is counted"
        value={draft.minimum.of}
        hint="As in “20 closed deals”."
        maxLength={60}
        onChange={(event) => onChange({ minimum: { ...draft.minimum, of: event.target.value } })}
      />
    </div>
  );
}

const LIMITS = {
  none: 'none',
  absolute: 'fixed values',
  programme: 'multiples of the programme’s value',
  offset: 'distances from the programme’s value',
};

/** The unit of its value, which direction is better, and its limits. */
export function LimitFields({ draft, problems, currency, onChange }: Props & { currency: string }) {
  const complaint = complaintIn(problems);
  const { limit, unit } = draft;
  const scale = limit && { unit, basis: limit.basis, of: limit.of?.code };
  const side = (name: 'warn' | 'fail', label: string) =>
    limit &&
    scale && (
      <LimitField
        key={`${name} ${unit} ${limit.basis}`}
        label={label}
        value={limit[name]}
        scale={scale}
        currency={currency}
        error={name === 'warn' ? complaint('limit') : null}
        onChange={(typed) => onChange({ limit: { ...limit, [name]: typed } })}
      />
    );
  return (
    <div className={styles.fields}>
      <Select
        label="Unit"
        value={unit}
        options={options(UNIT_WORDS)}
        error={complaint('unit')}
        onChange={(event) => onChange({ unit: event.target.value as Unit })}
      />
      <Select
        label="Direction"
        value={draft.direction}
        options={options(DIRECTION_WORDS)}
        onChange={(event) => {
          const direction = event.target.value as KpiDefinition['direction'];
          onChange({ direction, ...(direction === 'info' ? { limit: null, weight: 0 } : {}) });
        }}
      />
      {draft.direction !== 'info' && (
        <>
          <Select
            label="Limits"
            value={limit?.basis ?? 'none'}
            options={options(LIMITS)}
            onChange={(event) => {
              const basis = event.target.value as keyof typeof LIMITS;
              onChange({
                limit:
                  basis === 'none'
                    ? null
                    : { basis, warn: limit?.warn ?? Number.NaN, fail: limit?.fail ?? Number.NaN },
              });
            }}
          />
          {side('warn', draft.direction === 'higher' ? 'Passes from' : 'Passes up to')}
          {side('fail', draft.direction === 'higher' ? 'Fails below' : 'Fails above')}
          <NumberField
            label="Weight"
            value={draft.weight}
            hint="Within its dimension; 0 = shown, not scored."
            error={complaint('weight')}
            onChange={(weight) => onChange({ weight: weight ?? Number.NaN })}
          />
        </>
      )}
    </div>
  );
}

function LimitField({
  label,
  value,
  scale,
  currency,
  error,
  onChange,
}: {
  label: string;
  value: number;
  scale: Parameters<typeof toTyped>[1];
  currency: string;
  error: string | null;
  onChange: (value: number) => void;
}) {
  return (
    <TextField
      label={label}
      inputMode="decimal"
      suffix={unitWord(scale, currency)}
      defaultValue={Number.isNaN(value) ? '' : toTyped(value, scale, currency)}
      error={error}
      onChange={(event) => onChange(fromTyped(event.target.value, scale, currency))}
    />
  );
}

const KINDS = { leading: 'leading: moves before results do', lagging: 'lagging: a result' };
const DEPTHS = { surface: 'surface: activity and reach', deep: 'deep: quality and outcome' };
const CADENCES = { daily: 'daily', weekly: 'weekly', monthly: 'monthly', quarterly: 'quarterly' };

/** Where it stands in the scorecard, and who answers for it. */
export function AboutFields({ draft, onChange }: Omit<Props, 'problems'>) {
  const text = (
    label: string,
    field: 'includes' | 'excludes' | 'sourceOfRecord' | 'owner',
    max: number,
    wide = false,
  ) => (
    <TextField
      label={label}
      className={wide ? styles.wide : undefined}
      maxLength={max}
      value={draft[field]}
      onChange={(event) => onChange({ [field]: event.target.value })}
    />
  );
  return (
    <div className={styles.fields}>
      <Select
        label="Dimension"
        value={draft.dimension}
        options={DIMENSIONS.map((value) => ({ value, label: DIMENSION_WORDS[value] }))}
        onChange={(event) => onChange({ dimension: event.target.value as KpiDefinition['dimension'] })}
      />
      <Select
        label="Timing"
        value={draft.kind}
        options={options(KINDS)}
        onChange={(event) => onChange({ kind: event.target.value as KpiDefinition['kind'] })}
      />
      <Select
        label="Depth"
        value={draft.depth}
        options={options(DEPTHS)}
        onChange={(event) => onChange({ depth: event.target.value as KpiDefinition['depth'] })}
      />
      <Select
        label="Reviewed"
        value={draft.cadence}
        options={options(CADENCES)}
        onChange={(event) => onChange({ cadence: event.target.value as KpiDefinition['cadence'] })}
      />
      {text('Signed off by', 'owner', 100)}
      {text('Source of record', 'sourceOfRecord', 200)}
      {text('What counts', 'includes', 1000, true)}
      {text('What does not', 'excludes', 1000, true)}
    </div>
  );
}
