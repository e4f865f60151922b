import type { RowReference } from '@/lib/background/experiments';
import type { LeftOut, RowSet } from '@/lib/kpi/experiments/types';
import type { LoadRows } from '../../ui/evidence-csv';
import { askExperiment } from './ask';
import type { Made } from './made';

/** What a figure opens: the rows behind it. */
export interface Door {
  title: string;
  /** Data that the rows are numbered in. */
  revision: number;
  rows: () => Promise<readonly RowReference[]>;
  /** Whose facts the rows are numbered in, where they are those of a KPI's parts. */
  parts?: { kpi: string; by: string };
  /** How the figure is made of others. */
  made?: Made;
}
export type OpenDoor = (door: Door) => void;

/** Rows as they are asked for; without a reason they count. */
export const references = ({ table, rows }: RowSet, reason: string | null = null): RowReference[] =>
  Array.from(rows, (row) => ({ table, row, reason }));

/** A door to rows that the answer named. */
export function doorTo(
  title: string,
  revision: number,
  counted: RowSet,
  leftOut: readonly LeftOut[] = [],
): Door {
  return {
    title,
    revision,
    rows: async () => [
      ...references(counted, null),
      ...leftOut.flatMap(({ reason, ...set }) => references(set, reason)),
    ],
  };
}

/** A door to how a figure is made of others, and to the rows behind all of them. */
export const doorToMade = (
  title: string,
  revision: number,
  made: Made,
  ...behind: readonly RowSet[]
): Door => ({
  title,
  revision,
  made,
  rows: async () => behind.flatMap((set) => references(set)),
});

/** Reads pages of rows that are known by their numbers. */
export function pagesOf({ revision, parts: of }: Door, all: readonly RowReference[]): LoadRows {
  const parts = {
    counted: all.filter(({ reason }) => reason === null),
    'left-out': all.filter(({ reason }) => reason !== null),
    immature: [],
  };
  const tables = [...new Set(all.map(({ table }) => table))];
  return async (part, offset, limit) => {
    const page = parts[part].slice(offset, offset + limit);
    const answer = await askExperiment<'rows'>({ ask: 'rows', revision, tables, rows: page, parts: of });
    return {
      ...answer,
      part,
      offset,
      totals: { counted: parts.counted.length, leftOut: parts['left-out'].length, immature: 0 },
    };
  };
}
