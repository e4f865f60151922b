import { describe, expect, it } from 'vitest';
import { factTables } from '@/lib/facts/registry';
import { columnFacts } from '../../generator/columns';

const facts = columnFacts({ rows: 20_000, partners: 50, asOfDay: 20_000, chunkRows: 3_000 });

describe('columns for benchmarks', () => {
  it('have exactly the rows that were asked for, in chunks of the asked size', () => {
    expect(facts.chunks.reduce((sum, chunk) => sum + chunk.rows, 0)).toBe(20_000);
    expect(Math.max(...facts.chunks.map((chunk) => chunk.rows))).toBe(3_000);
  });

  it('hold typed arrays of the right kind and length', () => {
    const types = {
      key: Uint32Array,
      category: Uint32Array,
      text: Uint32Array,
      day: Int32Array,
      minute: Int32Array,
      money: Float64Array,
      number: Float64Array,
      flag: Uint8Array,
    };
    for (const { table, rows, columns } of facts.chunks)
      for (const [id, values] of Object.entries(columns)) {
        expect(values, `${table}.${id}`).toBeInstanceOf(types[factTables[table]!.columns[id]!.kind]);
        expect(values.length).toBe(rows);
      }
  });

  it('name partners that exist, and number rows within a table', () => {
    for (const { columns } of facts.chunks)
      expect(Math.max(...(columns.partner as Uint32Array))).toBeLessThan(facts.partnerOfCode.length);
    const orders = facts.chunks.filter(({ table }) => table === 'orders').flatMap(({ id }) => [...id]);
    expect(new Set(orders).size).toBe(orders.length);
  });

  it('are the same for the same options', () => {
    const again = columnFacts({ rows: 20_000, partners: 50, asOfDay: 20_000, chunkRows: 3_000 });
    expect(again.chunks[0]).toEqual(facts.chunks[0]);
  });
});
