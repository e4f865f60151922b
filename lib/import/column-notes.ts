/** What a person should know of single columns as they are read. */
import type { FactTable } from '@/lib/facts/types';
import type { FileAnalysis } from './analyse';
import type { MappedColumn, Mapping } from './mapping';
import { outcomeNotes } from './outcome-flags';
import type { ColumnProfile } from './profile';
import { referenceIn, withoutReferences } from './references';

/** Ids of many digits as a spreadsheet writes them once it takes them for numbers. */
const SHORTENED = /^\d(?:[.,]\d+)?E\+\d{2}$/;
/** A spreadsheet keeps fifteen digits; of longer ids the rest are zeros then. */
const CUT = /^\d{15}0+$/;
const LONG = /^\d{16,}$/;

export function columnNotes(table: FactTable, { columns }: Mapping, analysis: FileAnalysis): string[] {
  return [
    ...outcomeNotes(columns),
    ...columns.flatMap((column) => [
      ...figuresNotes(column),
      ...referenceNotes(column, analysis),
      ...twinNotes(column, columns, analysis),
      ...(table.columns[column.target]?.kind === 'key' ? idNotes(analysis.columns[column.source]) : []),
    ]),
  ];
}

/** Of two columns with one header only one is read: which one, a person should know. */
function twinNotes(
  { source, header, target }: MappedColumn,
  columns: readonly MappedColumn[],
  analysis: FileAnalysis,
): string[] {
  const first = columns.find((column) => column.source === source)?.target === target;
  const twin = analysis.columns.find(
    (one) =>
      one.header === header &&
      one.filled > 0 &&
      one.source !== source &&
      !columns.some((column) => column.source === one.source),
  );
  if (!first || !twin) return [];
  return [
    `“${header}” stands over several columns: column ${source + 1} is read, column ${twin.source + 1} is not.`,
  ];
}

/** Texts with characters as web pages write them, and how they are read. */
function referenceNotes({ source, header, html }: MappedColumn, analysis: FileAnalysis): string[] {
  const written = html && referenceIn(analysis.columns[source]);
  if (!written) return [];
  const read = withoutReferences(written);
  return [
    `“${header}” writes some characters as web pages do: “${shortened(written)}” is read as “${shortened(read)}”.`,
  ];
}

const LONGEST_SHOWN = 60;
const shortened = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

/** What figures are taken for, where that is not what their cells say. */
function figuresNotes({ header, number }: MappedColumn): string[] {
  const notes: string[] = [];
  if (number?.zeros)
    notes.push(`“${header}” is in ${number.zeros === 3 ? 'thousands' : 'millions'}, as its header says.`);
  if (number?.negated) notes.push(`“${header}” is below zero throughout, which is read as what was given.`);
  return notes;
}

/** Rows that no longer tell which of many they are: those with one id count as one. */
function idNotes(profile: ColumnProfile | undefined): string[] {
  const long = profile?.top.filter(({ value }) => LONG.test(value)) ?? [];
  const cut = long.length > 1 && long.every(({ value }) => CUT.test(value)) ? long[0] : undefined;
  const short = profile?.top.find(({ value }) => SHORTENED.test(value)) ?? cut;
  if (!profile || !short) return [];
  return [
    `“${profile.label}” has ids that a spreadsheet has shortened, such as ${short.value}: different ones look alike, and count as one. Make its column text where the file comes from, and export it again.`,
  ];
}
