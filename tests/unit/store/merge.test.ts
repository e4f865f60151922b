import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_CODE } from '@/lib/facts/types';
import { mergeChunks } from '@/lib/store/merge';
import { dealChunk } from './fixtures';

const COLUMNS = ['deal', 'partner', 'amount', 'stage'] as const;
type Column = (typeof COLUMNS)[number];
type Row = { id: number; deal: number } & Partial<Record<Column, number>>;

/** The merge as plain objects: later versions over earlier ones, column by column. */
function model(imports: { rows: Row[]; columns: Column[] }[]): Map<number, Record<string, number>> {
  const out = new Map<number, Record<string, number>>();
  for (const { rows, columns } of imports)
    for (const row of rows) {
      const values = { ...out.get(row.id) };
      for (const column of columns)
        values[column] = row[column] ?? (column === 'amount' ? Number.NaN : NO_CODE);
      out.set(row.id, values);
    }
  return out;
}

function flat(chunks: ReturnType<typeof mergeChunks>): Map<number, Record<string, number>> {
  const out = new Map<number, Record<string, number>>();
  for (const chunk of chunks)
    for (let r = 0; r < chunk.rows; r++) {
      expect(out.has(chunk.id[r]!)).toBe(false);
      const values: Record<string, number> = {};
      for (const [column, array] of Object.entries(chunk.columns)) values[column] = array[r]!;
      out.set(chunk.id[r]!, values);
    }
  return out;
}

/** A column that nobody filled reads as missing, so both sides are compared with every column there. */
function complete(rows: Map<number, Record<string, number>>) {
  return new Map(
    [...rows].map(([id, values]) => [
      id,
      COLUMNS.map((column) => values[column] ?? (column === 'amount' ? Number.NaN : NO_CODE)),
    ]),
  );
}

describe('mergeChunks', () => {
  it('hands untouched chunks on as they are', () => {
    const chunk = dealChunk(
      [
        { id: 1, deal: 1 },
        { id: 2, deal: 2 },
      ],
      ['deal'],
      1,
    );
    expect(mergeChunks([chunk])[0]).toBe(chunk);
  });

  it('keeps what an earlier import said in columns that a later one does not fill', () => {
    const merged = mergeChunks([
      dealChunk([{ id: 1, deal: 1, partner: 5, amount: 100 }], ['deal', 'partner', 'amount'], 1),
      dealChunk([{ id: 1, deal: 1, amount: 250 }], ['deal', 'amount'], 2),
    ]);
    expect(merged).toHaveLength(1);
    expect(merged[0]!.importId).toBe(2);
    expect(flat(merged).get(1)).toEqual({ deal: 1, amount: 250, partner: 5 });
  });

  it('lets a later import empty a cell that it fills', () => {
    const merged = mergeChunks([
      dealChunk([{ id: 1, deal: 1, partner: 5 }], ['deal', 'partner'], 1),
      dealChunk([{ id: 1, deal: 1 }], ['deal', 'partner'], 2),
    ]);
    expect(flat(merged).get(1)!.partner).toBe(NO_CODE);
  });

  it('agrees with a merge of plain objects', () => {
    const rows = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 12 }),
        deal: fc.integer({ min: 1, max: 9 }),
        partner: fc.integer({ min: 0, max: 9 }),
        amount: fc.integer({ min: -5, max: 5 }),
        stage: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 12 },
    );
    const imported = fc.record({
      rows: rows.map((list) => [...new Map(list.map((row) => [row.id, row])).values()]),
      columns: fc.subarray([...COLUMNS], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(imported, { maxLength: 5 }), (imports) => {
        const chunks = imports.flatMap(({ rows: list, columns }, i) =>
          list.length > 0 ? [dealChunk(list, columns, i + 1)] : [],
        );
        const before = structuredClone(chunks);
        expect(complete(flat(mergeChunks(chunks)))).toEqual(complete(model(imports)));
        expect(chunks).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});
