/** Which row of a sheet is the header: titles stand above it, and merged cells may make it two rows. */
import { faultOf, isFaultText } from '../../faults';
import { mostFrequent } from '../../most-frequent';
import { isNumberLike, quoted, unquoted } from '../cells';
import type { Merge, SheetRow } from './rows';

export interface Header {
  /** Number of the last row that belongs to it. */
  row: number;
  cells: string[];
}

/** Rows looked at to find it. */
export const HEAD_ROWS = 40;

/** What a cell of the header says; of an error the error itself. */
const nameIn = (cell: string) => {
  const text = unquoted(cell);
  return isFaultText(text) ? faultOf(text).value : text;
};

const filled = ({ cells, bad }: SheetRow) =>
  bad ? 0 : cells.reduce((count, cell) => count + (cell === '' ? 0 : 1), 0);

/**
 * Index of the header among the first rows: what stands above it has less than half of the cells that rows have. A
 * merged cell counts for all that it stands over, unless it is a title, alone in its row.
 */
function headerAt(head: readonly SheetRow[], merges: readonly Merge[] = []): number {
  const covered = (row: SheetRow): number => {
    const cells = filled(row);
    if (cells < 2) return cells;
    const wide = merges.filter(({ top, left }) => top === row.number - 1 && (row.cells[left] ?? '') !== '');
    return wide.reduce((sum, { left, right }) => sum + right - left, cells);
  };
  const counts = head.map(filled);
  // Remarks above a short table may be more than its rows.
  const usual = mostFrequent(counts.filter((count) => count > 2)).number || Math.max(0, ...counts);
  return head.findIndex((row) => filled(row) > 0 && covered(row) * 2 > usual);
}

/** Whether the header may be merged, so that it is worth finding out what is. */
export function hasGaps(head: readonly SheetRow[]): boolean {
  const at = headerAt(head);
  const header = head[at];
  if (!header) return false;
  const width = Math.max(...head.map(({ cells }) => cells.length));
  return filled(header) < width || head.slice(0, at).some((row) => filled(row) > 1);
}

/** @param merges merged cells, where they were looked up */
export function headerOf(head: readonly SheetRow[], merges: readonly Merge[]): Header | null {
  const at = headerAt(head, merges);
  const first = head[at];
  if (!first) return null;
  const top = first.number - 1;
  const own = merges.filter((merge) => merge.top === top);
  const across = own.filter((merge) => merge.right > merge.left && merge.bottom === top);
  const parents = first.cells.map(nameIn);
  for (const { left, right } of own) for (let c = left + 1; c <= right; c++) parents[c] = parents[left] ?? '';
  const second = head[at + 1];
  const depth = Math.max(top, ...own.map(({ bottom }) => bottom)) - top + 1;
  const below = second?.number === first.number + 1 ? second.cells.map(nameIn) : [];
  const spanned = across.flatMap(({ left, right }) => below.slice(left, right + 1));
  const names = spanned.length > 0 && spanned.every((text) => text !== '' && !isNumberLike(text));
  if (depth < 2 && !names)
    return { row: first.number, cells: Array.from(parents, (text) => quoted(text ?? '')) };
  const cells = Array.from({ length: Math.max(parents.length, below.length) }, (_, c) => {
    const [parent, child] = [parents[c] ?? '', below[c] ?? ''];
    return quoted(parent && child && parent !== child ? `${parent} › ${child}` : parent || child);
  });
  return { row: first.number + 1, cells };
}
