import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LastRows } from '@/lib/facts/last-rows';
import type { FactChunk } from '@/lib/facts/types';

const chunkOf = (ids: readonly number[]): FactChunk => ({
  table: 'orders',
  importId: 1,
  rows: ids.length,
  columns: {},
  id: Uint32Array.from(ids),
  hash: new Float64Array(ids.length),
  sourceRow: new Int32Array(ids.length),
  sourceFile: new Uint8Array(ids.length),
});

/** Chunks of a few rows, some without any. */
const parted = (ids: fc.Arbitrary<number[]>) =>
  fc.tuple(ids, fc.array(fc.integer({ min: 0, max: 5 }))).map(([all, sizes]) => {
    const parts: number[][] = [];
    let from = 0;
    for (const size of sizes) {
      parts.push(all.slice(from, from + size));
      from += size;
    }
    return [...parts, all.slice(from)];
  });

const any = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 });
const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 })
  .map((ids) => ids.sort((a, b) => a - b));

describe('last row of each identity', () => {
  it.each([
    ['any identities', any],
    ['identities that only go up, with gaps', rising],
  ])('finds what looking at every row finds: %s', (_, ids) => {
    fc.assert(
      fc.property(parted(ids), (parts) => {
        const all = parts.flat();
        const rows = new LastRows(parts.map(chunkOf));
        for (let id = 0; id <= 61; id++) expect(rows.of(id)).toBe(id === 0 ? -1 : all.lastIndexOf(id));
        const holds = all.map((id, row) => (id === 0 || all.lastIndexOf(id) === row ? 1 : 0));
        expect([...rows.holding()]).toEqual(holds);
      }),
    );
  });

  it.each([
    ['any identities', any],
    ['identities that only go up, with gaps', rising],
  ])('knows rows of chunks that came later: %s', (_, ids) => {
    fc.assert(
      fc.property(parted(ids), fc.nat({ max: 4 }), parted(any), (parts, known, more) => {
        const all = [...parts, ...more];
        const rows = new LastRows(parts.slice(0, known).map(chunkOf));
        const before = parts.slice(0, known).flat();
        for (const part of all.slice(Math.min(known, parts.length))) {
          const chunk = chunkOf(part);
          if (rows.areNew(chunk)) {
            expect(part.filter((id) => id === 0 || before.includes(id))).toEqual([]);
            expect(new Set(part).size).toBe(part.length);
          }
          rows.add(chunk, before.length);
          before.push(...part);
          for (let id = 1; id <= 61; id++) expect(rows.of(id)).toBe(before.lastIndexOf(id));
        }
      }),
    );
  });
});
