/** A first mapping for a file, and what only a person can say. */
import { partnerLinks } from '@/lib/facts/links';
import type { ColumnDef, FactTable } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import { ByteDictionary } from './byte-dictionary';
import { categoryReader, foldWord, isNothing, parseFlag } from './categories';
import { columnNotes } from './column-notes';
import type { DetectedDate } from './date-tally';
import { derivations } from './derive';
import { saysId } from './fold-header';
import { headerUnit } from './header-unit';
import { headerZone } from './header-zone';
import { guessTables, matchHeaders, type TableGuess } from './headers';
import { type KnownExport, knownExport } from './known-exports';
import type { ImportContext, MappedColumn, Mapping } from './mapping';
import { inMinorUnits } from './minor-units';
import { hasOnlyTicks, outcomeColumns, outcomeFlag, outcomeProfiles, settleOutcome } from './outcome-flags';
import type { ColumnProfile } from './profile';
import { amountCurrencyNote, proposeCurrency } from './propose-currency';
import { referenceIn } from './references';
import { settleSiblings, siblings } from './siblings';
import { importTable } from './tables';
import { wideRates } from './wide-rates';

export type Question =
  /** Nothing in the headers says what the rows are. */
  | { kind: 'table'; table: string; text: string }
  /** Day, month or year first? Each of these orders fits. */
  | { kind: 'date-order'; source: number; label: string; text: string; options: DetectedDate['options'] }
  /** Thousands or decimals? */
  | { kind: 'decimal'; source: number; label: string; text: string; options: ['.', ','] }
  /** Values that are none of the column's canonical ones; their rows will be listed as bad. */
  | {
      kind: 'values';
      source: number;
      target: string;
      label: string;
      text: string;
      values: { value: string; count: number }[];
      options: string[];
    }
  /** No column names the partner, without which no row counts for anybody. */
  | { kind: 'partner'; text: string }
  /** A required column has no source. */
  | { kind: 'required'; target: string; label: string; text: string };

export interface Proposal {
  mapping: Mapping;
  questions: Question[];
  /** What was decided and why, one sentence each. */
  notes: string[];
  /** Tables that the file may be, the likeliest first. */
  tables: TableGuess[];
  /** The mapping is one that a person confirmed for these headers before. */
  remembered: boolean;
}

/** Columns that are a share of something: 20 may mean 20 %. */
const SHARES: Record<string, readonly string[]> = { orders: ['discount'] };

/** Money that was given away; books write it below zero, and then all of it. */
const GIVEN: Record<string, readonly string[]> = {
  refunds: ['amount'],
  costs: ['amount'],
  disputes: ['amount'],
};

/** Half of the cells must fit for a header's word to be believed. */
const ENOUGH = 0.5;
/**
 * Of dates and numbers fewer: text is neither by chance, and cells that are spoilt are better listed as bad than the
 * whole column left out.
 */
const ENOUGH_FIGURES = 0.1;

function isShare(table: FactTable, target: string): boolean {
  return SHARES[table.id]?.includes(target) ?? false;
}

/** Share of the column's cells that its frequent values make up and that `test` accepts. */
function accepted(profile: ColumnProfile, test: (value: string) => boolean): number {
  let all = 0;
  let good = 0;
  for (const { value, count } of profile.top) {
    all += count;
    if (test(value)) good += count;
  }
  return all === 0 ? 1 : good / all;
}

/** Whether the cells can be what the column asks for. An empty column can. */
function suits(column: ColumnDef, profile: ColumnProfile, values?: Record<string, string>): boolean {
  // Of a column of nothing but faults each is listed with its reason.
  if (profile.filled === 0 || profile.top.length === 0) return true;
  switch (column.kind) {
    case 'day':
    case 'minute':
      return profile.date.possible >= ENOUGH_FIGURES;
    case 'money':
    case 'number':
      return profile.number.share >= ENOUGH_FIGURES;
    case 'flag':
      return (
        accepted(profile, (value) => parseFlag(value, column, values) !== null || isNothing(value, false)) >=
        ENOUGH
      );
    case 'category': {
      if (!column.values) return true;
      const read = categoryReader(column, values);
      return accepted(profile, (value) => read(value) !== null || isNothing(value, false)) >= ENOUGH;
    }
    default:
      return true;
  }
}

/** A mapped column with the formats that its cells show. */
export function mapColumn(table: FactTable, profile: ColumnProfile, target: string): MappedColumn {
  const { kind } = table.columns[target]!;
  const out: MappedColumn = { source: profile.source, header: profile.header, target };
  if (kind === 'day' || kind === 'minute') {
    const zone = headerZone(profile.header);
    out.date = zone === null ? profile.date.format : { ...profile.date.format, zone };
  }
  if (kind === 'money' || kind === 'number')
    out.number = (isShare(table, target) ? profile.shareFormat : profile.number).format;
  if ((kind === 'key' || kind === 'text') && referenceIn(profile)) out.html = true;
  const zeros = kind === 'money' && headerUnit(profile.header)?.zeros;
  if (zeros) out.number = { ...out.number!, zeros };
  if (GIVEN[table.id]?.includes(target) && profile.number.below)
    out.number = { ...out.number!, negated: true };
  const outcome = target === 'status' ? outcomeFlag(table, profile) : undefined;
  if (outcome) {
    out.outcome = outcome;
    if (hasOnlyTicks(profile)) out.ticks = true;
  }
  return out;
}

/**
 * @param tableId table to map to; the likeliest when left out
 * @param remembered mapping that a person confirmed for these headers; its columns are kept, its formats only
 * where this file's cells do not decide
 */
export function propose(
  analysis: FileAnalysis,
  context: ImportContext,
  tableId?: string,
  remembered?: Mapping,
): Proposal {
  const tables = guessTables(analysis.headers, analysis.name);
  if (remembered && (tableId === undefined || tableId === remembered.table)) {
    const mapping = withFormats(remembered, analysis);
    const answered = { ...remembered, columns: remembered.columns.filter(isDecided) };
    return { mapping, ...review(analysis, mapping, answered), tables, remembered: true };
  }
  const table = importTable(tableId ?? tables[0]!.table);
  const wide = table.id === 'rates' ? wideRates(analysis, context) : null;
  if (wide) {
    const { mapping, note } = wide;
    settleSiblings(mapping, analysis);
    const { questions, notes } = review(analysis, mapping);
    return { mapping, questions, notes: [note, ...notes], tables, remembered: false };
  }
  const notes: string[] = [];
  const columns: MappedColumn[] = [];
  const found = knownExport(analysis.headers);
  const known = found?.format.table === table.id ? found : null;
  if (known) notes.push(`Recognised as an export: ${known.name}.`);
  const cents = inMinorUnits(analysis);
  const outcomes = outcomeProfiles(table, analysis);
  // "Closed" with yes and no is no day: its header says nothing here.
  const headers = analysis.headers.map((header, source) =>
    outcomes.some((profile) => profile.source === source) ? '' : header,
  );
  for (const { source, column } of matchHeaders(headers, table, known)) {
    const profile = analysis.columns[source]!;
    if (cents && table.columns[column]!.kind === 'money') {
      notes.push(
        `“${profile.label}” is not taken for ${table.columns[column]!.label}: Stripe’s interface writes amounts in cents. Take the CSV of its dashboard.`,
      );
      continue;
    }
    const mapped = withValues(mapColumn(table, profile, column), table.columns[column]!, profile, known);
    if (suits(table.columns[column]!, profile, mapped.values)) columns.push(mapped);
    else
      notes.push(
        `“${profile.label}” is not taken for ${table.columns[column]!.label}: “${profile.top[0]?.value}” is none.`,
      );
  }
  if (!columns.some(({ target }) => target === 'status'))
    for (const profile of outcomes) columns.push(mapColumn(table, profile, 'status'));
  fillRequired(table, analysis, columns, notes);
  const mapping: Mapping = {
    table: table.id,
    signature: analysis.signature,
    columns: settleOutcome(columns, analysis),
    constants: {},
  };
  if (known) sayConstants(mapping, table, known, notes);
  settleSiblings(mapping, analysis);
  proposeCurrency(mapping, table, analysis, context, notes);
  const { questions, notes: more } = review(analysis, mapping);
  if (tableId === undefined && !tables[0]!.sure)
    questions.unshift({
      kind: 'table',
      table: table.id,
      text: 'The headers do not say for sure what these rows are.',
    });
  return { mapping, questions, notes: [...notes, ...more], tables, remembered: false };
}

/** The product's own words for the column's values, as far as the file has them. */
function withValues(
  mapped: MappedColumn,
  column: ColumnDef,
  { top }: ColumnProfile,
  known: KnownExport | null,
): MappedColumn {
  const words = new Map(
    Object.entries(known?.format.values?.[mapped.target] ?? {}).map(([word, value]) => [
      foldWord(word),
      value,
    ]),
  );
  const read = categoryReader(column);
  const values = Object.fromEntries(
    top.flatMap(({ value }) => {
      const means = words.get(foldWord(value));
      return means !== undefined && read(value) !== means ? [[value, means]] : [];
    }),
  );
  return Object.keys(values).length > 0 ? { ...mapped, values } : mapped;
}

/** What the rows of a known export say without a column for it. */
function sayConstants(mapping: Mapping, table: FactTable, { name, format }: KnownExport, notes: string[]) {
  for (const [target, text] of Object.entries(format.constants ?? {})) {
    if (mapping.columns.some((column) => column.target === target)) continue;
    mapping.constants[target] = text;
    notes.push(`${table.columns[target]!.label} of every row is “${text}”: ${name} have no other.`);
  }
}

/** A required id takes a column of unmatched, unique values; a required date the only date that is left. */
function fillRequired(table: FactTable, analysis: FileAnalysis, columns: MappedColumn[], notes: string[]) {
  const left = () => analysis.columns.filter((p) => !columns.some(({ source }) => source === p.source));
  for (const [id, column] of Object.entries(table.columns)) {
    if (!column.required || columns.some(({ target }) => target === id)) continue;
    let found: ColumnProfile | undefined;
    const partnerId = id === 'name' && columns.find(({ target }) => target === 'id');
    if (table.id === 'partners' && partnerId) {
      columns.push({ ...partnerId, target: 'name' });
      notes.push(`“${partnerId.header}” is taken for ${column.label} too: no column has names.`);
      continue;
    }
    // A report without ids: names that are all different can stand for them.
    const named =
      table.id === 'deals' && id === 'deal' ? columns.find(({ target }) => target === 'name') : undefined;
    const names = named && analysis.columns[named.source];
    if (named && names?.unique && names.blank === 0 && names.filled > 1) {
      columns.push({ ...named, target: 'deal' });
      notes.push(
        `“${named.header}” is taken for ${column.label} too, because its values are unique; a deal that is renamed counts as another one.`,
      );
      continue;
    }
    if (column.kind === 'key' && table.identity.includes(id) && column.domain !== 'partner') {
      const unique = left().filter((p) => p.unique && p.blank === 0);
      found = unique.find(({ header }) => saysId(header));
    } else if (column.kind === 'day' || column.kind === 'minute') {
      const dates = left().filter((p) => p.filled > 0 && p.date.share > 0.9);
      if (dates.length === 1) found = dates[0];
    }
    if (!found) continue;
    columns.push(mapColumn(table, found, id));
    const why = column.kind === 'key' ? 'its values are unique' : 'it is the only other date';
    notes.push(`“${found.label}” is taken for ${column.label}, because ${why}.`);
  }
}

/** Whether the cells of an earlier file, or a person, said how the column's dates and numbers are written. */
function isDecided({ date, number }: MappedColumn): boolean {
  return date?.order !== 'ymd' && !number?.undecided;
}

/** The column as it is before anybody said how its dates and numbers are written. */
export function undecided(column: MappedColumn): MappedColumn {
  const { date, number } = column;
  return {
    ...column,
    ...(date ? { date: { ...date, order: 'ymd' } } : {}),
    ...(number ? { number: { ...number, undecided: true } } : {}),
  };
}

/** A remembered mapping with this file's own formats wherever its cells decide them. */
function withFormats(remembered: Mapping, analysis: FileAnalysis): Mapping {
  const table = importTable(remembered.table);
  const mapping: Mapping = {
    ...remembered,
    signature: analysis.signature,
    constants: { ...remembered.constants },
    columns: remembered.columns.map((column) => {
      const profile = analysis.columns[column.source];
      if (!profile) return { ...column };
      const own = mapColumn(table, profile, column.target);
      const out = { ...column, header: profile.header, html: own.html };
      // An answer of before holds where the cells leave the question open, or say nothing.
      const decided = isDecided(column);
      if (own.date && !(decided && (profile.date.ambiguous || profile.filled === 0))) out.date = own.date;
      if (own.number && !(decided && (profile.number.ambiguous || own.number.undecided)))
        out.number = own.number;
      return out;
    }),
  };
  settleSiblings(mapping, analysis);
  return mapping;
}

/**
 * Questions and notes of a mapping as it stands; call again after a person changed it.
 * @param answered mapping whose date orders and decimal signs a person has confirmed
 */
export function review(
  analysis: FileAnalysis,
  mapping: Mapping,
  answered?: Mapping,
): { questions: Question[]; notes: string[] } {
  const table = importTable(mapping.table);
  const { order, decimal } = siblings(analysis);
  const questions: Question[] = [];
  const together = outcomeColumns(mapping.columns);
  const asked = (source: number) => answered?.columns.some((column) => column.source === source) ?? false;
  for (const mapped of mapping.columns) {
    const { source, target, date, number, values } = mapped;
    const profile = analysis.columns[source];
    const column = table.columns[target];
    if (!profile || !column) continue;
    const { label } = profile;
    const settled = order !== null && profile.date.options.includes(order);
    if (date && profile.date.ambiguous && !settled && !asked(source))
      questions.push({
        kind: 'date-order',
        source,
        label,
        text: profile.date.evidence,
        options: profile.date.options,
      });
    if (number && profile.number.ambiguous && !decimal && !asked(source))
      questions.push({ kind: 'decimal', source, label, text: profile.number.evidence, options: ['.', ','] });
    if (column.values && !together.includes(mapped)) {
      const read = categoryReader(column, values);
      const unknown = profile.top.filter(({ value }) => read(value) === null && !isNothing(value, false));
      if (unknown.length > 0)
        questions.push({
          kind: 'values',
          source,
          target,
          label,
          text: `Which ${column.label} do these mean? Rows with a value that is left open are listed as bad.`,
          values: unknown,
          options: [...column.values],
        });
    }
  }
  const filled = new Set([
    ...mapping.columns.flatMap(({ target, makes }) => [target, ...Object.keys(makes ?? {})]),
    ...Object.keys(mapping.constants),
  ]);
  const known = knownExport(analysis.headers);
  const advice = known?.format.table === table.id ? known.format.advice : undefined;
  for (const [target, column] of Object.entries(table.columns))
    if (column.required && !filled.has(target))
      questions.push({
        kind: 'required',
        target,
        label: column.label,
        text: [`${table.name} need a column for ${column.label}: ${column.description}`, advice?.[target]]
          .filter(Boolean)
          .join(' '),
      });
  const partnerless = 'partner' in table.columns && !filled.has('partner') && !viaOther(table);
  if (partnerless && !questions.some((q) => q.kind === 'required' && q.target === 'partner'))
    questions.push({ kind: 'partner', text: 'Which column names the partner?' });

  const dictionary = new ByteDictionary();
  const derived = derivations(table, mapping, () => dictionary).map((derivation) => `${derivation.note}.`);
  const currency = amountCurrencyNote(table, mapping, analysis);
  const columns = columnNotes(table, mapping, analysis);
  return {
    questions,
    notes: [...(analysis.notes ?? []), ...(currency ? [currency] : []), ...columns, ...derived],
  };
}

/** Refunds, disputes and stage changes find their partner through the order or deal that they name. */
function viaOther(table: FactTable): boolean {
  return partnerLinks(table).some(({ column }) => table.columns[column]!.required);
}
