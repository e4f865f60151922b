import type { ExportTable } from '@/lib/export/document';
import type { EvidenceView as Evidence, EvidenceRow } from '@/lib/messaging/views';

export type EvidencePart = Evidence['part'];

/** One page of the rows behind a number. */
export type RowsPage = Pick<Evidence, 'part' | 'totals' | 'columns' | 'rows' | 'offset'>;

/** Reads one page of one part. */
export type LoadRows = (part: EvidencePart, offset: number, limit: number) => Promise<RowsPage>;
/** The same with all that is told of the number; of the month that begins on a day, where one is named. */
export type LoadEvidence = (
  part: EvidencePart,
  offset: number,
  limit: number,
  month?: number,
) => Promise<Evidence>;

/** Rows asked for at once while a whole part is read. */
const CHUNK = 1000;

export const PART_WORDS: Readonly<Record<EvidencePart, string>> = {
  counted: 'Counted',
  'left-out': 'Left out',
  immature: 'Not yet mature',
};

/** Only web links open: a row's link comes from imported data. */
export function webLink(link: string | null): string | null {
  return link && /^https?:\/\//i.test(link) ? link : null;
}

/** Rows of that part. */
export function totalOf({ totals }: Pick<RowsPage, 'totals'>, part: EvidencePart): number {
  return { counted: totals.counted, 'left-out': totals.leftOut, immature: totals.immature }[part];
}

interface WholePart {
  part: EvidencePart;
  columns: readonly string[];
  rows: readonly EvidenceRow[];
}

/**
 * Every row of one part.
 * @param progress is told after each page how many rows have been read
 */
export async function wholePart(
  load: LoadRows,
  part: EvidencePart,
  count: number,
  progress: (rows: number) => void = () => {},
): Promise<WholePart> {
  let columns: readonly string[] = [];
  const rows: EvidenceRow[] = [];
  while (rows.length < count) {
    const page = await load(part, rows.length, CHUNK);
    columns = page.columns;
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
    progress(rows.length);
  }
  return { part, columns, rows };
}

/** A table of some parts: what each row is to the number, its cells, and where it came from. */
export function evidenceTable(parts: readonly WholePart[]): ExportTable {
  const columns = [...new Set(parts.flatMap((each) => each.columns))];
  const all = parts.flatMap(({ part, columns: own, rows }) => {
    const at = columns.map((column) => own.indexOf(column));
    return rows.map((row) => [
      PART_WORDS[part],
      row.reason,
      ...at.map((index) => row.cells[index] ?? ''),
      row.file,
      row.row,
      webLink(row.link),
    ]);
  });
  return { title: 'Rows', columns: ['Counts', 'Reason', ...columns, 'File', 'Row', 'Link'], rows: all };
}
