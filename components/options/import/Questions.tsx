import { useId, useState } from 'react';
import type { FileAnalysis } from '@/lib/import/analyse';
import { parseDate } from '@/lib/import/dates';
import { parseNumber } from '@/lib/import/numbers';
import type { Question } from '@/lib/import/propose';
import { importTable } from '@/lib/import/tables';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/TextField';
import { capitalise, inWords } from '../parts/format';
import {
  blocking,
  confirmTable,
  type Draft,
  findsPartner,
  questionGroup,
  setConstant,
  setDateOrder,
  setDecimal,
} from './edit';

import styles from './Questions.module.css';
import { ValuesQuestion } from './ValuesQuestion';
import { showDay } from './words';

export type Edit = (change: (draft: Draft, analysis: FileAnalysis) => Draft) => void;

/** What only a person can say about a file; the import waits for the answers that it needs. */
export function Questions({ draft, analysis, edit }: { draft: Draft; analysis: FileAnalysis; edit: Edit }) {
  const needed = new Set(blocking(draft));
  const open = draft.questions.filter(
    (question, index, all) =>
      question.kind !== 'values' &&
      all.findIndex((other) => questionGroup(other) === questionGroup(question)) === index,
  );
  const values = draft.mapping.columns.filter(
    (column) =>
      column.values !== undefined ||
      draft.questions.some((question) => question.kind === 'values' && question.source === column.source),
  );
  if (open.length === 0 && values.length === 0) return null;
  return (
    <ul className={styles.list} aria-label="Questions">
      {open.map((question) => (
        <li key={questionGroup(question)} className={styles.question}>
          <span className={styles.mark}>
            <Icon name={needed.has(question) ? 'alert' : 'info'} size={14} />
          </span>
          <Ask question={question} draft={draft} analysis={analysis} edit={edit} />
        </li>
      ))}
      {values.map((column) => (
        <li key={`values ${column.source}`} className={styles.question}>
          <span className={styles.mark}>
            <Icon name="info" size={14} />
          </span>
          <ValuesQuestion column={column} draft={draft} analysis={analysis} edit={edit} />
        </li>
      ))}
    </ul>
  );
}

/** Columns that a question is about: `“Created” and “Closed”`. */
function labelsOf(draft: Draft, kind: 'date-order' | 'decimal'): string {
  const labels = draft.questions.flatMap((question) =>
    question.kind === kind ? [`“${question.label}”`] : [],
  );
  return inWords(labels);
}

type Props = { question: Question; draft: Draft; analysis: FileAnalysis; edit: Edit };

function Ask({ question, draft, analysis, edit }: Props) {
  switch (question.kind) {
    case 'date-order':
      return (
        <Choice
          title={`Dates of ${labelsOf(draft, 'date-order')}: ${question.text}`}
          options={dateReadings(analysis, question)}
          onChoose={(order) =>
            edit((draft, analysis) =>
              draft.questions
                .filter((other) => other.kind === 'date-order')
                .reduce((next, { source }) => setDateOrder(next, analysis, source, order), draft),
            )
          }
        />
      );
    case 'decimal':
      return (
        <Choice
          title={`Numbers of ${labelsOf(draft, 'decimal')}: ${question.text}`}
          options={decimalReadings(analysis, question.source)}
          onChoose={(decimal) =>
            edit((draft, analysis) =>
              draft.questions
                .filter((other) => other.kind === 'decimal')
                .reduce((next, { source }) => setDecimal(next, analysis, source, decimal), draft),
            )
          }
        />
      );
    case 'table':
      return (
        <div>
          <p className={styles.title}>{question.text}</p>
          <p className={styles.hint}>Choose it above, or remove the file.</p>
          <Button size="s" onClick={() => edit(confirmTable)}>
            They are: {importTable(question.table).name}
          </Button>
        </div>
      );
    case 'partner':
      return <PartnerQuestion text={question.text} draft={draft} edit={edit} />;
    case 'required':
      // Ids and names tell rows apart: one for all of them would make them one.
      return importTable(draft.mapping.table).columns[question.target]?.kind === 'key' ? (
        <div>
          <p className={styles.title}>{capitalise(question.text)}</p>
          <p className={styles.hint}>
            Map a column to {question.label} below, take the rows for something else above, or remove the
            file.
          </p>
        </div>
      ) : (
        <ConstantQuestion
          title={capitalise(question.text)}
          hint={`Map a column to ${question.label} below, or give one ${question.label} to every row.`}
          label={`${question.label} of every row`}
          button="Use for every row"
          onGive={(text) => edit((draft, analysis) => setConstant(draft, analysis, question.target, text))}
        />
      );
    default:
      return null;
  }
}

interface Reading<V> {
  value: V;
  /** How an example cell reads that way. */
  label: string;
}

/** Two ways to read the same cell; the person picks the one that is meant. */
function Choice<V extends string>({
  title,
  options,
  onChoose,
}: {
  title: string;
  options: readonly Reading<V>[];
  onChoose: (value: V) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.title}>{title}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} value={option.value} onChange={() => onChoose(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

type Order = Extract<Question, { kind: 'date-order' }>['options'][number];

const ORDER_WORDS: Record<Order, string> = {
  dmy: 'Day first',
  mdy: 'Month first',
  yymd: 'Year first',
};

/** An ambiguous cell of the column, read in each order that may be meant. */
function dateReadings(
  analysis: FileAnalysis,
  { source, options }: Extract<Question, { kind: 'date-order' }>,
): Reading<Order>[] {
  const profile = analysis.columns[source];
  for (const { value } of profile?.top ?? []) {
    const days = options.map((order) => parseDate(value, { ...profile?.date.format, order })?.day);
    if (days.every((day) => day !== undefined) && new Set(days).size === days.length)
      return options.map((order, i) => ({
        value: order,
        label: `${ORDER_WORDS[order]}: “${value}” is ${showDay(days[i]!)}`,
      }));
  }
  return options.map((order) => ({ value: order, label: ORDER_WORDS[order] }));
}

const words = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

function decimalReadings(analysis: FileAnalysis, source: number): Reading<'.' | ','>[] {
  for (const { value } of analysis.columns[source]?.top ?? []) {
    const point = parseNumber(value, { decimal: '.' });
    const comma = parseNumber(value, { decimal: ',' });
    if (point && comma && point.text !== comma.text)
      return [
        { value: '.', label: `Decimal point: “${value}” is ${sayNumber(point.text)}` },
        { value: ',', label: `Decimal comma: “${value}” is ${sayNumber(comma.text)}` },
      ];
  }
  return [
    { value: '.', label: 'Decimal point' },
    { value: ',', label: 'Decimal comma' },
  ];
}

/** A number that cannot be misread: small ones with their decimals in words, large ones in figures. */
function sayNumber(text: string): string {
  const value = Number(text);
  return Number.isInteger(value)
    ? `${words.format(value)} (a whole number)`
    : `${words.format(value)} (a bit ${value < 0 ? 'below' : 'above'} ${words.format(Math.trunc(value))})`;
}

function PartnerQuestion({ text, draft, edit }: { text: string; draft: Draft; edit: Edit }) {
  const table = importTable(draft.mapping.table).name.toLowerCase();
  if (findsPartner(draft))
    return (
      <div>
        <p className={styles.title}>No column names the partner.</p>
        <p className={styles.hint}>
          These {table} count for the partner of the deal, order, lead or customer they name.
        </p>
      </div>
    );
  if (draft.partnerless)
    return (
      <div>
        <p className={styles.title}>These {table} count for no partner.</p>
        <Button variant="link" size="s" onClick={() => edit((draft) => ({ ...draft, partnerless: false }))}>
          Choose a partner after all
        </Button>
      </div>
    );
  return (
    <div>
      <ConstantQuestion
        title={text}
        hint="Map its column to Partner below. Is the whole file one partner’s? Then enter the name."
        label="Partner of every row"
        button="Use for every row"
        onGive={(name) => edit((draft, analysis) => setConstant(draft, analysis, 'partner', name))}
      />
      <Button variant="link" size="s" onClick={() => edit((draft) => ({ ...draft, partnerless: true }))}>
        They belong to no partner (direct business)
      </Button>
    </div>
  );
}

function ConstantQuestion({
  title,
  hint,
  label,
  button,
  onGive,
}: {
  title: string;
  hint: string;
  label: string;
  button: string;
  onGive: (text: string) => void;
}) {
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onGive(text.trim());
      }}
    >
      <p className={styles.title}>{title}</p>
      <p className={styles.hint}>{hint}</p>
      <div className={styles.give}>
        <TextField
          label={label}
          hideLabel
          placeholder={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" disabled={text.trim() === ''}>
          {button}
        </Button>
      </div>
    </form>
  );
}
