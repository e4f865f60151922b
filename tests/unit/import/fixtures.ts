import { factTable } from '@/lib/facts/registry';
import { isoDay } from '@/lib/facts/time';
import { type FactChunk, NO_FLAG, NO_TIME } from '@/lib/facts/types';
import type { ImportContext } from '@/lib/import/mapping';

export const CONTEXT: ImportContext = { timeZone: 'Europe/Berlin', currency: 'EUR' };

type Dictionaries = Record<string, { values: readonly string[] }>;

/** Rows as objects of readable values, missing ones left out, in the order of their chunks. */
export function readable(
  chunks: readonly FactChunk[],
  dictionaries: Dictionaries,
): Record<string, string | number | boolean>[] {
  return chunks.flatMap((chunk) =>
    Array.from({ length: chunk.rows }, (_, r) => {
      const out: Record<string, string | number | boolean> = {};
      for (const [id, values] of Object.entries(chunk.columns)) {
        const column = factTable(chunk.table).columns[id]!;
        const value = values[r]!;
        if (column.domain !== undefined) {
          if (value !== 0) out[id] = dictionaries[column.domain]!.values[value]!;
        } else if (column.kind === 'flag') {
          if (value !== NO_FLAG) out[id] = value === 1;
        } else if (column.kind === 'day') {
          if (value !== NO_TIME) out[id] = isoDay(value);
        } else if (column.kind === 'minute') {
          if (value !== NO_TIME) out[id] = new Date(value * 60_000).toISOString().slice(0, 16);
        } else if (!Number.isNaN(value)) out[id] = value;
      }
      return out;
    }),
  );
}

/** The counts that must add up to the rows read. */
export function counts(result: {
  rowsRead: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}): [number, number, number, number, number] {
  return [result.rowsRead, result.added, result.changed, result.unchanged, result.rejected];
}
