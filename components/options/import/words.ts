import type { FileAnalysis } from '@/lib/import/analyse';
import type { DateFormat } from '@/lib/import/dates';
import { matchHeaders } from '@/lib/import/headers';
import type { NumberFormat } from '@/lib/import/numbers';
import { importTable } from '@/lib/import/tables';
import { plural } from '@/lib/kpi/format';
import { formatBytes } from '../parts/format';
import type { Draft } from './edit';

/** What was recognised of the file as a whole: size, rows, encoding and delimiter, each with its reason. */
export function recognisedWords(analysis: FileAnalysis): string {
  const { bytes, rows, badShape, evidence } = analysis;
  return [
    `${plural(rows, 'row')}, ${formatBytes(bytes)}`,
    evidence.encoding,
    evidence.delimiter,
    badShape > 0 && `${plural(badShape, 'row')} that cannot be read as a record, to be listed`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Why the file is taken for the table. */
export function tableWords(analysis: FileAnalysis, tableId: string): string {
  const table = importTable(tableId);
  const matched = matchHeaders(analysis.headers, table).map(({ source }) => analysis.labels[source]!);
  if (matched.length === 0) return `No header names a column of ${table.name}; map them below.`;
  const some = matched.slice(0, 4).map((label) => `“${label}”`);
  const more = matched.length > some.length ? ' …' : '';
  return `${matched.length} of ${plural(analysis.headers.length, 'header')} name its columns: ${some.join(', ')}${more}`;
}

/** Why a column's dates or numbers are read as they are. */
export function formatWords(
  { confirmed, questions, remembered }: Draft,
  source: number,
  { ambiguous, evidence }: { ambiguous: boolean; evidence: string },
): string {
  const open = questions.some(
    (question) =>
      (question.kind === 'date-order' || question.kind === 'decimal') && question.source === source,
  );
  if (!ambiguous || open) return evidence;
  if (!confirmed.includes(source))
    return 'fits both ways; read as the other columns of this file are written';
  return remembered ? 'fits both ways; read as files with these headers were before' : 'as you said';
}

export const DATE_WORDS: Record<DateFormat['order'], string> = {
  ymd: 'year – month – day',
  dmy: 'day – month – year',
  mdy: 'month – day – year',
  yymd: 'year (two digits) – month – day',
};

export const DECIMAL_WORDS: Record<NumberFormat['decimal'], string> = {
  '.': '1,234.56 (decimal point)',
  ',': '1.234,56 (decimal comma)',
};

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Days since 1970-01-01 as `3 April 2026`: the month by name, so that nobody has to guess again. */
export function showDay(days: number): string {
  return day.format(days * 86_400_000);
}
