/** The status of deals from several columns of yes and no. */
import { type FactTable, NO_FLAG } from '@/lib/facts/types';
import type { ByteDictionary } from './byte-dictionary';
import type { MappedColumn } from './mapping';
import { type OutcomeFlag, outcomeColumns, outcomeOf } from './outcome-flags';

/** What the cells of one row say together. */
export interface Together {
  /** Position of the column whose cell stands for no when it is empty. */
  ticks: readonly boolean[];
  /**
   * @param cells 1 = yes, 0 = no, `NO_FLAG` = nothing, one for each column
   * @returns code to keep, null for none, or which cell is bad and why
   */
  combine(cells: Uint8Array): number | null | { at: number; reason: string };
}

const SAYS: Record<OutcomeFlag, [no: string, yes: string]> = {
  won: ['not won', 'won'],
  lost: ['not lost', 'lost'],
  closed: ['not closed', 'closed'],
  open: ['not open', 'open'],
};

/** @returns null for a status that is not told by several columns together */
export function outcomeReader(
  table: FactTable,
  mapped: readonly MappedColumn[],
  dictionary: (domain: string) => ByteDictionary,
): Together | null {
  const columns = outcomeColumns(mapped);
  if (columns.length === 0) return null;
  const statuses = dictionary(table.columns.status!.domain!);
  const flags = columns.map(({ outcome }) => outcome!);
  const say = (at: number, cells: Uint8Array) => SAYS[flags[at]!][cells[at] === 1 ? 1 : 0];
  return {
    ticks: columns.map(({ ticks }) => ticks ?? false),
    combine(cells) {
      if (cells.every((cell) => cell === NO_FLAG)) return null;
      const status = outcomeOf(flags, cells);
      if (typeof status === 'string') return status === '' ? null : statuses.codeOf(status);
      const { at, other } = status;
      return {
        at,
        reason: `says that the deal is ${say(at, cells)}, but “${columns[other]!.header}” that it is ${say(other, cells)}: make them agree in the file`,
      };
    },
  };
}
