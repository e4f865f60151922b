import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCsv, type Converted, convertCsv } from '@/lib/import/convert';
import { EMPTY_STATE, type TableState } from '@/lib/import/pipeline';
import { mergeChunks } from '@/lib/store/merge';
import { CONTEXT, counts, readable } from './fixtures';

/** Imports files one after the other, as the store would see them. */
async function series(table: string, ...texts: string[]): Promise<{ results: Converted[]; rows: unknown[] }> {
  let state: TableState = EMPTY_STATE;
  const results: Converted[] = [];
  for (const text of texts) {
    const { proposal } = await analyseCsv(text, { ...CONTEXT, table });
    const result = await convertCsv(text, {
      ...CONTEXT,
      mapping: proposal.mapping,
      state: { ...state, chunks: mergeChunks(state.chunks) },
    });
    expect(result.rowsRead).toBe(result.added + result.changed + result.unchanged + result.rejected);
    result.chunks.forEach((chunk) => {
      chunk.importId = results.length + 1;
    });
    state = { ...result.state, chunks: [...state.chunks, ...result.chunks] };
    results.push(result);
  }
  return { results, rows: readable(mergeChunks(state.chunks), results.at(-1)!.dictionaries) };
}

describe('rows with an identity', () => {
  const first = 'Deal ID,Partner,Stage,Amount\nD1,N,Open,1\nD2,N,Open,2\nD3,N,Open,3\n';

  it('are added once, changed when they differ, else unchanged', async () => {
    const second = 'Deal ID,Partner,Stage,Amount\nD2,N,Open,2\nD3,N,Won,3\nD4,N,Open,4\n';
    const { results, rows } = await series('deals', first, first, second);
    expect(results.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [3, 0, 0, 3, 0],
      [3, 1, 1, 1, 0],
    ]);
    expect(results[1]!.chunks).toEqual([]);
    expect([...results[1]!.repeats.id]).toEqual([1, 2, 3]);
    expect(rows).toHaveLength(4);
    expect(rows).toContainEqual({ deal: 'D3', partner: 'N', stage: 'Won', status: 'won', amount: 300 });
  });

  it('are not changed by a file with other columns or another order', async () => {
    const fewer = 'Amount,Deal ID\n3,D3\n1,D1\n';
    const { results, rows } = await series('deals', first, fewer, 'Deal ID,Owner\nD1,Kim\n');
    expect(results.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [2, 0, 0, 2, 0],
      [1, 0, 1, 0, 0],
    ]);
    expect(rows).toContainEqual({
      deal: 'D1',
      partner: 'N',
      stage: 'Open',
      status: 'open',
      amount: 100,
      owner: 'Kim',
    });
  });

  it('twice in one file are one row: the later version', async () => {
    const twice = 'Deal ID,Partner,Stage\nD1,N,Open\nD2,N,Open\nD1,N,Won\nD1,N,Won\n';
    const { results, rows } = await series('deals', twice);
    expect(counts(results[0]!)).toEqual([4, 2, 1, 1, 0]);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ deal: 'D1', status: 'won' });
    expect(results[0]!.chunks[0]!.sourceRow[0]).toBe(3);
    // Unchanged first, changed afterwards, in one file over a known row.
    const again = await series('deals', 'Deal ID,Stage\nD1,Open\n', 'Deal ID,Stage\nD1,Open\nD1,Won\n');
    expect(counts(again.results[1]!)).toEqual([2, 0, 1, 1, 0]);
    expect(again.results[1]!.repeats.id).toHaveLength(0);
    expect(again.rows).toEqual([{ deal: 'D1', stage: 'Won', status: 'won' }]);
  });
});

describe('rows with a part of an identity', () => {
  it('that are lines of an order survive, and add nothing the second time', async () => {
    const lines =
      'Order ID,Partner,Order Date,Sales\nO1,N,2026-01-01,5\nO1,N,2026-01-01,5\nO1,N,2026-01-01,7\nO2,N,2026-01-01,5\n';
    const grown = `${lines}O1,N,2026-01-01,9\n`;
    const { results, rows } = await series('orders', lines, lines, grown);
    expect(results.map(counts)).toEqual([
      [4, 4, 0, 0, 0],
      [4, 0, 0, 4, 0],
      [5, 1, 0, 4, 0],
    ]);
    expect(rows).toHaveLength(5);
  });

  it('that only list returned orders count once each', async () => {
    const list = 'Returned,Order ID\nYes,O1\nYes,O1\nYes,O2\nYes,O1\nDamaged,O2\n';
    const { results, rows } = await series('refunds', list, list);
    expect(results.map(counts)).toEqual([
      [5, 3, 0, 2, 0],
      [5, 0, 0, 5, 0],
    ]);
    expect(rows).toEqual([
      { order: 'O1', reason: 'Yes' },
      { order: 'O2', reason: 'Yes' },
      { order: 'O2', reason: 'Damaged' },
    ]);
  });
});

describe('rows without an identity', () => {
  const costs = 'Partner,Spent,Kind,Amount\nN,2026-01-01,hours,5\nN,2026-01-01,hours,5\nS,2026-01-02,mdf,7\n';

  it('survive as often as a file has them, and add nothing the second time', async () => {
    const shuffled =
      'Partner,Spent,Kind,Amount\nS,2026-01-02,mdf,7\nN,2026-01-01,hours,5\nN,2026-01-01,hours,5\nN,2026-01-01,hours,5\n';
    const { results, rows } = await series('costs', costs, costs, shuffled);
    expect(results.map(counts)).toEqual([
      [3, 3, 0, 0, 0],
      [3, 0, 0, 3, 0],
      [4, 1, 0, 3, 0],
    ]);
    expect(rows).toHaveLength(4);
  });
});

describe('any file', () => {
  /** Deals keyed by id, with or without the id, in any order and with repetitions. */
  const row = fc.record({
    id: fc.constantFrom('D1', 'D2', 'D3', 'D4', ''),
    partner: fc.constantFrom('N', 'S', ''),
    amount: fc.constantFrom('1', '2.50', 'x', ''),
    spent: fc.constantFrom('2026-01-01', '2026-01-02', ''),
  });

  it('adds nothing the second time', async () => {
    const tidy = 'Cost ID,Partner,Spent,Amount\nkeep,N,2026-01-01,1\n';
    const { mapping } = (await analyseCsv(tidy, { ...CONTEXT, table: 'costs' })).proposal;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 25 }), async (rows) => {
        const text = `${tidy}${rows.map((r) => `${r.id},${r.partner},${r.spent},${r.amount}`).join('\n')}\n`;
        const first = await convertCsv(text, { ...CONTEXT, mapping });
        const second = await convertCsv(text, { ...CONTEXT, mapping, state: first.state });
        expect(second.added).toBe(0);
        expect(first.rejected).toBe(second.rejected);
        expect(first.rowsRead).toBe(first.added + first.changed + first.unchanged + first.rejected);
        expect(second.rowsRead).toBe(second.changed + second.unchanged + second.rejected);
        // Every row without an id is there, however often it is repeated.
        const good = rows.filter((r) => r.spent && r.amount !== 'x' && r.amount !== '');
        const ids = new Set(good.map((r) => r.id).filter(Boolean));
        expect(first.added).toBe(1 + ids.size + good.filter((r) => !r.id).length);
      }),
      { numRuns: 300 },
    );
  });
});
