import { partnerLinks } from '@/lib/facts/links';
import type { FileAnalysis } from '@/lib/import/analyse';
import type { DateOrder } from '@/lib/import/dates';
import type { ImportContext, MappedColumn, Mapping } from '@/lib/import/mapping';
import { withDecimal } from '@/lib/import/numbers';
import { settleOutcome } from '@/lib/import/outcome-flags';
import { mapColumn, type Proposal, propose, type Question, review, undecided } from '@/lib/import/propose';
import { importTable } from '@/lib/import/tables';

/** A mapping while a person looks it over. */
export interface Draft {
  mapping: Mapping;
  /** What is still open. */
  questions: Question[];
  /** What was decided and why. */
  notes: string[];
  tables: Proposal['tables'];
  /** The mapping is the one of an earlier import of such a file. */
  remembered: boolean;
  /** Source columns whose date order or decimal sign a person has confirmed. */
  confirmed: readonly number[];
  /** A person changed something. */
  edited: boolean;
  /** A person said that rows without a partner are meant. */
  partnerless: boolean;
}

/** The first draft for a file. */
export function draftOf(proposal: Proposal): Draft {
  const { mapping, questions, notes, tables, remembered } = proposal;
  const open = openSources(questions);
  return {
    mapping,
    questions,
    notes,
    tables,
    remembered,
    confirmed: remembered ? mapping.columns.flatMap(({ source }) => (open.has(source) ? [] : [source])) : [],
    edited: false,
    partnerless: false,
  };
}

/** Source columns whose dates or numbers a person still has to explain. */
function openSources(questions: readonly Question[]): Set<number> {
  return new Set(
    questions.flatMap((question) =>
      question.kind === 'date-order' || question.kind === 'decimal' ? [question.source] : [],
    ),
  );
}

/** The draft for another table. */
export function draftFor(table: string, analysis: FileAnalysis, context: ImportContext): Draft {
  return { ...draftOf(propose(analysis, context, table)), edited: true };
}

/** The draft of a file with the same headers, as far as that one's questions are answered. */
export function draftLike(
  { mapping, questions }: Draft,
  analysis: FileAnalysis,
  context: ImportContext,
): Draft {
  const open = openSources(questions);
  const columns = mapping.columns.map((column) => (open.has(column.source) ? undecided(column) : column));
  return draftOf(propose(analysis, context, undefined, { ...mapping, columns }));
}

/** Whether rows without a partner of their own find one through the deal, order, lead or customer that they name. */
export function findsPartner({ mapping }: Draft): boolean {
  const links = partnerLinks(importTable(mapping.table));
  return mapping.columns.some(({ target }) => links.some(({ column }) => column === target));
}

/** Questions without whose answer the import cannot start. */
export function blocking(draft: Draft): Question[] {
  return draft.questions.filter(
    ({ kind }) =>
      kind === 'table' ||
      kind === 'date-order' ||
      kind === 'decimal' ||
      kind === 'required' ||
      (kind === 'partner' && !draft.partnerless && !findsPartner(draft)),
  );
}

/** Questions of one group are answered together: the dates of one file are written alike, and so are its numbers. */
export function questionGroup(question: Question): string {
  switch (question.kind) {
    case 'values':
      return `values ${question.source}`;
    case 'required':
      return `required ${question.target}`;
    default:
      return question.kind;
  }
}

/** The draft with its questions asked anew. */
function reviewed(draft: Draft, analysis: FileAnalysis): Draft {
  const confirmed = new Set(draft.confirmed);
  const answered: Mapping = {
    ...draft.mapping,
    columns: draft.mapping.columns.filter((column) => confirmed.has(column.source)),
  };
  const { questions, notes } = review(analysis, draft.mapping, answered);
  const table = draft.questions.filter(({ kind }) => kind === 'table');
  return { ...draft, questions: [...table, ...questions], notes, edited: true };
}

function changeColumns(
  draft: Draft,
  analysis: FileAnalysis,
  change: (columns: MappedColumn[]) => MappedColumn[],
): Draft {
  const columns = settleOutcome(change(draft.mapping.columns), analysis);
  const mapping = { ...draft.mapping, columns };
  return reviewed({ ...draft, mapping }, analysis);
}

/** The rows are what they are taken for. */
export function confirmTable(draft: Draft): Draft {
  return { ...draft, questions: draft.questions.filter(({ kind }) => kind !== 'table'), edited: true };
}

/** Maps a source column to a column of the table, with the format its cells show; null leaves it out. */
export function setTarget(
  draft: Draft,
  analysis: FileAnalysis,
  source: number,
  target: string | null,
): Draft {
  const table = importTable(draft.mapping.table);
  return changeColumns(
    { ...draft, confirmed: draft.confirmed.filter((each) => each !== source) },
    analysis,
    (columns) => {
      const others = columns.filter((column) => column.source !== source);
      const profile = analysis.columns[source];
      if (target === null || !profile) return others;
      return [...others, mapColumn(table, profile, target)].sort((a, b) => a.source - b.source);
    },
  );
}

function changeFormat(
  draft: Draft,
  analysis: FileAnalysis,
  source: number,
  change: (column: MappedColumn) => MappedColumn,
): Draft {
  return changeColumns(
    { ...draft, confirmed: [...new Set([...draft.confirmed, source])] },
    analysis,
    (columns) => columns.map((column) => (column.source === source ? change(column) : column)),
  );
}

/** A person says in which order day, month and year stand. */
export function setDateOrder(draft: Draft, analysis: FileAnalysis, source: number, order: DateOrder): Draft {
  return changeFormat(draft, analysis, source, (column) =>
    column.date ? { ...column, date: { ...column.date, order } } : column,
  );
}

/** A person says which sign is the decimal one. */
export function setDecimal(draft: Draft, analysis: FileAnalysis, source: number, decimal: '.' | ','): Draft {
  return changeFormat(draft, analysis, source, (column) =>
    column.number ? { ...column, number: withDecimal(column.number, decimal) } : column,
  );
}

/** What a source value stands for: a canonical value, `''` to leave it empty, null to list its rows as bad. */
export function setValue(
  draft: Draft,
  analysis: FileAnalysis,
  source: number,
  value: string,
  means: string | null,
): Draft {
  return changeColumns(draft, analysis, (columns) =>
    columns.map((column) => {
      if (column.source !== source) return column;
      const { [value]: _before, ...values } = column.values ?? {};
      return { ...column, values: means === null ? values : { ...values, [value]: means } };
    }),
  );
}

/** A text that every row gets in a column of the table; '' takes it away. */
export function setConstant(draft: Draft, analysis: FileAnalysis, target: string, text: string): Draft {
  const { [target]: _before, ...constants } = draft.mapping.constants;
  const next = text.trim() === '' ? constants : { ...constants, [target]: text };
  return reviewed({ ...draft, mapping: { ...draft.mapping, constants: next } }, analysis);
}

/** The currency that every row is in, whatever its amounts name; '' is the workspace's. */
export function setCurrency(draft: Draft, analysis: FileAnalysis, code: string): Draft {
  const columns = draft.mapping.columns.filter(({ target }) => target !== 'currency');
  return setConstant({ ...draft, mapping: { ...draft.mapping, columns } }, analysis, 'currency', code);
}
